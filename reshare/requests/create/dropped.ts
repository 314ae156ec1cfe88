import type { PatronRequest } from '../schemas';
import { fieldNames } from './input';
import { fold, listWords } from './text';
import type { Wish } from './types';

/**
 * Names of the wish's fields that did not arrive in the request. Resolvers older than mid-2026 know nothing of copies, and
 * drop what names the part that is wanted.
 *
 * @param row read in full
 */
export function droppedFields(wish: Wish, row: PatronRequest): string[] {
	const pairs: Array<readonly [string, string | undefined, string | undefined]> = [
		[fieldNames.volume, wish.volume, row.volume],
		[fieldNames.edition, wish.edition, row.edition],
		[fieldNames.neededBy, wish.neededBy, row.neededBy],
		[fieldNames.note, wish.note, row.patronNote],
		[fieldNames.pickupSlug, wish.pickupSlug, row.pickupLocationSlug ?? row.pickupLocationCode],
		[fieldNames.partTitle, wish.copy?.partTitle, row.titleOfComponent],
		[fieldNames.partAuthor, wish.copy?.partAuthor, row.authorOfComponent],
		[fieldNames.pages, wish.copy?.pages, row.pagesRequested],
		[fieldNames.issue, wish.copy?.issue, row.issue],
	];
	return pairs.filter(([, wanted, found]) => fold(wanted) !== '' && fold(found) === '').map(([name]) => name);
}

export function droppedWarning(fields: readonly string[]): string | undefined {
	if (fields.length === 0) return undefined;
	const names = listWords(fields.map((name) => `'${name}'`));
	return `${names} did not arrive in ReShare: the resolver seems to be too old for ${fields.length === 1 ? 'it' : 'them'}. Add ${fields.length === 1 ? 'it' : 'them'} by hand, or set 'Send Through' to ReShare directly.`;
}
