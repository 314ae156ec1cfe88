import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { createFetch, HttpClient } from '../../../../reshare/transport';
import type { Sandbox } from '../../../../sandbox';
import { buildCrossLinkRequestBody, lentRecordId } from '../../sandbox/crossLinkCalls';
import type { Json } from '../../sandbox/sandboxCalls';

export { lentRecordId };

export interface AccountChanges {
	readonly tenant?: string;
	readonly username?: string;
	readonly password?: string;
}

/** Makes an Okapi client for an account of CrossLink, by default East Harbor's. */
export function okapiFor(sandbox: Sandbox, who: AccountChanges = {}) {
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

export const buildLentRecordRequestBody = (id: string, more: Json = {}): Json => buildCrossLinkRequestBody(id, lentRecordId, more);
