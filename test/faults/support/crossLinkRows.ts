import type { INodeParameters } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../../nodes/ReShareRequest/ReShareRequest.node';
import type { Seen } from './faultProxy';
import { nodeRow, type NodeRow } from './nodeRow';
import { addCrossLinkRequests, crossLinkCredential, ids, patronOf, wishes, wishParameters, type Row } from './operationRow';

const create = new ReShareCreateRequest();
const request = new ReShareRequest();
const named = (value: string): INodeParameters => ({ __rl: true, mode: 'name', value }) as unknown as INodeParameters;
const byId = ids.map((id) => ({ id }));
const inCrossLink: Row['made'] = ({ sandbox }, reference) =>
	sandbox.crosslink.requests.all().filter(({ id }) => id.startsWith(`${reference}.`)).length;
const atBroker = ({ path }: Seen): boolean => path.startsWith('/broker/patron_requests');
const posted = ({ method, path, body }: Seen): boolean => method === 'POST' && path === '/broker/patron_requests' && body.includes('REF-2');
const secondAtBroker = (seen: Seen): boolean => atBroker(seen) && seen.path.includes(ids[1]);
const patronAtBroker = (seen: Seen): boolean => atBroker(seen) && seen.method === 'GET' && seen.url.includes(patronOf(1));

function crossLinkRow(row: NodeRow): Row {
	return nodeRow({ ...row, name: `CrossLink: ${row.name}`, credential: crossLinkCredential });
}

const crossLinkWish: INodeParameters = { ...wishParameters, pickupLocation: { __rl: true, mode: 'slug', value: '' } };

/** The operations of a library that works with CrossLink's broker. */
export const crossLinkRows: readonly Row[] = [
	crossLinkRow({
		name: 'create',
		node: create,
		made: inCrossLink,
		aim: posted,
		parameters: { operation: 'create', ...crossLinkWish },
		items: wishes,
	}),
	crossLinkRow({
		name: 'checks',
		node: create,
		made: inCrossLink,
		aim: patronAtBroker,
		parameters: { operation: 'create', ...crossLinkWish },
		items: wishes,
	}),
	crossLinkRow({
		name: 'get',
		node: request,
		prepare: addCrossLinkRequests,
		aim: secondAtBroker,
		parameters: { operation: 'get', request: named('={{ $json.id }}') },
		items: byId,
	}),
	crossLinkRow({
		name: 'restore',
		node: request,
		prepare: addCrossLinkRequests,
		aim: secondAtBroker,
		parameters: { operation: 'restoreAfterMove', saved: '={{ JSON.stringify($json.saved) }}' },
		items: ids.map((id) => ({
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
	crossLinkRow({
		name: 'action',
		node: request,
		acts: true,
		prepare: addCrossLinkRequests,
		aim: (seen) => secondAtBroker(seen) && seen.method === 'POST',
		parameters: { operation: 'performAction', request: named('={{ $json.id }}'), requestAction: 'cancel' },
		items: byId,
	}),
];
