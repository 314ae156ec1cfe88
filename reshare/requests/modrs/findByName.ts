import type { PatronRequest, RequestWithRaw, Side } from '../model/request';
import { canFilter, equals, isOn, sideFilter } from './filter';
import type { ModRsClient } from './ModRsClient';

/** One copy may have had more requests over the years; the newest are looked at. */
const mostLoans = 100;

/** As `RequestDesk.named`. The barcode may be the lending library's own, or the one that the borrowing library gave the copy for the loan. */
export async function requestsNamed(requests: ModRsClient, word: string, side: Side): Promise<PatronRequest[]> {
	const onSide = sideFilter(side);
	const byHrid = canFilter(word)
		? await requests.list({ filters: [onSide, equals('hrid', word)] })
		: await requests.list({ filters: [onSide], search: { term: word, properties: ['hrid'] } });
	const hridRows = byHrid.filter((row) => isOn(row, side) && row.hrid === word);
	if (hridRows.length > 0) return hridRows;
	if (canFilter(word)) {
		// Without the parentheses a request that has no identifiers would not be looked at.
		const either = `(${equals('requestIdentifiers.identifier', word)})||(${equals('patronReference', word)})`;
		const rows = await requests.listWithRaw({ filters: [onSide, either], fullRecord: true });
		const referenced = rows.filter((row) => isOn(row.request, side) && carries(row, word)).map(({ request }) => request);
		return referenced.length > 0 ? referenced : await withBarcode(requests, word, side);
	}
	// The filter grammar cannot express the word; the text search can, which finds parts of it, too.
	const hits = await requests.listWithRaw({ filters: [onSide], search: { term: word, properties: ['requestIdentifiers.identifier'] }, fullRecord: true });
	const whole = await Promise.all(hits.map(async ({ request, raw }) => (hasIdentifiers(raw) ? request : await requests.get(request.id))));
	const found = whole.flatMap((row) => (row !== undefined && isOn(row, side) && row.references.includes(word) ? [row] : []));
	return found.length > 0 ? found : await withBarcode(requests, word, side);
}

const barcodes = ['volumes.itemId', 'volumes.temporaryItemBarcode', 'selectedItemBarcode'] as const;

async function withBarcode(requests: ModRsClient, word: string, side: Side): Promise<PatronRequest[]> {
	const newest = { sort: ['dateCreated;desc', 'id;asc'], perPage: mostLoans };
	const rows = await (canFilter(word)
		? requests.listWithRaw({ ...newest, filters: [sideFilter(side), barcodes.map((property) => `(${equals(property, word)})`).join('||')] })
		: requests.listWithRaw({ ...newest, filters: [sideFilter(side)], search: { term: word, properties: barcodes } }));
	return rows.filter(({ request, raw }) => isOn(request, side) && barcodesIn(raw).includes(word)).map(({ request }) => request);
}

function barcodesIn({ volumes, selectedItemBarcode }: RequestWithRaw['raw']): unknown[] {
	const ofVolumes = Array.isArray(volumes) ? volumes.flatMap((volume: { readonly itemId?: unknown; readonly temporaryItemBarcode?: unknown }) => [volume.itemId, volume.temporaryItemBarcode]) : [];
	return [...ofVolumes, selectedItemBarcode];
}

/** Servers before version 2.15 show no identifiers in a list: then a row found by the whole reference is taken at its word. */
function carries({ request: { passedOnReference, references }, raw }: RequestWithRaw, reference: string): boolean {
	return passedOnReference === reference || references.includes(reference) || (!hasIdentifiers(raw) && passedOnReference === undefined);
}

function hasIdentifiers({ requestIdentifiers }: RequestWithRaw['raw']): boolean {
	return Array.isArray(requestIdentifiers) && requestIdentifiers.length > 0;
}
