import type { INodeParameters } from 'n8n-workflow';
import { ReShareRequest } from '../../../nodes/ReShareRequest/ReShareRequest.node';
import type { NewRequestRow } from '../../../sandbox';
import { nodeRow } from './nodeRow';
import type { Practice } from './practice';
import { books, ids, patronOf, type Row } from './operationRow';

const request = new ReShareRequest();
const named = { __rl: true, mode: 'name', value: '={{ $json.id }}' } as unknown as INodeParameters;
const byId = ids.map((id) => ({ id }));
const performing = (more: INodeParameters): INodeParameters => ({ operation: 'performAction', request: named, ...more });

/** Makes three requests of East Harbor's mod-rs, on which the row acts. */
const standing =
	(values: NewRequestRow) =>
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

/** The actions of both libraries' staff, under every fault. Each is tried once, whatever happens. */
export const actionRows: readonly Row[] = [
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
