import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Fetch, FetchInit } from '../../reshare/index';

interface HttpRequestHelper {
	httpRequest(options: IHttpRequestOptions): Promise<unknown>;
}

/**
 * A fetch over n8n's own request helper, for places where n8n lends no connection pool (logging in for n8n's HTTP Request
 * node), so that its proxy settings, its protection of internal addresses and the credential's allowed domains hold there
 * too. Follows no redirect.
 */
export function fetchOverHttpRequest(helpers: HttpRequestHelper): Fetch {
	return async (url: string, init: FetchInit) => {
		const answer = (await helpers.httpRequest({
			method: init.method as IHttpRequestOptions['method'] & string,
			url,
			headers: { ...init.headers },
			...(init.body === undefined ? {} : { body: init.body }),
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 30_000,
			abortSignal: init.signal,
		})) as IN8nHttpFullResponse;
		return toResponse(answer.statusCode, answer.headers, answer.body);
	};
}

/** The standard Response that the client reads, made of what n8n's helpers give. */
export function toResponse(status: number, headers: Readonly<Record<string, unknown>>, body: unknown): Response {
	const copied = new Headers();
	for (const [name, value] of Object.entries(headers)) {
		for (const single of Array.isArray(value) ? value : [value]) {
			if (typeof single === 'string') copied.append(name, single);
		}
	}
	const text = typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body);
	const empty = status === 204 || status === 205 || status === 304;
	return new Response(empty ? null : text, { status, headers: copied });
}
