import { createHash } from 'node:crypto';

/** The most characters of the reference in an id. Lenders with other systems store 255 characters of the whole id. */
export const longestReferenceInId = 240;
/** How many requests one reference may have had. If there seem to be more, the server answers that every id exists. */
export const mostRequestsOfReference = 20;

/**
 * Makes the id of the request for a reference. CrossLink accepts an id only once, and staff read it: it is the reference, as far as a path
 * can contain it, then a dot and a mark. The mark distinguishes tenants with equal references, since an id is unique in the whole broker,
 * and keeps the id from looking like one of the broker's own (`<symbol>-<number>`).
 *
 * @param take 0 for the first request with the reference, 1 for the one that replaces it when it no longer counts
 */
export function buildRequestId(tenant: string, reference: string, take = 0) {
	const mark = createHash('sha256')
		.update(JSON.stringify([tenant, reference, take]))
		.digest('hex');
	return `${written(reference)}.${mark.slice(0, 8)}`;
}

/**
 * Returns the ids that successive requests for a reference could have, the first request's first. Which of them exist, only the server
 * knows.
 */
export function listPossibleRequestIds(tenant: string, reference: string, most = mostRequestsOfReference) {
	return Array.from({ length: most }, (_, take) => buildRequestId(tenant, reference, take));
}

export function fitsIntoRequestId(reference: string) {
	return written(reference).length <= longestReferenceInId;
}

/** Returns the reference from which an id was made; undefined for any other id. */
export function referenceInId(tenant: string, id: string) {
	const name = /^(.+)\.[0-9a-f]{8}$/.exec(id)?.[1];
	if (name === undefined) return undefined;
	return [name, read(name)].find((reference) => listPossibleRequestIds(tenant, reference).includes(id));
}

/**
 * Writes a reference for an id. Letters, digits and `.-_` stay as they are if there is nothing else; otherwise every other byte, and `_`,
 * becomes `_` and two digits.
 */
function written(reference: string) {
	if (/^[A-Za-z0-9._-]+$/.test(reference)) return reference;
	return reference.replace(/[^A-Za-z0-9.-]+/gu, (signs) => Buffer.from(signs).toString('hex').replace(/../g, '_$&'));
}

function read(name: string) {
	return name.replace(/(?:_[0-9a-f]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('_', ''), 'hex').toString());
}
