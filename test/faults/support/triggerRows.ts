import { randomUUID } from 'node:crypto';
import { ReShareRequestStatusTrigger } from '../../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import type { IDataObject } from 'n8n-workflow';
import { pollNode, type PollOptions, type PollResult } from '../../engine/harness';
import type { Place } from './faultColumns';
import type { Practice } from './practice';
import { itemResult } from './report';
import { addCrossLinkRequests, addRequests, crossLinkCredential, libraryCredential, type Row } from './operationRow';
import type { RunReport } from './cellVerdict';

const node = new ReShareRequestStatusTrigger();
interface Followed {
	readonly name: string;
	readonly prefix: string;
	credential(practice: Practice, place: Place): IDataObject;
	prepare(practice: Practice): void;
	change(practice: Practice): void;
}

const modRs: Followed = {
	name: 'Trigger',
	prefix: '/rs/',
	credential: (practice, place) => libraryCredential(practice, place, 'url'),
	prepare: addRequests,
	change: ({ sandbox }) => sandbox.requests.move(followed, 'REQ_EXPECTS_TO_SUPPLY'),
};

const crossLink: Followed = {
	name: 'CrossLink: trigger',
	prefix: '/broker/patron_requests',
	credential: crossLinkCredential,
	prepare: addCrossLinkRequests,
	change: ({ sandbox }) => sandbox.crosslink.requests.move(followed, 'SUPPLIER_LOCATED'),
};

const followed = '11111111-0000-4000-8000-000000000002';

function options(backEnd: Followed, practice: Practice, place: Place): PollOptions {
	return {
		node,
		parameters: { events: ['anyStatusChange'] },
		workflowId: randomUUID(),
		credentials: { okapiApi: backEnd.credential(practice, place) as never },
		budgetMs: 120_000,
	};
}

function report({ outputs, error }: PollResult): RunReport {
	const items = (outputs?.[0] ?? []).map(({ json }) => itemResult('Changes', json));
	return {
		items: [items],
		stopped: error,
		everything: [items, error],
		sentences: [error, items.map(({ words, warnings }) => [words, warnings])],
	};
}

export const triggerRows: readonly Row[] = [modRs, crossLink].map(testEventRow);

function testEventRow(backEnd: Followed): Row {
	return {
		name: `${backEnd.name}: test event`,
		aim: ({ path }) => path.startsWith(backEnd.prefix),
		field: 'url',
		hit: undefined,
		prepare: (practice) => {
			backEnd.prepare(practice);
			backEnd.change(practice);
		},
		run: async (practice, place) => report(await pollNode({ ...options(backEnd, practice, place), mode: 'manual' })),
	};
}
