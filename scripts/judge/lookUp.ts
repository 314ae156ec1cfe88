import pLimit from 'p-limit';
import type { FindResult } from '../../reshare';
import { squeezed, type Book } from './book';
import { ownSymbol, type Catalog } from './catalog';
import type { WishCase } from './citations';

/** `right`: the record or the same thing. `review`: a person decides. `silent`: Not Available. `wrong`: Eligible, but another work. */
export type Verdict = 'right' | 'review' | 'silent' | 'wrong' | 'failed';

export interface Judged {
	readonly asked: WishCase;
	readonly verdict: Verdict;
	readonly result: FindResult;
	readonly chosen?: Book;
}

/** Many at once, as in a workflow. */
export async function lookUp(catalog: Catalog, cases: readonly WishCase[], progress: (done: number) => void): Promise<Judged[]> {
	const limit = pLimit(20);
	let done = 0;
	return await Promise.all(
		cases.map(
			async (asked) =>
				await limit(async (): Promise<Judged> => {
					const result = await catalog.inventory.findEligible(asked.wish, { ownSymbols: [ownSymbol] });
					const chosen = catalog.book(result.instanceId ?? '');
					done += 1;
					if (done % 200 === 0 || done === cases.length) progress(done);
					return { asked, result, verdict: verdictOf(asked, result, chosen), chosen };
				}),
		),
	);
}

function verdictOf(asked: WishCase, { outcome, reason }: FindResult, chosen: Book | undefined): Verdict {
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
	const family = (book: Book): string => squeezed((book.author ?? '').split(',')[0] ?? '');
	return squeezed(one.title.full) === squeezed(other.title.full) && family(one) === family(other) && one.year === other.year;
}
