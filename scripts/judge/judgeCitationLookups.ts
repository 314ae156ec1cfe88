import pLimit from 'p-limit';
import type { FindResult } from '../../reshare';
import { familyNameOf, lettersAndDigits, numbersOf, type Book } from './Book';
import { expectsRecord } from './citationKinds';
import { askingLibrary, type ServedCatalog } from './serveCatalog';
import type { CitationCase } from './inventCitations';

/**
 * `right`: the record was found, or one of the same thing. `review`: a person decides. `silent`: Not Available. `wrong`: Eligible, but
 * another work.
 */
export type LookupVerdict = 'right' | 'review' | 'silent' | 'wrong' | 'failed';

export interface JudgedCase extends Pick<CitationCase, 'kind' | 'expects'> {
	readonly verdict: LookupVerdict;
	readonly reason: FindResult['reason'];
	/** One line with the citation and the answer. */
	readonly line: string;
}

/** How many citations one run of a workflow looks up. */
const perRun = 200;

/** Looks up twenty citations at a time, as a workflow does. */
export async function judgeCitationLookups(
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
	const { kind, expects, book, citation } = asked;
	const verdict = verdictOf(asked, result, chosen);
	const fields = Object.entries(citation)
		.map(([name, value]) => `${name} ${String(value)}`)
		.join(' | ');
	const suggestion =
		chosen === undefined ? '' : chosen.number === book.number ? ' [its record]' : ` [${chosen.name}: ${result.title ?? ''}]`;
	const why = verdict === 'review' || verdict === 'failed' ? ` ${result.explanation}` : '';
	const line = `${kind} | ${book.name} | ${fields} -> ${result.reason}${suggestion}${why}`;
	return { kind, expects, verdict, reason: result.reason, line };
}

function verdictOf(asked: CitationCase, { outcome, reason }: FindResult, chosen: Book | undefined): LookupVerdict {
	if (reason === 'lookUpFailed') return 'failed';
	if (outcome === 'needsReview') return 'review';
	if (outcome === 'notAvailable') return 'silent';
	return !expectsRecord(asked.expects) || chosen === undefined || !isSame(asked.book, chosen) ? 'wrong' : 'right';
}

/** Whether the answer is the same record, one with the same number, or one with the same title, author and year. */
function isSame(one: Book, other: Book): boolean {
	if (one.number === other.number || numbersOf(one).some((number) => numbersOf(other).includes(number))) return true;
	const isSameAuthor = lettersAndDigits(familyNameOf(one)) === lettersAndDigits(familyNameOf(other));
	return isSameTitle(one.title.full, other.title.full) && isSameAuthor && one.year === other.year;
}

/**
 * Compares titles as two catalogs write them, of which one adds words in brackets and abbreviates others: `250 [Two hundred fifty] yrs.`
 */
function isSameTitle(one: string, other: string): boolean {
	if (lettersAndDigits(one) === lettersAndDigits(other)) return true;
	const wordsOf = (title: string): string[] =>
		title
			.replace(/\[[^\]]*\]/gu, ' ')
			.split(' ')
			.filter((word) => lettersAndDigits(word) !== '');
	const isFor = (short: string, word: string): boolean =>
		short.endsWith('.') ? lettersAndDigits(word).startsWith(lettersAndDigits(short)) : lettersAndDigits(word) === lettersAndDigits(short);
	const [left, right] = [wordsOf(one), wordsOf(other)];
	return left.length === right.length && left.every((word, index) => isFor(word, right[index] ?? '') || isFor(right[index] ?? '', word));
}
