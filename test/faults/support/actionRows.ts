import type { INodeParameters } from 'n8n-workflow';
import { ReShareRequest } from '../../../nodes/ReShareRequest/ReShareRequest.node';
import type { NewRow } from '../../../sandbox';
import type { Seen } from './front';
import { nodeRow } from './nodeRow';
import type { Practice } from './practice';
import { books, ids, patronOf, type Row } from './row';

const request = new ReShareRequest();
const named = { __rl: true, mode: 'name', value: '={{ $json.id }}' } as unknown as INodeParameters;
const byId = ids.map((id) => ({ id }));
const performing = (more: INodeParameters): INodeParameters => ({ operation: 'performAction', request: named, ...more });

/** Three requests of East Harbor's mod-rs. */
const standing =
	(values: NewRow) =>
	({ sandbox }: Practice): void => {
		ids.forEach((id, index) => {
			sandbox.requests.add('east', {
				id,
				isRequester: true,
				hrid: `EAST-${index + 1}`,
				title: books[index]?.title ?? '',
				systemInstanceIdentifier: books[index]?.instanceId ?? '',
				patronIdentifier: patronOf(index),
				requestingInstitutionSymbol: 'RESHARE:US-EAST',
				refdata: { serviceType: 'loan' },
				...values,
			});
		});
	};

const actionOfSecond = ({ method, path }: Seen): boolean => method === 'POST' && path === `/rs/patronrequests/${ids[1]}/performAction`;

/** What both desks do, under every fault: tried once, whatever happens. */
export const actionRows: readonly Row[] = [
	nodeRow({
		name: 'Action: ship',
		node: request,
		acts: true,
		prepare: standing({ isRequester: false, state: 'RES_AWAIT_PICKING' }),
		aim: actionOfSecond,
		parameters: performing({ side: 'lending', requestAction: 'markShipped', barcodes: '39001' }),
		items: byId,
	}),
	nodeRow({
		name: 'Action: request again',
		node: request,
		acts: true,
		prepare: standing({ state: 'REQ_END_OF_ROTA' }),
		aim: actionOfSecond,
		parameters: performing({ requestAction: 'requestAgain' }),
		items: byId,
	}),
	nodeRow({
		name: 'Action: reviewed',
		node: request,
		acts: true,
		prepare: standing({ state: 'REQ_END_OF_ROTA' }),
		aim: actionOfSecond,
		parameters: performing({ requestAction: 'markReviewed' }),
		items: byId,
	}),
	nodeRow({
		name: 'Action: place',
		node: request,
		acts: true,
		hitsAll: true,
		prepare: standing({ isRequester: false, state: 'RES_IDLE' }),
		aim: ({ path }) => path === '/rs/hostLMSLocations',
		parameters: performing({ side: 'lending', requestAction: 'willSupply', lendingPlace: 'MAIN' }),
		items: byId,
	}),
];
