import type { JudgedCase } from './judgeCitationLookups';

const titles = { wrong: 'Eligible wrong', failed: 'failed', silent: 'silent no', review: 'to review' } as const;

/** Lists the look-ups that somebody should examine: wrong ones first, then what was not found, then reviews with their reasons. */
export function listCasesToExamine(index: string, results: readonly JudgedCase[]): string[] {
	return (['wrong', 'failed', 'silent', 'review'] as const).flatMap((verdict) => {
		const own = results.filter((one) => one.verdict === verdict && !isFine(one));
		if (own.length === 0) return [];
		const reasons = [...new Set(own.map(({ reason }) => reason))].map(
			(reason) => `${reason} ${own.filter((one) => one.reason === reason).length}`,
		);
		return [`\n## ${index}: ${titles[verdict]}, ${own.length} (${reasons.join(', ')})`, ...own.map(({ line }) => line)];
	});
}

/** Whether the answer needs no examination, although the record was not found: a doubt went to review, or the book is absent. */
function isFine({ expects, verdict }: JudgedCase) {
	return (verdict === 'review' && expects === 'doubt') || (verdict === 'silent' && expects === 'absent');
}
