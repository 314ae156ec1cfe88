import { ReShareError } from '../../../errors';
import { retryAfterMs, times, type HttpClient } from '../../../transport';
import { mayStillRun } from './classifyJson';
import { classifyResolverAnswer } from './classifyResolverAnswer';
import { unclear, type AskedFor, type ResolverOutcome } from './outcome';

export class ResolverClient {
	constructor(private readonly http: Pick<HttpClient, 'send'>) {}

	/**
	 * Sends an OpenURL once, whatever happens: every call can make a request, but for a preview, which is repeated as any
	 * reading is. A lost connection or a time-out after which the request may exist is `unclear`.
	 *
	 * @throws ReShareError where the OpenURL surely did not get through (wrong address, refused connection, redirect, ...)
	 */
	async send(url: URL): Promise<ResolverOutcome> {
		const asked = askedFor(url);
		try {
			const answer = await this.http.send({
				method: 'GET',
				url: url.href,
				safeToRepeat: asked === 'preview',
				// The resolver sets itself no limit when it waits for ReShare.
				timeoutMs: asked === 'preview' ? times.firstByte : times.action,
			});
			return classifyResolverAnswer({ ...answer, retryAfterMs: retryAfterMs(answer) }, asked);
		} catch (error) {
			if (!(error instanceof ReShareError) || !error.mayHaveReached || asked === 'preview') throw error;
			return unclear(error.message, mayStillRun(error.status));
		}
	}
}

function askedFor(url: URL): AskedFor {
	const service = url.searchParams.get('svc_id');
	if (service === 'json') return 'json';
	return service === 'reshareRequest' ? 'preview' : 'page';
}
