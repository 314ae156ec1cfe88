import { equals } from '../filter';
import { references } from '../reference';
import type { RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';
import { asksForSameThing } from './duplicate';
import { createdAt, isOpen } from './row';
import type { Wish } from './types';

/**
 * A request for the same wish that came into being lately and carries no reference: what an OpenURL resolver older than
 * v1.5.1 makes. Undefined when there is none or more than one.
 *
 * @param known ids of the patron's open requests from before, where they were read
 * @param since milliseconds since 1970; decides for closed requests, and where `known` is missing
 */
export async function findWithoutReference(
	requests: RequestsClient,
	wish: Wish,
	known: ReadonlySet<string> | undefined,
	since: number,
): Promise<PatronRequest | undefined> {
	const rows = await requests.list({
		filters: [equals('isRequester', true), equals('patronIdentifier', wish.patronId, 'Patron ID')],
		sort: ['dateCreated;desc', 'id;asc'],
		perPage: 20,
	});
	const candidates = rows.filter(
		(row) =>
			row.isRequester === true &&
			row.patronIdentifier === wish.patronId &&
			(known !== undefined && isOpen(row) ? !known.has(row.id) : createdAt(row) >= since) &&
			asksForSameThing(row, wish),
	);
	const full = await Promise.all(candidates.map(async ({ id }) => await requests.get(id)));
	const unnamed = full.filter((row): row is PatronRequest => row !== undefined && references(row).length === 0);
	return unnamed.length === 1 ? unnamed[0] : undefined;
}
