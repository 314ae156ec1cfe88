import { canFilter, equals } from '../modrs/filter';
import { latestOf } from '../lineage';
import type { RequestsClient } from '../modrs/RequestsClient';
import type { PatronRequest, RequestWithRaw } from '../request';
import { isTerminalState } from '../states';
import { readRequestName, type RequestSide } from './identify';

export interface FoundRequest extends RequestWithRaw {
	/** What the reader should know, e.g. that several requests carry the reference. */
	readonly warnings: readonly string[];
}

/**
 * Finds one request by UUID, hrid, reference or the address of its page, and reads it whole.
 *
 * A hrid can stand on two rows of one tenant, a borrowing and a lending one; `side` decides, except for a UUID, which
 * names one row for sure. Where several requests carry the reference, the open one is taken, then the newest; where it
 * was made anew, the request that took its place.
 *
 * @returns undefined when there is none, or when it was deleted meanwhile
 * @throws ReShareError `badInput` when `given` cannot be the name of a request
 */
export async function findRequest(requests: RequestsClient, given: string, side: RequestSide = 'borrowing'): Promise<FoundRequest | undefined> {
	const name = readRequestName(given);
	if (name.by === 'id') {
		const found = await requests.getWithRaw(name.id);
		return found === undefined ? undefined : { ...found, warnings: [] };
	}
	const rows = await rowsNamed(requests, name.word, side);
	const best = [...rows].sort(openThenNewest)[0];
	if (best === undefined) return undefined;
	const latest = best.hrid === name.word ? best : await latestOf(async (id) => await requests.get(id), best);
	const found = await requests.getWithRaw(latest.id);
	if (found === undefined) return undefined;
	const several = rows.length === 1 ? [] : [`${rows.length} requests carry '${name.word}'; this is ${isOpen(best) ? 'the newest open one' : 'the newest one'}.`];
	const anew = latest.id === best.id ? [] : [`The request with '${name.word}' was made anew; this is the one that took its place.`];
	return { ...found, warnings: [...several, ...anew] };
}

async function rowsNamed(requests: RequestsClient, word: string, side: RequestSide): Promise<PatronRequest[]> {
	const onSide = equals('isRequester', side === 'borrowing');
	const byHrid = canFilter(word)
		? await requests.list({ filters: [onSide, equals('hrid', word)] })
		: await requests.list({ filters: [onSide], search: { term: word, properties: ['hrid'] } });
	const hridRows = byHrid.filter((row) => isOn(row, side) && row.hrid === word);
	if (hridRows.length > 0) return hridRows;
	if (canFilter(word)) {
		// In parentheses, each is a query of its own; else a request without identifiers would not be looked at.
		const either = `(${equals('requestIdentifiers.identifier', word)})||(${equals('patronReference', word)})`;
		const rows = await requests.list({ filters: [onSide, either], fullRecord: true });
		return rows.filter((row) => isOn(row, side) && carries(row, word));
	}
	// The filter grammar cannot express the word; the text search can, and the rows are compared here.
	const rows = await requests.list({ filters: [onSide], search: { term: word, properties: ['requestIdentifiers.identifier'] }, fullRecord: true });
	return rows.filter((row) => isOn(row, side) && carries(row, word));
}

/** Servers before version 2.15 ignore the wish for whole records, so a row without identifiers is taken at its word. */
function carries(row: PatronRequest, reference: string): boolean {
	return row.passedOnReference === reference || row.references.includes(reference) || (row.references.length === 0 && row.passedOnReference === undefined);
}

export function isOn(row: PatronRequest, side: RequestSide): boolean {
	return (row.side ?? 'lending') === side;
}

function isOpen(row: PatronRequest): boolean {
	return !isTerminalState(row.state ?? {});
}

function openThenNewest(a: PatronRequest, b: PatronRequest): number {
	const byOpen = Number(isOpen(b)) - Number(isOpen(a));
	return byOpen !== 0 ? byOpen : (b.createdAt ?? '').localeCompare(a.createdAt ?? '');
}
