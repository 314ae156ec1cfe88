import { latestOf } from '../model/lineage';
import type { RequestDesk } from '../port/RequestDesk';
import type { PatronRequest, RequestWithRaw, Side } from '../model/request';
import { isTerminal } from '../model/state';
import { readRequestName } from './identify';

export interface FoundRequest extends RequestWithRaw {
	/** What the reader should know, e.g. that several requests carry the reference. */
	readonly warnings: readonly string[];
	/** Other open requests with the same number, reference or barcode, where the one found is open. */
	readonly rivals: readonly PatronRequest[];
}

/**
 * Finds one request by UUID, hrid, reference, barcode or the address of its page, and reads it whole.
 *
 * A hrid can stand on two rows of one tenant, a borrowing and a lending one; `side` decides, except for a UUID, which
 * names one row for sure. Where several requests carry the reference or the barcode, the open one is taken, then the newest; where it
 * was made again, the request that took its place.
 *
 * @returns undefined when there is none, or when it was deleted meanwhile
 * @throws ReShareError `badInput` when `given` cannot be the name of a request
 */
export async function findRequest(requests: RequestDesk, given: string, side: Side = 'borrowing'): Promise<FoundRequest | undefined> {
	const name = readRequestName(given);
	if (name.by === 'id') {
		const found = await requests.getWithRaw(name.id);
		return found === undefined ? undefined : { ...found, warnings: [], rivals: [] };
	}
	const rows = await requests.named(name.word, side);
	const best = [...rows].sort(openThenNewest)[0];
	if (best === undefined) return undefined;
	const latest = best.hrid === name.word ? best : await latestOf(async (id) => await requests.get(id), best);
	const found = await requests.getWithRaw(latest.id);
	if (found === undefined) return undefined;
	const several = rows.length === 1 ? [] : [`${rows.length} requests carry '${name.word}'; this is ${isOpen(best) ? 'the newest open one' : 'the newest one'}.`];
	const anew = latest.id === best.id ? [] : [`The request with '${name.word}' was made again; this is the one that took its place.`];
	const rivals = isOpen(best) ? rows.filter((row) => row.id !== best.id && isOpen(row)) : [];
	return { ...found, warnings: [...several, ...anew], rivals };
}

function isOpen(row: PatronRequest): boolean {
	return !isTerminal(row.state);
}

function openThenNewest(a: PatronRequest, b: PatronRequest): number {
	const byOpen = Number(isOpen(b)) - Number(isOpen(a));
	return byOpen !== 0 ? byOpen : (b.createdAt ?? '').localeCompare(a.createdAt ?? '');
}
