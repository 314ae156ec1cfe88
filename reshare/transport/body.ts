import { ReShareError } from '../errors';
import { hostOf } from './failures';
import type { FetchAnswer } from './fetch';

/** Largest answer that is read, in bytes after decompression. */
const largestAnswer = 32 * 1024 * 1024;

/** Stops at the largest size, so that a compressed bomb cannot fill the memory. Not `fatal`: bytes that are no UTF-8 become U+FFFD. */
export async function readText({ body }: FetchAnswer, url: string, fatal: boolean): Promise<string> {
	if (body === null) return '';
	const parts: Uint8Array[] = [];
	let size = 0;
	for await (const part of body) {
		size += part.byteLength;
		if (size > largestAnswer) {
			throw new ReShareError('tooLarge', `${hostOf(url)} sent an answer of more than ${Math.floor(largestAnswer / 1024 / 1024)} MB`, {
				description: 'Ask for less at once, for example with a smaller limit. If the URL is right, ask whoever runs the server.',
				mayHaveReached: true,
			});
		}
		parts.push(part);
	}
	try {
		return new TextDecoder('utf-8', { fatal }).decode(Buffer.concat(parts));
	} catch {
		throw new ReShareError('badAnswer', `${hostOf(url)} sent an answer in another character set than UTF-8`, { description: 'Names and titles would be wrong. Tell whoever runs the server.', mayHaveReached: true });
	}
}
