import { randomUUID } from 'node:crypto';
import { ReShareRequestStatusTrigger } from '../../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { PollMemory, pollNode, type PollOptions, type PollResult } from '../../engine/harness';
import type { Place } from './columns';
import type { Practice } from './practice';
import { itemResult } from './report';
import { addRequests, libraryCredential, type Row } from './row';
import type { RunReport } from './verdict';

const node = new ReShareRequestStatusTrigger();
const followed = '11111111-0000-4000-8000-000000000002';

function options(practice: Practice, place: Place): PollOptions {
	return { node, parameters: { events: ['anyStatusChange'] }, workflowId: randomUUID(), credentials: { okapiApi: libraryCredential(practice, place, 'url') as never }, budgetMs: 120_000 };
}

function report({ outputs, error }: PollResult): RunReport {
	const items = (outputs?.[0] ?? []).map(({ json }) => itemResult('Changes', json));
	return { items: [items], stopped: error, everything: [items, error], sentences: [error, items.map(({ words, warnings }) => [words, warnings])] };
}

/** One change happens and is asked for under the fault; then the fault is over, and the change must have been told once. */
export const pollRow: Row = {
	name: 'Trigger: poll',
	aim: ({ path }) => path.startsWith('/rs/'),
	field: 'url',
	hit: undefined,
	prepare: addRequests,
	async run(practice, place, mode) {
		const { front, sandbox } = practice;
		const { fault } = front;
		const settings = { ...options(practice, place), memory: new PollMemory() };
		if (place !== 'front') return report(await pollNode({ ...settings, activation: 'activate' }));
		front.fault = undefined;
		await pollNode({ ...settings, activation: 'activate' });
		sandbox.requests.move(followed, mode === 'goOn' ? 'REQ_EXPECTS_TO_SUPPLY' : 'REQ_SHIPPED');
		front.fault = fault;
		const under = report(await pollNode(settings));
		front.fault = undefined;
		const after = report(await pollNode(settings));
		const again = report(await pollNode(settings));
		front.fault = fault;
		const told = [...(under.items[0] ?? []), ...(after.items[0] ?? []), ...(again.items[0] ?? [])].length;
		const lost = told === 1 && after.stopped === undefined ? [] : [{ ...itemResult('Changes', {}), output: `told ${told} times instead of once` }];
		return { ...under, items: [[...(under.items[0] ?? []), ...lost]] };
	},
};

export const testEventRow: Row = {
	name: 'Trigger: test event',
	aim: ({ path }) => path.startsWith('/rs/'),
	field: 'url',
	hit: undefined,
	prepare: (practice) => {
		addRequests(practice);
		practice.sandbox.requests.move(followed, 'REQ_EXPECTS_TO_SUPPLY');
	},
	run: async (practice, place) => report(await pollNode({ ...options(practice, place), mode: 'manual' })),
};
