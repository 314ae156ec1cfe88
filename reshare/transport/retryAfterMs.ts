import { clock } from '../clock';
import type { AnswerHeaders } from './fetchInterface';

/**
 * The pause, in milliseconds, for which the header Retry-After or VuFind's own header asks; 0 where neither is there. A date is measured
 * from the server's own Date header.
 */
export function retryAfterMs(answer: { readonly headers: AnswerHeaders }) {
	const value = (answer.headers.get('retry-after') ?? answer.headers.get('x-ratelimit-retry-after'))?.trim() ?? '';
	if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
	// Only dates in HTTP's format count, because Date.parse would also accept `-5` or `1.5`.
	const date = /^[A-Za-z]{3,9},? /.test(value) ? Date.parse(value) : Number.NaN;
	const now = Date.parse(answer.headers.get('date') ?? '');
	return Number.isNaN(date) ? 0 : Math.max(0, date - (Number.isNaN(now) ? clock.now() : now));
}
