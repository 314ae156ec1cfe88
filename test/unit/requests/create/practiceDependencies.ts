import { ModRsBackend } from '../../../../reshare/requests/modrs/ModRsBackend';
import { usualCheckSwitches, type CreateOptions } from '../../../../reshare/requests/create/createTypes';
import { waitingTimes } from '../../../../reshare/transport';
import type { ResolverAccess } from '../../../../reshare/requests/modrs/resolver/ResolverMonitor';
import { setUpCreateRun, type CreateDependencies } from '../../../../reshare/requests/create/setUpCreateRun';
import { okapiFor, sharedHttp } from '../crosslink/crosslinkClients';
import type { RequestDraft } from '../../../../reshare/draft';
import type { RequestRow, Sandbox } from '../../../sandboxInVirtualTime';

export type TestResolverVersion = 'newest' | 'v1.6.0';

export interface CreateDependenciesOptions {
	readonly resolver?: TestResolverVersion;
	readonly username?: string;
	/** How long each call to create may take from now on. */
	readonly timeoutMs?: number;
}

/** A key that takes the place of the one made from an account. */
export const testReferenceDerivation = { prefix: 'N8N', secret: new Uint8Array(32).fill(7) };

export type PracticeDeps = CreateDependencies & { readonly requests: ModRsBackend };

export const usualTimeLimitMs = waitingTimes.action;

/** Makes the dependencies of Create as one execution of the node does. */
export function createDependenciesFor(sandbox: Sandbox, options: CreateDependenciesOptions = {}): PracticeDeps {
	const east = sandbox.libraries.east;
	const account = east.accounts.find((one) => one.username === (options.username ?? east.username));
	if (account === undefined) throw new Error('No such account');
	waitingTimes.action = options.timeoutMs ?? usualTimeLimitMs;
	const { username, password } = account;
	const requests = new ModRsBackend(okapiFor(sandbox, { tenant: 'east', username, password }), {
		http: sharedHttp(),
		baseUrl: options.resolver === 'v1.6.0' ? sandbox.oldResolverUrl : sandbox.resolverUrl,
		openUrlTenant: east.openUrlTenant,
	});
	return { ...setUpCreateRun(requests, testReferenceDerivation), requests };
}

/** Returns the same dependencies with some properties of the resolver replaced. */
export function withResolver(deps: PracticeDeps, changes: (resolver: ResolverAccess) => Partial<ResolverAccess>): PracticeDeps {
	const { okapi, resolver } = deps.requests;
	if (resolver === undefined) throw new Error('There is no resolver');
	return { ...deps, requests: new ModRsBackend(okapi, { ...resolver, ...changes(resolver) }) };
}

/** Adds a resolver that passes on no identifier, like v1.5.0. */
export function withReferenceDroppingResolver(deps: PracticeDeps): PracticeDeps {
	return withResolver(deps, ({ http }) => ({
		http: {
			send: async (request) => {
				const without = new URL(request.url);
				without.searchParams.delete('rft.identifier_illiad');
				return await http.send({ ...request, url: without.href });
			},
		},
	}));
}

export const usualOptions: CreateOptions = { via: 'resolver', checks: usualCheckSwitches, validationWaitMs: 3000, cutNote: false };

export function optionsWith(changes: Partial<CreateOptions>): CreateOptions {
	return { ...usualOptions, ...changes };
}

/** A request for this title stays open, because the first lender takes hours to answer. */
export { recordLentBySeveral } from '../../../../sandbox/inventory/demoRecords';

/** Makes an invented record id. Nobody lends the record, so that its request ends soon. */
export function inventedInstanceId(number: number) {
	return `3fffffff-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export function buildLoanDraft(changes: Partial<RequestDraft> = {}): RequestDraft {
	return {
		serviceType: 'loan',
		instanceId: inventedInstanceId(1),
		patronId: 'P1001',
		pickupLocation: 'EAST-MAIN',
		title: 'Baby signs',
		author: 'Acredolo, Linda P.',
		publicationDate: '2002',
		...changes,
	};
}

export function buildCopyDraft(changes: Partial<RequestDraft> = {}): RequestDraft {
	return {
		serviceType: 'copy',
		patronId: 'P1001',
		title: 'Nature',
		publicationDate: '1953',
		volume: '171',
		partTitle: 'Molecular structure of nucleic acids',
		partAuthor: 'Watson, J. D.',
		pages: '737-738',
		genre: 'article',
		copyrightType: 'us-ccg',
		...changes,
	};
}

const closedStates = new Set([
	'REQ_CANCELLED',
	'REQ_OVER_LIMIT',
	'REQ_END_OF_ROTA',
	'REQ_REQUEST_COMPLETE',
	'REQ_FILLED_LOCALLY',
	'REQ_DOCUMENT_DELIVERED',
	'REQ_REREQUESTED',
	'REQ_END_OF_ROTA_REVIEWED',
]);

export function isOpenRow(row: RequestRow) {
	return row.isRequester === true && !closedStates.has(row.state);
}

/** Lists the library's requests with this reference, open or closed. */
export function rowsWithReference(sandbox: Sandbox, reference: string | null) {
	return sandbox.requests.all('east').filter((row) => row.requestIdentifiers.some(({ identifier }) => identifier === reference));
}

/** Lists the open borrowing requests with this reference. */
export function openRowsWithReference(sandbox: Sandbox, reference: string | null) {
	return rowsWithReference(sandbox, reference).filter(isOpenRow);
}
