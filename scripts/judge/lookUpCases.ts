import pLimit from 'p-limit';
import type { FindResult } from '../../reshare';
import { lettersAndDigits, type Book } from './Book';
import { askingLibrary, type ServedCatalog } from './serveCatalog';
import type { CitationCase } from './inventCitations';

/** `right`: the record or the same thing. `review`: a person decides. `silent`: Not Available. `wrong`: Eligible, but another work. */
export type LookupVerdict = 'right' | 'review' | 'silent' | 'wrong' | 'failed';

export interface JudgedCase extends Pick<CitationCase, 'kind' | 'expects' | 'mayBeReviewed'> {
	readonly verdict: LookupVerdict;
	readonly reason: FindResult['reason'];
	/** What was asked for, and what came of it. */
	readonly line: string;
}

/** How many citations one run of a workflow has. */
const perRun = 200;

/** Twenty at once, as a workflow asks. */
export async function lookUpCases(
	catalog: ServedCatalog,
	cases: readonly CitationCase[],
	tell: (judged: JudgedCase) => void,
): Promise<void> {
	const limit = pLimit(20);
	for (let start = 0; start < cases.length; start += perRun) {
		const inventory = await catalog.open();
		const find = async (asked: CitationCase): Promise<void> => {
			const result = await inventory.findEligible(asked.citation, { ownSymbols: [askingLibrary] });
			tell(judged(asked, result, catalog.book(result.instanceId ?? '')));
		};
		await Promise.all(cases.slice(start, start + perRun).map(async (asked) => await limit(find, asked)));
	}
}

function judged(asked: CitationCase, result: FindResult, chosen: Book | undefined): JudgedCase {
	const { kind, expects, mayBeReviewed, book, citation } = asked;
	const verdict = verdictOf(asked, result, chosen);
	const fields = Object.entries(citation)
		.map(([name, value]) => `${name} ${String(value)}`)
		.join(' | ');
	const suggestion =
		chosen === undefined ? '' : chosen.number === book.number ? ' [its record]' : ` [${chosen.name}: ${result.title ?? ''}]`;
	const why = verdict === 'review' || verdict === 'failed' ? ` ${result.explanation}` : '';
	const line = `${kind} | ${book.name} | ${fields} -> ${result.reason}${suggestion}${why}`;
	return { kind, expects, mayBeReviewed, verdict, reason: result.reason, line };
}

function verdictOf(asked: CitationCase, { outcome, reason }: FindResult, chosen: Book | undefined): LookupVerdict {
	if (reason === 'lookUpFailed') return 'failed';
	if (outcome === 'needsReview') return 'review';
	if (outcome === 'notAvailable') return 'silent';
	return asked.expects !== 'find' || chosen === undefined || !isSame(asked.book, chosen) ? 'wrong' : 'right';
}

/** The same record, another one with the same number, or the same title by the same author of the same year. */
function isSame(one: Book, other: Book): boolean {
	if (one.number === other.number) return true;
	if (
		one.isbns.some((isbn) => other.isbns.includes(isbn)) ||
		(one.oclc !== undefined && one.oclc === other.oclc) ||
		(one.issn !== undefined && one.issn === other.issn)
	)
		return true;
	const family = (book: Book): string => lettersAndDigits((book.author ?? '').split(',')[0] ?? '');
	return (
		lettersAndDigits(one.title.full) === lettersAndDigits(other.title.full) && family(one) === family(other) && one.year === other.year
	);
}
