import type { PatronRequest } from '../request';
import { fieldNames } from './input';
import { fold, listWords } from './text';
import type { Wish } from './types';

/**
 * What of a wish did not arrive in the request that was made of it, in sentences for staff. OpenURL resolvers before
 * v1.5.1 drop the reference; those older than mid-2026 know nothing of copies, and drop what names the part that is wanted.
 *
 * @param row read in full
 */
export function warningsOfArrival(wish: Wish, reference: string, row: PatronRequest): string[] {
	const warnings: string[] = [];
	if (!row.references.includes(reference)) {
		warnings.push(
			"The OpenURL resolver did not pass the reference on (it is older than v1.5.1), so that the reference protects nothing here: sending this again makes a second request. Set 'Send Through' to ReShare directly.",
		);
	}
	const dropped = droppedFields(wish, row);
	if (dropped.length > 0) {
		const them = dropped.length === 1 ? 'it' : 'them';
		warnings.push(
			`${listWords(dropped.map((name) => `'${name}'`))} did not arrive in ReShare: the resolver seems to be too old for ${them}. Add ${them} by hand, or set 'Send Through' to ReShare directly.`,
		);
	}
	return warnings;
}

/** Names of the wish's fields that did not arrive. */
function droppedFields(wish: Wish, row: PatronRequest): string[] {
	const pairs: Array<readonly [string, string | undefined, string | undefined]> = [
		[fieldNames.volume, wish.volume, row.volume],
		[fieldNames.edition, wish.edition, row.edition],
		[fieldNames.neededBy, wish.neededBy, row.neededBy],
		[fieldNames.note, wish.note, row.note],
		[fieldNames.pickupSlug, wish.pickupSlug, row.pickupLocationSlug ?? row.pickupLocationCode],
		[fieldNames.partTitle, wish.copy?.partTitle, row.partTitle],
		[fieldNames.partAuthor, wish.copy?.partAuthor, row.partAuthor],
		[fieldNames.pages, wish.copy?.pages, row.pages],
		[fieldNames.issue, wish.copy?.issue, row.issue],
	];
	return pairs.filter(([, wanted, found]) => fold(wanted) !== '' && fold(found) === '').map(([name]) => name);
}
