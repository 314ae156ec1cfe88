import type { IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { Fetch } from '../../reshare/index';

/*
 * The functions of this file make a fetch from n8n's own request helpers, for credentials and for an n8n that protects internal addresses.
 * n8n's proxy settings, its protection of internal addresses and, if the helper knows them, the credential's allowed domains then apply to
 * these calls as well. Neither helper follows redirects, and both return answers of any status.
 */

/** Makes a fetch whose answers are read as they come, so that a large one is not kept in memory as a whole. */
export function createFetchOverHttpRequest(helpers: { httpRequest(options: IHttpRequestOptions): Promise<unknown> }): Fetch {
	return async (url, init) => {
		const answer = (await helpers.httpRequest({
			method: init.method as NonNullable<IHttpRequestOptions['method']>,
			url,
			headers: { ...init.headers },
			...(init.body === undefined ? {} : { body: init.body }),
			encoding: 'stream',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: helperTimeoutMs,
			abortSignal: init.signal,
		})) as IN8nHttpFullResponse;
		return { status: answer.statusCode, headers: copied(answer.headers), body: answer.body as unknown as AsyncIterable<Uint8Array> };
	};
}

/** Makes a fetch for the test of a credential, whose context has only the older helper. */
export function createFetchOverLegacyRequest(helpers: { request(options: object): Promise<unknown> }): Fetch {
	return async (url, init) => {
		init.signal.throwIfAborted();
		const { statusCode, headers, body } = (await helpers.request({
			method: init.method,
			uri: url,
			headers: { ...init.headers },
			...(init.body === undefined ? {} : { body: init.body }),
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			json: false,
			timeout: helperTimeoutMs,
		})) as IN8nHttpFullResponse;
		const text = typeof body === 'string' ? body : body === undefined || body === null ? '' : JSON.stringify(body);
		const neverHasBody = [204, 205, 304].includes(statusCode);
		return new Response(neverHasBody ? null : text, { status: statusCode, headers: copied(headers) });
	};
}

const helperTimeoutMs = 30_000;

function copied(headers: Readonly<Record<string, unknown>>): Headers {
	const copy = new Headers();
	for (const [name, value] of Object.entries(headers)) {
		for (const single of Array.isArray(value) ? value : [value]) {
			if (typeof single === 'string') copy.append(name, single);
		}
	}
	return copy;
}
