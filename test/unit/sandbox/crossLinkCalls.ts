import { startSandbox, type Sandbox, type SandboxOptions } from '../../../sandbox/index';
import { logIn, type Caller, type Json } from './sandboxCalls';

export const crossLinkRequestsPath = '/broker/patron_requests';
/** Braiding sweetgrass: lent by several libraries. */
export const lentRecordId = '30000000-0000-4000-8000-000000000001';

export interface CrossLinkSandbox {
	readonly sandbox: Sandbox;
	readonly east: Caller;
	readonly west: Caller;
}

/** Starts a sandbox, with East Harbor's and West Prairie's accounts at CrossLink. */
export async function startCrossLinkSandbox(options: SandboxOptions = {}): Promise<CrossLinkSandbox> {
	const sandbox = await startSandbox({ validationDelayMs: 5, ...options });
	const login = (tenant: 'east' | 'west') =>
		logIn(sandbox, sandbox.crosslink[tenant].tenant, sandbox.crosslink[tenant].username, sandbox.crosslink[tenant].password);
	return { sandbox, east: await login('east'), west: await login('west') };
}

export function buildCrossLinkRequestBody(id: string, recordId: string | undefined = lentRecordId, more: Json = {}): Json {
	return {
		id,
		patron: 'P1001',
		illRequest: {
			bibliographicInfo: {
				...(recordId === undefined ? {} : { supplierUniqueRecordId: recordId }),
				title: 'Tidal Economies',
				author: 'Okafor, Daniel',
				bibliographicItemId: [{ bibliographicItemIdentifier: '978-0-00-000002-6', bibliographicItemIdentifierCode: { '#text': 'ISBN' } }],
			},
			serviceInfo: { serviceType: 'Loan', serviceLevel: { '#text': 'Standard' }, needBeforeDate: '2026-12-31T23:59:59+02:00' },
			patronInfo: { surname: 'Lindqvist', givenName: 'Amara' },
		},
		...more,
	};
}

export async function invokeCrossLinkAction(caller: Caller, id: string, action: string) {
	return (await caller.post(`${crossLinkRequestsPath}/${encodeURIComponent(id)}/action`, { action })).json as Json;
}

export async function readCrossLinkRequest(caller: Caller, id: string) {
	return (await caller.get(`${crossLinkRequestsPath}/${encodeURIComponent(id)}`)).json as Json;
}
