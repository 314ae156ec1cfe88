import { ReShareError } from '../errors';
import { hostOf } from './failures';

/** Largest answer that is read, in bytes after decompression. */
export const largestAnswer = 32 * 1024 * 1024;

/** Reads an answer's body as text and stops at `limit` bytes, so that a compressed bomb cannot fill the memory. */
export async function readText(response: Response, url: string, limit = largestAnswer): Promise<string> {
	if (response.body === null) return '';
	const decoder = new TextDecoder();
	const parts: string[] = [];
	let size = 0;
	const reader = response.body.getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		size += value.byteLength;
		if (size > limit) {
			await reader.cancel();
			throw new ReShareError('tooLarge', `${hostOf(url)} sent an answer of more than ${Math.floor(limit / 1024 / 1024)} MB`, {
				description: 'Ask for less at once, for example with a smaller limit. If the URL is right, ask whoever runs the server.',
				mayHaveReached: true,
			});
		}
		parts.push(decoder.decode(value, { stream: true }));
	}
	parts.push(decoder.decode());
	return parts.join('');
}
