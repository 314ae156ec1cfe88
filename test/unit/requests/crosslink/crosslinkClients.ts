import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { createFetch, HttpClient } from '../../../../reshare/transport';
import type { Sandbox } from '../../../../sandbox';
import { body, lentRecordId } from '../../sandbox/crossLinkCalls';
import type { Json } from '../../sandbox/sandboxCalls';

export { lentRecordId };

export interface Who {
	readonly tenant?: string;
	readonly username?: string;
	readonly password?: string;
}

/** Makes an Okapi client for an account of CrossLink, by default East Harbor's. */
export function okapiFor(sandbox: Sandbox, who: Who = {}) {
	return new OkapiClient({
		account: { url: sandbox.okapiUrl, ...sandbox.crosslink.east, ...who },
		http: sharedHttp(),
		sessions: new SessionStore(),
	});
}

let pool: ReturnType<typeof createFetch> | undefined;

/** Makes an HTTP client over the connections that all tests of a file share. */
export function sharedHttp() {
	pool ??= createFetch();
	return new HttpClient({ fetch: pool });
}

export const requestBody = (id: string, more: Json = {}): Json => body(id, lentRecordId, more);
