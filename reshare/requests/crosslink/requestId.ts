import { createHash } from 'node:crypto';

/** Lenders with other systems keep 255 characters. */
export const longestName = 240;
/** Requests of one reference that an id is recognized by; nobody has as many. */
const mostTakes = 20;

/**
 * The id that a request gets for its reference, by which CrossLink takes it once and staff read it: the reference as it
 * is, as far as an id may hold it, then a dot and a mark. Equal references give equal ids. The mark tells tenants with
 * equal references apart, since an id is given once in the whole broker, and keeps the id from looking like one of the
 * broker's own (`<symbol>-<number>`). An id holds only what is safe in a path.
 *
 * @param take 0 for the first request with the reference, 1 for the one that takes its place when that one no longer counts
 */
export function requestId(tenant: string, reference: string, take = 0): string {
	return `${written(reference)}.${mark(tenant, reference, take)}`;
}

/** Whether the reference can stand in an id, which tells it again then. */
export function fitsIntoId(reference: string): boolean {
	return written(reference).length <= longestName;
}

/** The reference that an id was made from; undefined for any other id. */
export function referenceIn(tenant: string, id: string): string | undefined {
	const dot = id.length - markLength - 1;
	if (dot < 1 || id[dot] !== '.') return undefined;
	const name = id.slice(0, dot);
	const given = id.slice(dot + 1);
	const fits = (reference: string): boolean => Array.from({ length: mostTakes }, (_, take) => mark(tenant, reference, take)).includes(given);
	return [name, read(name)].find((reference) => reference !== undefined && fits(reference));
}

const markLength = 8;

function mark(tenant: string, reference: string, take: number): string {
	return createHash('sha256').update(JSON.stringify([tenant, reference, take])).digest('hex').slice(0, markLength);
}

/** Letters, digits and `.-_` as they are, where there is nothing else; otherwise each other byte, and `_`, as `_` and two digits. */
function written(reference: string): string {
	if (/^[A-Za-z0-9._-]+$/.test(reference)) return reference;
	return [...Buffer.from(reference, 'utf8')]
		.map((byte) => {
			const sign = String.fromCharCode(byte);
			return /[A-Za-z0-9.-]/.test(sign) ? sign : `_${byte.toString(16).padStart(2, '0')}`;
		})
		.join('');
}

function read(name: string): string | undefined {
	if (!name.includes('_') || /_(?![0-9a-f]{2})/.test(name)) return undefined;
	const bytes = name.replace(/_([0-9a-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
