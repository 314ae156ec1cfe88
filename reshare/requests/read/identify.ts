import { ReShareError } from '../../errors';
import { named } from '../../words';

/** How a request was named: by its id, or by a word that may be its hrid, its reference or a barcode. */
type RequestName = { readonly by: 'id'; readonly id: string } | { readonly by: 'word'; readonly word: string };

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

/**
 * Reads what a person typed or pasted as the name of a request: its UUID, the address of its page in the staff
 * interface, its hrid, its reference or the barcode of an item.
 *
 * @throws ReShareError `badInput` when it is empty, or an address in which no request is named
 */
export function readRequestName(given: string): RequestName {
	const word = given.trim();
	if (word === '') {
		throw new ReShareError('badInput', `${named('request')} is empty`, {
			description: 'Give the request number that staff see (hrid), its UUID, your reference, the barcode of an item, or the address of its page in ReShare.',
		});
	}
	if (new RegExp(`^${uuid.source}$`, 'i').test(word)) return { by: 'id', id: word.toLowerCase() };
	if (!/^https?:\/\//i.test(word)) return { by: 'word', word };
	const id = URL.canParse(word) ? idIn(new URL(word).pathname) : undefined;
	if (id !== undefined) return { by: 'id', id };
	throw new ReShareError('badInput', `The address in ${named('request')} is not that of a request's page`, {
		description: 'Open the request in ReShare and copy the address from the browser. It holds the id of the request.',
	});
}

/** Old pages are at `/request/requests/view/<id>`, new ones at `/request/requests/<id>/flow`; CrossLink's ids need not be UUIDs. */
function idIn(path: string): string | undefined {
	const long = uuid.exec(path)?.[0];
	if (long !== undefined) return long.toLowerCase();
	const part = /\/requests\/(?:view\/)?([^/]+)(?:\/|$)/.exec(path)?.[1];
	if (part === undefined || part === 'view') return undefined;
	try {
		return decodeURIComponent(part);
	} catch {
		return undefined;
	}
}
