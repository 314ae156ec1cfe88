import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeParameters, WorkflowActivateMode } from 'n8n-workflow';
import { ReShareRequestStatusTrigger } from '../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';
import { backEnds } from './backEnds';
import { PollMemory, pollNode } from './harness';
import { sandboxForAll } from '../unit/sandboxForTests';

/** These tests are the same for every back end. */
describe.each(backEnds)('the trigger over $name', (backEnd) => {
	const sandbox = sandboxForAll(undefined, backEnd.start);

	beforeEach(() => backEnd.clear(sandbox));

	function trigger(parameters: INodeParameters = {}) {
		const memory = new PollMemory('inMemory');
		const workflowId = randomUUID();
		const node = new ReShareRequestStatusTrigger();
		return async (options: { mode?: 'manual'; activation?: WorkflowActivateMode } = {}) => {
			const { outputs, error } = await pollNode({
				node,
				memory,
				workflowId,
				parameters,
				credentials: { okapiApi: backEnd.credential(sandbox) },
				...options,
			});
			if (error !== undefined) throw error;
			return (outputs?.[0] ?? []).map(({ json }) => json);
		};
	}

	it('the trigger reports each change once from its publishing on, with the same events over every back end', async () => {
		const poll = trigger({ events: ['anyStatusChange'] });
		const { id, number } = backEnd.add(sandbox, { reference: 'ILL-7', stage: 'sent', pickupName: 'Main Library', due: '2027-01-31' });
		expect(await poll({ activation: 'activate' })).toEqual([]);
		for (const stage of ['expectsToSupply', 'shipped', 'onItsWayBack', 'complete'] as const) backEnd.move(sandbox, id, stage);
		const items = await poll();
		expect(items.map(({ event, isStillCurrent }) => [event, isStillCurrent])).toEqual([
			['expectsToSupply', false],
			['shipped', false],
			['returnShipped', false],
			['complete', true],
		]);
		expect(items[1]).toMatchObject({
			requestId: id,
			hrid: number,
			reference: 'ILL-7',
			title: 'Persuasion',
			patronId: 'P-17',
			status: { code: backEnd.code('shipped'), label: 'Shipped' },
			previousStatus: { code: backEnd.code('expectsToSupply') },
			pickupLocation: 'Main Library',
			supplier: expect.stringMatching(/Lake/i),
			dueDate: '2027-01-31',
			staffLink: `https://east.example.org/request/requests/view/${id}`,
			isTest: false,
		});
		expect(new Set(items.map(({ eventId }) => eventId)).size).toBe(4);
		expect(await poll()).toEqual([]);
	});

	it('the trigger reports only the events that were chosen', async () => {
		const poll = trigger({ events: ['shipped'] });
		const one = backEnd.add(sandbox, { stage: 'sent' });
		const other = backEnd.add(sandbox, { stage: 'sent' });
		await poll({ activation: 'activate' });
		backEnd.move(sandbox, other.id, 'endOfRota');
		backEnd.move(sandbox, one.id, 'shipped');
		expect((await poll()).map(({ event, requestId }) => [event, requestId])).toEqual([['shipped', one.id]]);
	});

	it.each(['full', 'masked', 'none'])(
		'Fetch Test Event shows the newest change, or a sample if there is none yet, with an invented patron (patron details: %s)',
		async (patronDetails) => {
			const poll = trigger({ events: ['shipped'], patronDetails });
			const schema = JSON.parse(
				readFileSync(join(__dirname, '../../nodes/ReShareRequestStatusTrigger/__schema__/v1.0.0.json'), 'utf8'),
			) as { properties: IDataObject };
			const [sample] = await poll({ mode: 'manual' });
			expect(sample).toMatchObject({
				event: 'shipped',
				isTest: true,
				status: { code: backEnd.code('shipped'), label: 'Shipped' },
				title: expect.stringContaining('Sample title'),
			});
			expect(Object.keys(sample ?? {}).filter((name) => !(name in schema.properties))).toEqual([]);
			const { id } = backEnd.add(sandbox, { stage: 'expectsToSupply', patronId: 'P-REAL' });
			backEnd.move(sandbox, id, 'shipped');
			const [real] = await poll({ mode: 'manual' });
			expect(real).toMatchObject({ requestId: id, isTest: true });
			expect(JSON.stringify(real)).not.toContain('P-REAL');
		},
	);

	it('the trigger starts over from now if its credential changes to the other back end', async () => {
		const poll = trigger({ events: ['anyStatusChange'] });
		await poll({ activation: 'activate' });
		const own = backEnd.credential;
		const [other] = backEnds.filter(({ name }) => (name === 'mod-rs') !== (backEnd.name === 'mod-rs'));
		if (other === undefined) throw new Error('There is no other one');
		backEnd.move(sandbox, backEnd.add(sandbox, { stage: 'sent' }).id, 'shipped');
		other.move(sandbox, other.add(sandbox, { stage: 'sent' }).id, 'shipped');
		Object.assign(backEnd, { credential: other.credential });
		try {
			expect(await poll()).toEqual([]);
			other.move(sandbox, other.add(sandbox, { stage: 'sent', title: 'New there' }).id, 'shipped');
			expect((await poll()).map(({ title, status }) => [title, (status as IDataObject).code])).toContainEqual([
				'New there',
				other.code('shipped'),
			]);
		} finally {
			Object.assign(backEnd, { credential: own });
			other.clear(sandbox);
		}
	});
});
