import { latestSuccessorOf } from '../model/Lineage';
import type { RequestBackend } from '../port/RequestBackend';
import type { PatronRequest, RequestWithRaw, Side } from '../model/request';
import { isTerminal } from '../model/state';
import { badInputError } from '../../errors';
import { isEqualIgnoringCase, isUuid, uuidIn } from '../../text';

export interface FoundRequest extends RequestWithRaw {
	/** Warnings, such as that several requests have the reference. */
	readonly warnings: readonly string[];
	/** Other open requests with the same number, reference or barcode, where the one that was found is open. */
	readonly rivals: readonly PatronRequest[];
}

/**
 * Finds a request by UUID, hrid, reference, barcode or the address of its page, and reads it whole. One tenant can have a borrowing and a
 * lending request with the same hrid, so that `side` decides, except for a UUID. If several requests have the reference or barcode, an open
 * one is chosen, or else the newest. If that request was made again, the one that replaced it is returned.
 */
export async function findRequest(requests: RequestBackend, given: string, side: Side = 'borrowing'): Promise<FoundRequest | undefined> {
	const name = parseRequestName(given);
	if ('id' in name) {
		const found = await requests.getWithRaw(name.id);
		return found && { ...found, warnings: [], rivals: [] };
	}
	const { word } = name;
	const rows = await requests.findByNumberReferenceOrBarcode(word, side);
	const newestFirst = rows.toSorted((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''));
	const best = newestFirst.find(isOpen) ?? newestFirst[0];
	if (best === undefined) return undefined;
	const latest = isEqualIgnoringCase(best.hrid, word) ? best : await latestSuccessorOf((id) => requests.get(id), best);
	const found = await requests.getWithRaw(latest.id);
	if (found === undefined) return undefined;
	const several =
		rows.length === 1
			? []
			: [`${rows.length} requests carry '${word}'; this is ${isOpen(best) ? 'the newest open one' : 'the newest one'}.`];
	const anew = latest.id === best.id ? [] : [`The request with '${word}' was made again; this is the one that took its place.`];
	const rivals = isOpen(best) ? rows.filter((row) => row.id !== best.id && isOpen(row)) : [];
	return { ...found, warnings: [...several, ...anew], rivals };
}

function isOpen(row: PatronRequest) {
	return !isTerminal(row.state);
}

/**
 * Reads the name by which a request is to be found. A word may be a hrid, a reference or a barcode.
 *
 * @throws ReShareError `badInput` when the text is empty, or an address without a request in it
 */
export function parseRequestName(given: string): { readonly id: string } | { readonly word: string } {
	const word = given.trim();
	if (word === '') {
		throw badInputError(
			"'⟦request⟧' is empty",
			'Give the request number that staff see (hrid), its UUID, your reference, the barcode of an item, or the address of its page in ReShare.',
		);
	}
	if (isUuid(word)) return { id: word.toLowerCase() };
	if (!/^https?:\/\//i.test(word)) return { word };
	const id = URL.canParse(word) ? idIn(new URL(word).pathname) : undefined;
	if (id !== undefined) return { id };
	throw badInputError(
		"The address in '⟦request⟧' is not that of a request's page",
		'Open the request in ReShare and copy the address from the browser. It holds the id of the request.',
	);
}

/**
 * Finds a request's id in the address of its page. Old pages have the address `/request/requests/view/<id>`, new ones
 * `/request/requests/<id>/flow` (indexdata/reshare-ui ui-rs/src/index.js); CrossLink's ids need not be UUIDs.
 */
function idIn(path: string) {
	const uuid = uuidIn(path);
	if (uuid !== undefined) return uuid;
	const part = /\/requests\/(?:view\/)?([^/]+)(?:\/|$)/.exec(path)?.[1];
	if (part === undefined || part === 'view') return undefined;
	try {
		return decodeURIComponent(part);
	} catch {
		return undefined;
	}
}
