import { createHash } from 'node:crypto';

const known = new Map<string, string>();

/**
 * Makes a UUID that is always the same for the same name, so that credentials, states and directory entries keep their ids when the
 * practice consortium is restarted.
 */
export function makeStableId(name: string): string {
	const id = known.get(name) ?? hashed(name);
	if (known.size > 10_000) known.clear();
	known.set(name, id);
	return id;
}

function hashed(name: string): string {
	const hex = createHash('sha1').update(`practice-consortium:${name}`).digest('hex');
	const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}`;
}

/** Makes a whole number that is always the same for the same text (FNV-1a, 32 bits), for orders that look random but are not. */
export function makeStableNumber(text: string): number {
	let hash = 0x811c9dc5;
	for (let index = 0; index < text.length; index++) {
		hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
	}
	return hash >>> 0;
}
