import { ReShareError } from '../errors';
import { hostOf } from './errorOfFailedCall';
import type { FetchAnswer } from './fetchInterface';

/** The largest answer that is read, in bytes after decompression: a page of whole requests has some megabytes. */
const largestAnswer = 16 * 1024 * 1024;

/**
 * The most lists and objects in a JSON answer. A page of requests has some thousands. The limit is needed because empty ones take fifty
 * times their length in memory.
 */
const mostParts = 500_000;

/**
 * Reads the body as text, and stops at the largest size, so that a compressed bomb cannot fill the memory. Unless `fatal`, bytes that are
 * no UTF-8 become U+FFFD.
 */
export async function readBodyText({ body }: FetchAnswer, url: string, fatal: boolean) {
	if (body === null) return '';
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of body) {
		size += part.byteLength;
		if (size > largestAnswer) throw tooLarge(url, `${largestAnswer / 1024 / 1024} MB`);
		parts.push(part);
	}
	const text = decoded(Buffer.concat(parts), url, fatal);
	// Strings may contain brackets, too. Removing the strings takes time, so it is done only for a text that has too many brackets in all.
	if (text.length > mostParts && countOf(text) > mostParts && countOf(text.replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)/gs, '')) > mostParts)
		throw tooLarge(url, `${mostParts.toLocaleString('en-US')} lists and objects`);
	return text;
}

function countOf(text: string) {
	let count = 0;
	for (let at = 0; at < text.length; at += 1) if (text[at] === '[' || text[at] === '{') count += 1;
	return count;
}

function tooLarge(url: string, limit: string) {
	return new ReShareError('tooLarge', `${hostOf(url)} sent an answer of more than ${limit}`, {
		description: 'Ask for less at once, for example with a smaller limit. If the URL is right, ask whoever runs the server.',
		mayHaveReached: true,
	});
}

function decoded(bytes: Uint8Array, url: string, fatal: boolean) {
	try {
		return new TextDecoder('utf-8', { fatal }).decode(bytes);
	} catch {
		throw new ReShareError('badAnswer', `${hostOf(url)} sent an answer in another character set than UTF-8`, {
			description: 'Names and titles would be wrong. Tell whoever runs the server.',
			mayHaveReached: true,
		});
	}
}
