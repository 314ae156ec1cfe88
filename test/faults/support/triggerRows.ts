import { randomUUID } from 'node:crypto';
import { ReShareRequestStatusTrigger } from '../../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import type { IDataObject } from 'n8n-workflow';
import { PollMemory, pollNode, type PollOptions, type PollResult } from '../../engine/harness';
import type { Place } from './columns';
import type { Practice } from './practice';
import { itemResult } from './report';
import { addCrossLinkRequests, addRequests, crossLinkCredential, libraryCredential, type Row } from './row';
import type { RunReport } from './verdict';

const node = new ReShareRequestStatusTrigger();
interface Followed {
	readonly name: string;
	readonly prefix: string;
	credential(practice: Practice, place: Place): IDataObject;
	prepare(practice: Practice): void;
	change(practice: Practice, to: 'promised' | 'shipped'): void;
}

const modRs: Followed = {
	name: 'Trigger',
	prefix: '/rs/',
	credential: (practice, place) => libraryCredential(practice, place, 'url'),
	prepare: addRequests,
	change: ({ sandbox }, to) => sandbox.requests.move(followed, to === 'promised' ? 'REQ_EXPECTS_TO_SUPPLY' : 'REQ_SHIPPED'),
};

const crossLink: Followed = {
	name: 'CrossLink: trigger',
	prefix: '/broker/patron_requests',
	credential: crossLinkCredential,
	prepare: addCrossLinkRequests,
	change: ({ sandbox }, to) => sandbox.crosslink.requests.move(followed, to === 'promised' ? 'SUPPLIER_LOCATED' : 'SHIPPED'),
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

export const triggerRows: readonly Row[] = [modRs, crossLink].flatMap((backEnd) => [pollRow(backEnd), testEventRow(backEnd)]);

/** The trigger polls for one change under the fault, then without it: the change must have been told once. */
function pollRow(backEnd: Followed): Row {
	return {
		name: `${backEnd.name}: poll`,
		aim: ({ path }) => path.startsWith(backEnd.prefix),
		field: 'url',
		hit: undefined,
		prepare: (practice) => backEnd.prepare(practice),
		async run(practice, place, mode) {
			const { front } = practice;
			const { fault } = front;
			const settings = { ...options(backEnd, practice, place), memory: new PollMemory() };
			if (place !== 'front') return report(await pollNode({ ...settings, activation: 'activate' }));
			front.fault = undefined;
			await pollNode({ ...settings, activation: 'activate' });
			backEnd.change(practice, mode === 'goOn' ? 'promised' : 'shipped');
			front.fault = fault;
			const under = report(await pollNode(settings));
			front.fault = undefined;
			const after = report(await pollNode(settings));
			const again = report(await pollNode(settings));
			front.fault = fault;
			const told = [...(under.items[0] ?? []), ...(after.items[0] ?? []), ...(again.items[0] ?? [])].length;
			const lost =
				told === 1 && after.stopped === undefined ? [] : [{ ...itemResult('Changes', {}), output: `told ${told} times instead of once` }];
			return { ...under, items: [[...(under.items[0] ?? []), ...lost]] };
		},
	};
}

function testEventRow(backEnd: Followed): Row {
	return {
		name: `${backEnd.name}: test event`,
		aim: ({ path }) => path.startsWith(backEnd.prefix),
		field: 'url',
		hit: undefined,
		prepare: (practice) => {
			backEnd.prepare(practice);
			backEnd.change(practice, 'promised');
		},
		run: async (practice, place) => report(await pollNode({ ...options(backEnd, practice, place), mode: 'manual' })),
	};
}
