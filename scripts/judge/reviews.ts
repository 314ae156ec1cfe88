import type { Judged } from './lookUp';

/** What needs a look: wrong ones first, then what was not found, then reviews with their reasons. */
export function reviewsOf(index: string, results: readonly Judged[]): string[] {
	const order = ['wrong', 'failed', 'silent', 'review'] as const;
	return order.flatMap((verdict) => {
		const own = results.filter((one) => one.verdict === verdict && !isFine(one));
		if (own.length === 0) return [];
		const reasons = [...new Set(own.map(({ result }) => result.reason))].map(
			(reason) => `${reason} ${own.filter(({ result }) => result.reason === reason).length}`,
		);
		return [`\n## ${index}: ${titles[verdict]}, ${own.length} (${reasons.join(', ')})`, ...own.map(lineOf)];
	});
}

const titles = { wrong: 'Eligible wrong', failed: 'failed', silent: 'silent no', review: 'to review' } as const;

/** A doubt that went to review, an absent book that was not found. */
function isFine({ asked, verdict }: Judged): boolean {
	return (verdict === 'review' && asked.expects === 'doubt') || (verdict === 'silent' && asked.expects === 'absent');
}

function lineOf({ asked, verdict, result, chosen }: Judged): string {
	const citation = Object.entries(asked.wish)
		.map(([name, value]) => `${name} ${String(value)}`)
		.join(' | ');
	const suggestion =
		chosen === undefined ? '' : chosen.number === asked.book.number ? ' [its record]' : ` [${chosen.name}: ${result.title ?? ''}]`;
	return `${asked.kind} | ${asked.book.name} | ${citation} -> ${result.reason}${suggestion}${verdict === 'review' || verdict === 'failed' ? ` ${result.explanation}` : ''}`;
}
