import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { processMemory } from '../../nodes/ReShareRequestStatusTrigger/processMemory';
import { performAction } from '../../reshare/requests/act/performAction';
import type { Side } from '../../reshare/requests/model/request';
import { backEnds, type BackEnd, type TwoDesks } from '../unit/requests/act/desks';
import { PollMemory, pollNode } from './harness';
import { libraryCredential } from './request/practice';

/** In the order of the day. */
const wanted: Readonly<Record<Side, readonly string[]>> = {
	lending: ['newRequest', 'shipped', 'returnShipped', 'receivedBack'],
	borrowing: ['shipped', 'received', 'returnedByPatron', 'returnShipped', 'complete'],
};

let desks: TwoDesks;
afterEach(async () => await desks.sandbox.close());

/** Each desk is told of each change once, however often n8n restarts. */
it.each(backEnds.map((backEnd) => [backEnd.name, backEnd] as const))(
	'a loan over %s, from the first look to the shelf again',
	async (_name, backEnd: BackEnd) => {
		desks = await backEnd.start();
		const { sandbox } = desks;
		const credential = (library: 'east' | 'west') => ({
			okapiApi:
				backEnd.name === 'mod-rs'
					? libraryCredential(sandbox, library)
					: { backEnd: 'crossLink', url: sandbox.okapiUrl, ...sandbox.crosslink[library] },
		});
		const followers = (['lending', 'borrowing'] as const).map((side) => {
			const parameters: INodeParameters = { requestsFollowed: side, [side === 'lending' ? 'lendingEvents' : 'events']: [...wanted[side]] };
			return {
				side,
				memory: new PollMemory('inMemory'),
				workflowId: randomUUID(),
				node: new ReShareRequestStatusTrigger(),
				parameters,
				credentials: credential(side === 'lending' ? 'west' : 'east'),
			};
		});
		const told: Record<Side, unknown[]> = { lending: [], borrowing: [] };
		const poll = async (activation?: 'activate' | 'init') => {
			for (const { side, ...follower } of followers) {
				const { outputs, error } = await pollNode({ ...follower, ...(activation === undefined ? {} : { activation }) });
				if (error !== undefined) throw error;
				told[side].push(...(outputs?.[0] ?? []).map(({ json }) => json.event));
			}
		};
		const restart = async () => {
			for (const { memory } of followers) memory.restart();
			processMemory.clear();
			await poll('init');
		};

		await poll('activate');
		const pair = await backEnd.asked(desks);
		await poll();
		for (const [step, [side, action]] of backEnd.day(['31924000123456']).entries()) {
			const desk = side === 'lending' ? desks.west : desks.east;
			const request = await desk.get(side === 'lending' ? pair.lent : pair.borrowed);
			if (request === undefined) throw new Error('The request is gone');
			expect([action.kind, (await performAction(desk, request, action)).outcome]).toEqual([action.kind, 'done']);
			await (step % 2 === 0 ? poll() : restart());
		}
		await poll();
		await restart();
		// Later versions of CrossLink note a patron's return without a change of status.
		expect(told).toEqual({
			lending: wanted.lending,
			borrowing: wanted.borrowing.filter((event) => event !== 'returnedByPatron' || backEnd.name !== 'CrossLink 3.7.0'),
		});
	},
);
