import { times, type Sender } from '../../../transport';
import { classifyResolverAnswer } from './classifyResolverAnswer';
import type { AskedFor, ResolverOutcome } from './outcome';

const kinds: Readonly<Record<string, AskedFor>> = { json: 'json', reshareRequest: 'preview' };

/**
 * Sends an OpenURL once, whatever happens: every call can make a request, but for a preview, which is repeated as any reading is.
 *
 * @throws what the transport throws; after a lost connection or a time-out the request may exist
 */
export async function sendOpenUrl(http: Sender, url: URL): Promise<ResolverOutcome> {
	const asked = kinds[url.searchParams.get('svc_id') ?? ''] ?? 'page';
	const isPreview = asked === 'preview';
	// The resolver sets itself no limit when it waits for ReShare.
	const timeoutMs = isPreview ? times.firstByte : times.action;
	return classifyResolverAnswer(await http.send({ method: 'GET', url: url.href, safeToRepeat: isPreview, timeoutMs }), asked);
}
