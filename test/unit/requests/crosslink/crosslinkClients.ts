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

/** Default: East Harbor's account. */
export function okapiFor(sandbox: Sandbox, who: Who = {}) {
	return new OkapiClient({
		account: { url: sandbox.okapiUrl, ...sandbox.crosslink.east, ...who },
		http: sharedHttp(),
		sessions: new SessionStore(),
	});
}

let pool: ReturnType<typeof createFetch> | undefined;

/** Over the connections that all tests of a file share. */
export function sharedHttp() {
	pool ??= createFetch();
	return new HttpClient({ fetch: pool });
}

/** The body of a new request. */
export const requestBody = (id: string, more: Json = {}): Json => body(id, lentRecordId, more);
