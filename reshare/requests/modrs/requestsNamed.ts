import type { PatronRequest, RequestWithRaw, Side } from '../request';
import { canFilter, equals } from './filter';
import type { ModRsClient } from './ModRsClient';
import { isOn, sideFilter } from './side';

/**
 * The requests with this number or, where none has it, with this reference.
 */
export async function requestsNamed(requests: ModRsClient, word: string, side: Side): Promise<PatronRequest[]> {
	const onSide = sideFilter(side);
	const byHrid = canFilter(word)
		? await requests.list({ filters: [onSide, equals('hrid', word)] })
		: await requests.list({ filters: [onSide], search: { term: word, properties: ['hrid'] } });
	const hridRows = byHrid.filter((row) => isOn(row, side) && row.hrid === word);
	if (hridRows.length > 0) return hridRows;
	const carrying = (rows: readonly RequestWithRaw[]) => rows.filter((row) => isOn(row.request, side) && carries(row, word)).map(({ request }) => request);
	if (canFilter(word)) {
		// In parentheses, each is a query of its own; else a request without identifiers would not be looked at.
		const either = `(${equals('requestIdentifiers.identifier', word)})||(${equals('patronReference', word)})`;
		return carrying(await requests.listWithRaw({ filters: [onSide, either], fullRecord: true }));
	}
	// The filter grammar cannot express the word; the text search can, and the rows are compared here.
	return carrying(await requests.listWithRaw({ filters: [onSide], search: { term: word, properties: ['requestIdentifiers.identifier'] }, fullRecord: true }));
}

/** Servers before version 2.15 ignore the wish for whole records, so a row without identifiers is taken at its word. */
function carries({ request: { passedOnReference, references }, raw }: RequestWithRaw, reference: string): boolean {
	const hasIdentifiers = Array.isArray(raw.requestIdentifiers) && raw.requestIdentifiers.length > 0;
	return passedOnReference === reference || references.includes(reference) || (!hasIdentifiers && passedOnReference === undefined);
}
