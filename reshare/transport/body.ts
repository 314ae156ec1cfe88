import { ReShareError } from '../errors';
import { hostOf } from './failures';
import type { FetchAnswer } from './fetch';

/** Largest answer that is read, in bytes after decompression. */
export const largestAnswer = 32 * 1024 * 1024;

/** Reads an answer's body as text and stops at `limit` bytes, so that a compressed bomb cannot fill the memory. */
export async function readText({ body }: FetchAnswer, url: string, limit = largestAnswer): Promise<string> {
	if (body === null) return '';
	const decoder = new TextDecoder();
	const parts: string[] = [];
	let size = 0;
	for await (const part of body) {
		size += part.byteLength;
		if (size > limit) {
			throw new ReShareError('tooLarge', `${hostOf(url)} sent an answer of more than ${Math.floor(limit / 1024 / 1024)} MB`, {
				description: 'Ask for less at once, for example with a smaller limit. If the URL is right, ask whoever runs the server.',
				mayHaveReached: true,
			});
		}
		parts.push(decoder.decode(part, { stream: true }));
	}
	parts.push(decoder.decode());
	return parts.join('');
}
