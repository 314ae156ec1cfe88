import { ReShareError } from '../../../errors';
import { retryAfterMs, type HttpClient } from '../../../transport';
import { running } from './classifyJson';
import { classifyResolverAnswer } from './classifyResolverAnswer';
import type { AskedFor, ResolverOutcome } from './outcome';

interface ResolverClientOptions {
	readonly http: Pick<HttpClient, 'send'>;
	/**
	 * Whole time for an answer, in milliseconds. Default 60,000, since the resolver waits for ReShare without a limit of its own;
	 * 30,000 for a preview, as for all that is only read and repeated.
	 */
	readonly timeoutMs?: number;
}

export interface ResolverClient {
	/**
	 * Sends an OpenURL once, whatever happens: every call can make a request. A connection lost or a time-out after which
	 * the request may exist is `unclear`. Only the one that asks for a preview is sent again, as any reading is: no release
	 * makes a request of it.
	 *
	 * @throws ReShareError where the OpenURL surely did not get through (wrong address, refused connection, redirect, ...)
	 */
	send(url: URL, signal?: AbortSignal): Promise<ResolverOutcome>;
}

function askedFor(url: URL): AskedFor {
	const service = url.searchParams.get('svc_id');
	if (service === 'json') return 'json';
	return service === 'reshareRequest' ? 'preview' : 'page';
}

export function createResolverClient({ http, timeoutMs }: ResolverClientOptions): ResolverClient {
	return {
		async send(url, signal) {
			const asked = askedFor(url);
			try {
				const answer = await http.send({
					method: 'GET',
					url: url.href,
					safeToRepeat: asked === 'preview',
					timeoutMs: timeoutMs ?? (asked === 'preview' ? 30_000 : 60_000),
					signal,
				});
				return classifyResolverAnswer({ ...answer, retryAfterMs: retryAfterMs(answer) }, asked);
			} catch (error) {
				if (!(error instanceof ReShareError) || !error.mayHaveReached || asked === 'preview') throw error;
				return { kind: 'unclear', why: error.message, ...running(error.status) };
			}
		},
	};
}
