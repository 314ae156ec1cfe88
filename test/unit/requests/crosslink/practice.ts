import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { createFetch, HttpClient } from '../../../../reshare/transport';
import type { Sandbox } from '../../../../sandbox';

/** Braiding sweetgrass: lent by several libraries. */
export const lentBook = '30000000-0000-4000-8000-000000000001';

export interface Who {
	readonly tenant?: string;
	readonly username?: string;
	readonly password?: string;
}

/** Default: East Harbor's account. */
export function okapiFor(sandbox: Sandbox, who: Who = {}): OkapiClient {
	return new OkapiClient({
		account: { url: sandbox.okapiUrl, ...sandbox.crosslink.east, ...who },
		http: new HttpClient({ fetch: sharedFetch() }),
		sessions: new SessionStore(),
	});
}

let pool: ReturnType<typeof createFetch> | undefined;

function sharedFetch(): ReturnType<typeof createFetch> {
	pool ??= createFetch();
	return pool;
}

/** The body of a new request. */
export function requestBody(id: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
	return {
		id,
		patron: 'P1001',
		illRequest: {
			bibliographicInfo: { supplierUniqueRecordId: lentBook, title: 'Tidal Economies', author: 'Okafor, Daniel' },
			serviceInfo: { serviceType: 'Loan', serviceLevel: { '#text': 'Standard' } },
			patronInfo: { surname: 'Lindqvist', givenName: 'Amara' },
		},
		...more,
	};
}
