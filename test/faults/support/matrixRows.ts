import type { INodeParameters } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../../nodes/ReShareSearch/ReShareSearch.node';
import { testCredential } from '../../engine/harness';
import { parametersOfFind } from '../../engine/search/findThroughNode';
import { reclusteredIdOf } from '../../../sandbox/reservoir/createReservoir';
import type { SeenCall } from './faultProxy';
import { nodeRow } from './nodeRow';
import type { Row } from './matrixRow';
import {
	addCrossLinkRequests,
	addLendingRequests,
	addRequests,
	books,
	credentialBuilders,
	crossLinkCredential,
	matrixRequestIds,
	libraryCredential,
	patronIdOf,
	draftItems,
	draftParameters,
	type InventoryKind,
} from './matrixInputs';
import { buildResourceLocatorByName } from '../../engine/buildResourceLocatorByName';

const search = new ReShareSearch();
const create = new ReShareCreateRequest();
const request = new ReShareRequest();
const isVufind = ({ path }: SeenCall) => path.includes('/api/v1/');
const isOai = ({ path }: SeenCall) => path.endsWith('/reservoir/oai');
const isGraphql = ({ path }: SeenCall) => path === '/graphql';
const byId = matrixRequestIds.map((id) => ({ id }));
const aimedAtSecond = ({ path }: SeenCall) => path.startsWith(`/rs/patronrequests/${matrixRequestIds[1]}`);
const byPatron = matrixRequestIds.map((_, index) => ({ patron: patronIdOf(index) }));
const aimedAtPatron = ({ url }: SeenCall) => url.startsWith('/rs/patronrequests') && url.includes(patronIdOf(1));

const resolverAim = ({ url, path }: SeenCall) => path.startsWith('/openurl') && url.includes('REF-2');
const checksAim = ({ url, path }: SeenCall) => path.startsWith('/rs/') && (url.includes('REF-2') || url.includes(patronIdOf(1)));

const inModRs: Row['made'] = ({ sandbox }, reference) => sandbox.requests.withReference(reference).length;

/**
 * Every operation, most of which only read. Whether requests and actions are lost or doubled under faults is judged by the simulation;
 * here, one row each shows what people then read.
 */
export const matrixRows: readonly Row[] = [
	nodeRow({
		name: 'Search: find',
		node: search,
		inventory: 'graphql',
		hitsAll: true,
		aim: isGraphql,
		parameters: parametersOfFind,
		items: books.map(({ isbn }) => ({ isbn })),
	}),
	nodeRow({
		name: 'Search: get',
		node: search,
		inventory: 'graphql',
		hitsAll: true,
		aim: isGraphql,
		parameters: { operation: 'getInstance', instanceId: '={{ $json.id }}' },
		items: books.map(({ instanceId }) => ({ id: instanceId })),
	}),
	nodeRow({
		name: 'Search: search',
		node: search,
		inventory: 'graphql',
		hitsAll: true,
		aim: isGraphql,
		parameters: { operation: 'searchInstances', isbn: '={{ $json.number }}' },
		items: books.map(({ isbn }) => ({ number: isbn })),
	}),
	nodeRow({
		name: 'VuFind: find',
		node: search,
		inventory: 'vufind',
		hitsAll: true,
		aim: isVufind,
		parameters: parametersOfFind,
		items: books.map(({ isbn }) => ({ isbn })),
	}),
	nodeRow({
		name: 'VuFind: get',
		node: search,
		inventory: 'vufind',
		hitsAll: true,
		aim: isVufind,
		parameters: { operation: 'getInstance', instanceId: '={{ $json.id }}' },
		items: books.map(({ clusterId: id }) => ({ id })),
	}),
	nodeRow({
		name: 'VuFind: search',
		node: search,
		inventory: 'vufind',
		aim: (seen) => isVufind(seen) && seen.url.includes(books[1]?.isbn.replaceAll('-', '') ?? '-'),
		parameters: { operation: 'searchInstances', isbn: '={{ $json.number }}' },
		items: books.map(({ isbn }) => ({ number: isbn })),
	}),
	nodeRow({
		name: 'Reservoir: confirm',
		node: search,
		inventory: 'reservoir',
		aim: (seen) => isOai(seen) && seen.url.includes(books[1]?.clusterId ?? '-'),
		parameters: parametersOfFind,
		items: books.map(({ isbn }) => ({ isbn })),
	}),
	nodeRow({
		name: 'Reservoir: get',
		node: search,
		inventory: 'reservoir',
		hitsAll: true,
		aim: isOai,
		prepare: ({ sandbox }) => books.forEach(({ clusterId: id }) => sandbox.reservoir.clusters.move(id, 0)),
		parameters: { operation: 'getInstance', instanceId: '={{ $json.id }}' },
		items: books.map(({ clusterId: id }) => ({ id: reclusteredIdOf(id) })),
	}),
	nodeRow({
		name: 'Create: resolver',
		node: create,
		made: inModRs,
		field: 'openUrlBaseUrl',
		aim: resolverAim,
		parameters: { operation: 'create', ...draftParameters },
		items: draftItems,
	}),
	nodeRow({
		name: 'Preview: checks',
		node: create,
		aim: checksAim,
		parameters: { operation: 'preview', ...draftParameters },
		items: draftItems,
	}),
	nodeRow({
		name: 'Request: get',
		node: request,
		prepare: addRequests,
		aim: aimedAtSecond,
		parameters: { operation: 'get', request: buildResourceLocatorByName('={{ $json.id }}') },
		items: byId,
	}),
	nodeRow({
		name: 'Request: login',
		node: request,
		prepare: addRequests,
		hitsAll: true,
		aim: ({ path }) => path.startsWith('/authn'),
		parameters: { operation: 'get', request: buildResourceLocatorByName('={{ $json.id }}') },
		items: byId,
	}),
	nodeRow({
		name: 'Request: get many',
		node: request,
		prepare: addRequests,
		aim: aimedAtPatron,
		parameters: { operation: 'getMany', filters: { patronId: '={{ $json.patron }}' } },
		items: byPatron,
	}),
	nodeRow({
		name: 'Request: timeline',
		node: request,
		prepare: addRequests,
		aim: aimedAtSecond,
		parameters: { operation: 'getTimeline', request: buildResourceLocatorByName('={{ $json.id }}') },
		items: byId,
	}),
	nodeRow({
		name: 'Request: rules',
		node: request,
		prepare: addLendingRequests,
		aim: aimedAtSecond,
		parameters: {
			operation: 'applyRules',
			rulesMode: 'watch',
			request: buildResourceLocatorByName('={{ $json.id }}'),
			rules: { values: [{ name: 'Loans', when: { serviceType: 'loan' }, then: 'willSupply' }] } as unknown as INodeParameters,
		},
		items: byId,
	}),
	nodeRow({
		name: 'Request: turnaround',
		node: request,
		prepare: addRequests,
		hitsAll: true,
		aim: ({ path }) => path.startsWith('/rs/patronrequests'),
		parameters: { operation: 'getTurnaround' },
		items: byId,
	}),
	nodeRow({
		name: 'Request: save',
		node: request,
		prepare: addRequests,
		hitsAll: true,
		aim: ({ path }) => path.startsWith('/rs/patronrequests'),
		parameters: { operation: 'saveBeforeMove' },
		items: byId,
	}),
	nodeRow({
		name: 'Request: open ones',
		node: request,
		prepare: addRequests,
		aim: aimedAtPatron,
		parameters: { operation: 'getOpenRequests', patronId: '={{ $json.patron }}' },
		items: byPatron,
	}),
	nodeRow({
		name: 'Request: action',
		node: request,
		acts: true,
		prepare: addRequests,
		aim: (seen) => aimedAtSecond(seen) && seen.method === 'POST',
		parameters: { operation: 'performAction', request: buildResourceLocatorByName('={{ $json.id }}'), requestAction: 'cancel' },
		items: byId,
	}),
	nodeRow({
		name: 'Request: preview',
		node: request,
		prepare: addRequests,
		aim: aimedAtSecond,
		parameters: { operation: 'previewAction', request: buildResourceLocatorByName('={{ $json.id }}'), requestAction: 'cancel' },
		items: byId,
	}),
	nodeRow({
		name: 'CrossLink: restore',
		node: request,
		credential: crossLinkCredential,
		prepare: addCrossLinkRequests,
		aim: ({ path }) => path.startsWith('/broker/patron_requests') && path.includes(matrixRequestIds[1]),
		parameters: { operation: 'restoreAfterMove', saved: '={{ JSON.stringify($json.saved) }}' },
		items: matrixRequestIds.map((id) => ({
			id,
			saved: {
				v: 1,
				side: 'borrowing',
				id,
				hrid: null,
				title: null,
				status: null,
				phase: null,
				event: null,
				needsStaff: false,
				references: [],
				recordId: null,
				patronEmail: null,
				pickupLocation: null,
				neededBy: null,
				dueDate: null,
			},
		})),
	}),
	credentialRow('Test: CrossLink', 'crossLink', ({ path }) => path.startsWith('/broker/patron_requests')),
	credentialRow('Test: library', undefined, ({ path }) => path.startsWith('/rs/')),
	credentialRow('Test: inventory', 'graphql', isGraphql),
	credentialRow('Test: VuFind', 'vufind', isVufind),
	credentialRow('Test: Reservoir', 'reservoir', isOai),
	credentialRow('Test: login', undefined, ({ path }) => path.startsWith('/authn')),
];

function credentialRow(name: string, kind: InventoryKind | 'crossLink' | undefined, aim: Row['aim']): Row {
	return {
		name,
		aim,
		field: 'url',
		hit: undefined,
		async run(practice, target) {
			const isLibrary = kind === undefined || kind === 'crossLink';
			const values =
				kind === undefined
					? libraryCredential(practice, target, 'url')
					: kind === 'crossLink'
						? crossLinkCredential(practice, target)
						: credentialBuilders[kind](practice, target);
			const { status, message } = await testCredential(isLibrary ? request : search, values as never);
			const item = { output: status, outcome: status, reason: '', words: message, warnings: '', essence: status };
			return { items: [[item]], stopped: undefined, everything: message, sentences: message };
		},
	};
}
