import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { clock } from '../../reshare/clock';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import { backEnds } from './backEnds';
import { loadOptions, searchList } from './harness/loadLists';
import { runNode } from './harness/runNode';
import { buildResourceLocatorByName } from './buildResourceLocatorByName';
import { sandboxForAll } from '../unit/sandboxForTests';

const node = new ReShareRequest();
const day = 86_400_000;

/** These tests are the same for every back end. What differs is tested with each of them. */
describe.each(backEnds)('ReShare Request over $name', (backEnd) => {
	const sandbox = sandboxForAll(undefined, backEnd.start);

	beforeEach(() => {
		backEnd.clear(sandbox);
		sandbox.faults.clear();
		sandbox.scenarios.reset();
		sandbox.log.clear();
	});

	const credentials = () => ({ okapiApi: backEnd.credential(sandbox) });
	const add = (wanted: Parameters<typeof backEnd.add>[1]) => backEnd.add(sandbox, wanted);
	const run = (parameters: INodeParameters, items: IDataObject[] = [{}]) =>
		runNode({ node, parameters, credentials: credentials(), items });

	describe('Get', () => {
		test('Get finds a request by its id, number, reference and link', async () => {
			const { id, number } = add({ reference: 'TN 4711' });
			for (const name of [
				id,
				number,
				'TN 4711',
				`https://east.example.org/request/requests/view/${id}/flow`,
				`https://east.example.org/request/requests/${id}/flow`,
			]) {
				const { json, error } = await run({ operation: 'get', request: buildResourceLocatorByName(name) });
				expect(error).toBeUndefined();
				expect(json[0]).toEqual([
					expect.objectContaining({
						outcome: 'found',
						requestId: id,
						hrid: number,
						reference: 'TN 4711',
						title: 'Persuasion',
						patronId: 'P-17',
						staffLink: `https://east.example.org/request/requests/view/${id}`,
					}),
				]);
			}
		});

		test('Get finds a request by its number as the keyboard of a phone writes it, in capitals or in small letters', async () => {
			for (const reference of ['TN-4712', 'tn-4713', 'TN/4714', `N8N-${'1a'.repeat(12)}`]) {
				const { id, number } = add({ reference });
				for (const typed of [number.toUpperCase(), number.toLowerCase(), number.charAt(0).toUpperCase() + number.slice(1)])
					expect((await run({ operation: 'get', request: buildResourceLocatorByName(typed) })).json[0]).toMatchObject([
						{ requestId: id, warnings: [] },
					]);
			}
		});

		test('Get puts a request that does not exist on Not Found, and the other items go on', async () => {
			const { id } = add({});
			const { json } = await run({ operation: 'get', request: buildResourceLocatorByName('={{ $json.id }}') }, [
				{ id: '7c0f9a52-3f0e-4a6e-9b61-0c2f4f1d5a11' },
				{ id },
				{ id: 'NOBODY-1' },
			]);
			expect(json[1]?.map(({ explanation }) => explanation)).toEqual([
				"There is no request '7c0f9a52-3f0e-4a6e-9b61-0c2f4f1d5a11'. It may have been deleted, or belong to another library.",
				"There is no borrowing request 'NOBODY-1'. It may have been deleted, belong to another library, or be a lending request: choose that under Side.",
			]);
			expect(json[0]).toEqual([expect.objectContaining({ requestId: id })]);
		});

		test('Get finds a request of the lending side by its number', async () => {
			const { id, number } = add({ side: 'lending', stage: 'shipped' });
			expect((await run({ operation: 'get', request: buildResourceLocatorByName(number), side: 'lending' })).json[0]).toEqual([
				expect.objectContaining({ requestId: id, reference: null }),
			]);
			expect((await run({ operation: 'get', request: buildResourceLocatorByName('NOBODY-1'), side: 'lending' })).json[1]).toHaveLength(1);
		});
	});

	describe('Get Many', () => {
		const titles = async (filters: IDataObject, more: INodeParameters = {}) => {
			const { json, error } = await run({ operation: 'getMany', filters: filters as INodeParameters, sort: 'createdOldest', ...more });
			expect(error).toBeUndefined();
			return json[0]?.map(({ title }) => title);
		};

		test('Get Many applies each of its filters, and its sort and limit', async () => {
			const now = clock.now();
			add({ title: 'Open', stage: 'shipped', createdAt: now - 9 * day, changedAt: now - 8 * day });
			add({ title: 'Closed', stage: 'complete', createdAt: now - 5 * day });
			add({ title: 'Lent', side: 'lending', stage: 'shipped', createdAt: now - 4 * day });
			add({ title: 'Review', stage: 'needsStaff', createdAt: now - 3 * day, isCopy: true });
			add({ title: 'Middlemarch', stage: 'expectsToSupply', createdAt: now - 2 * day, patronId: 'a(b)="c*"' });
			expect(await titles({})).toEqual(['Open', 'Closed', 'Review', 'Middlemarch']);
			expect(await titles({}, { side: 'lending' })).toEqual(['Lent']);
			expect(await titles({ openOrClosed: 'closed' })).toEqual(['Closed']);
			expect(await titles({ openOrClosed: 'open' })).toEqual(['Open', 'Review', 'Middlemarch']);
			expect(await titles({ states: [backEnd.code('shipped'), backEnd.code('complete')] })).toEqual(['Open', 'Closed']);
			expect(await titles({ needsAttention: true })).toEqual(['Review']);
			expect(await titles({ serviceType: 'copy' })).toEqual(['Review']);
			expect(await titles({ notShippedYet: true })).toEqual(['Review', 'Middlemarch']);
			expect(await titles({ text: 'middlemarch' })).toEqual(['Middlemarch']);
			expect(await titles({ patronId: 'a(b)="c*"' })).toEqual(['Middlemarch']);
			expect(await titles({ patronId: 'a(b)' })).toEqual([]);
			expect(await titles({ otherLibrary: 'us-lake' })).toHaveLength(4);
			expect(await titles({ otherLibrary: 'US-HILL' })).toEqual([]);
			expect(await titles({ createdAfter: new Date(now - 4 * day).toISOString() })).toEqual(['Review', 'Middlemarch']);
			expect(await titles({ createdBefore: new Date(now - 4 * day).toISOString() })).toEqual(['Open', 'Closed']);
			expect(await titles({ changedBefore: new Date(now - 7 * day).toISOString() })).toEqual(['Open']);
			expect(await titles({}, { sort: 'createdNewest', limit: 2 })).toEqual(['Middlemarch', 'Review']);
		});

		test('Get Many refuses a status that requests of this back end or side cannot have, instead of an empty list', async () => {
			add({ stage: 'shipped' });
			const strange = backEnd.name === 'mod-rs' ? 'WILL_SUPPLY' : 'REQ_SHIPPED';
			const refused = async (states: string[], side = 'borrowing') =>
				(await run({ operation: 'getMany', side, filters: { states } })).error?.message;
			expect(await refused([backEnd.code('shipped'), strange])).toBe(
				`'Status' names what no borrowing request of your library can have: '${strange}'`,
			);
			expect(await refused([backEnd.code('sent')], 'lending')).toBe(
				`'Status' names what no lending request of your library can have: '${backEnd.code('sent')}'`,
			);
			expect(await refused([backEnd.code('sent'), backEnd.code('new', 'lending')], 'lending')).toBeUndefined();
		});

		test('Get Many finds requests due within some days or overdue by some days, and none that the patron has returned', async () => {
			const on = (days: number) => new Date(clock.now() + days * day).toISOString().slice(0, 10);
			for (const days of [-20, -7, 0, 3, 4]) add({ title: `in ${days}`, stage: 'shipped', due: on(days) });
			add({ title: 'back', stage: 'onItsWayBack', due: on(-7) });
			const sorted = async (filters: IDataObject) => (await titles(filters))?.sort();
			expect(await sorted({ dueWithin: 3 })).toEqual(['in 0', 'in 3']);
			expect(await sorted({ overdueBy: 7 })).toEqual(['in -20', 'in -7']);
			const [late] = (await run({ operation: 'getMany', filters: { overdueBy: 20 } })).json[0] ?? [];
			expect(late).toMatchObject({ dueDate: on(-20) });
		});

		test('Get Many finds open requests without a status change for a number of working days', async () => {
			const now = clock.now();
			add({ title: 'Stuck', stage: 'sent', createdAt: now - 40 * day, changedAt: now - 30 * day });
			const moving = add({ title: 'Moving', stage: 'new', createdAt: now - 40 * day });
			backEnd.move(sandbox, moving.id, 'sent');
			add({ title: 'Young' });
			const { json } = await run({ operation: 'getMany', filters: { openOrClosed: 'open', noStatusChangeFor: 10 } });
			expect(json[0]?.map(({ title }) => title)).toEqual(['Stuck']);
			expect(Number(json[0]?.[0]?.workingDaysWithoutChange)).toBeGreaterThanOrEqual(20);
		});

		test('Get Many without Simplify gives what the server sent', async () => {
			const { id } = add({});
			const { json } = await run({ operation: 'getMany', simplify: false });
			expect(json[0]).toEqual([expect.objectContaining({ outcome: 'found', id })]);
			expect(json[0]?.[0]).not.toHaveProperty('hridInWords');
			expect(Object.keys(json[0]?.[0] ?? {}).length).toBeGreaterThan(15);
		});
	});

	test('Get Timeline says which libraries refused and why, and how the request ended', async () => {
		const { id } = await backEnd.make(sandbox, '30000000-0000-4000-8000-000000000002', 'P1001');
		for (const supplier of ['US-LAKE', 'US-FELLS', 'US-HILL', 'US-COAST', 'US-VALE', 'US-WEST'])
			sandbox.scenarios.set({ supplier, scenario: { kind: 'unfilled', reason: 'on loan' } });
		backEnd.advance(sandbox, id, 'endOfRota');
		const { json, error } = await run({ operation: 'getTimeline', request: buildResourceLocatorByName(id) });
		expect(error).toBeUndefined();
		const [item] = json[0] ?? [];
		expect(item?.status).toMatchObject({ code: backEnd.code('endOfRota') });
		const refusals = item?.refusals as Array<{ library: string; reason: string }>;
		expect(refusals.length).toBeGreaterThan(0);
		for (const { library, reason } of refusals)
			expect([library, reason]).toEqual([expect.stringMatching(/[a-z] .*Library/), expect.stringMatching(/\w/)]);
		const lines = String(item?.story).split('\n');
		expect(lines[0]).toMatch(/: Request .* was created\.$/);
		expect(lines.at(-1)).toContain('No library is left to ask.');
		for (const line of lines) expect(line).toMatch(/ UTC: \S.*[.?!]$/);
	});

	test('Get Timeline keeps the order of steps that fall into one second', async () => {
		for (let turn = 0; turn < 5; turn++) {
			const { id } = await backEnd.make(sandbox, '30000000-0000-4000-8000-000000000001', 'P1001');
			backEnd.advance(sandbox, id, 'shipped');
			const [item] = (await run({ operation: 'getTimeline', request: buildResourceLocatorByName(id) })).json[0] ?? [];
			const codes = (item?.entries as Array<{ status: { code: string } | null }>).flatMap(({ status }) =>
				status === null ? [] : [status.code],
			);
			const asked = codes.findIndex((code) => ['SENT', 'REQ_REQUEST_SENT_TO_SUPPLIER'].includes(code));
			const checked = codes.findLastIndex((code) =>
				['VALIDATED', 'METADATA_UPDATED', 'READY_TO_SEND', 'LIMIT_CHECKED', 'REQ_VALIDATED'].includes(code),
			);
			expect(checked).toBeGreaterThanOrEqual(0);
			expect(asked).toBeGreaterThan(checked);
			expect(codes.at(-1)).toBe(backEnd.code('shipped'));
			const words = (item?.entries as Array<{ event: string | null }>).map(({ event }) => event);
			expect(words.filter((word) => word !== null && word !== 'statusChange')).toEqual([
				'newRequest',
				'supplierChosen',
				'expectsToSupply',
				'shipped',
			]);
		}
	});

	test('a remark of the broker or of ReShare itself is not counted as an unread message', async () => {
		const { id } = await backEnd.make(sandbox, '30000000-0000-4000-8000-000000000001', 'P1001');
		backEnd.advance(sandbox, id, 'expectsToSupply');
		expect((await run({ operation: 'get', request: buildResourceLocatorByName(id) })).json[0]?.[0]?.unreadMessages).toBe(0);
		const [listed] = (await run({ operation: 'getMany' })).json[0] ?? [];
		expect([0, null]).toContain(listed?.unreadMessages);
		expect((await run({ operation: 'getMany', filters: { unread: true } })).json[0]).toEqual([]);
	});

	test('Get Timeline with raw entries adds the raw audit, rota and notifications', async () => {
		const { id } = await backEnd.make(sandbox, '30000000-0000-4000-8000-000000000001', 'P1001');
		backEnd.advance(sandbox, id, 'shipped');
		const parameters = { operation: 'getTimeline', request: buildResourceLocatorByName(id) };
		expect(Object.keys((await run(parameters)).json[0]?.[0] ?? {}).filter((name) => name.startsWith('raw'))).toEqual([]);
		const [item] = (await run({ ...parameters, includeRawEntries: true })).json[0] ?? [];
		expect((item?.rawAudit as unknown[]).length).toBeGreaterThan(3);
		expect((item?.rawRota as unknown[]).length).toBeGreaterThan(0);
		expect((item?.rawNotifications as unknown[]).length).toBeGreaterThan(0);
		const { properties } = JSON.parse(
			readFileSync(join(__dirname, '../../nodes/ReShareRequest/__schema__/v1.0.0/getTimeline.json'), 'utf8'),
		) as { properties: IDataObject };
		expect(Object.keys(item ?? {}).filter((field) => !(field in properties) && !field.startsWith('raw'))).toEqual([]);
	});

	test('Get Open Requests of a Patron lists what is open, and counts it', async () => {
		for (const stage of ['shipped', 'onItsWayBack', 'cancelled'] as const) add({ title: stage, stage });
		add({ title: 'other', stage: 'shipped', patronId: 'P-171' });
		const { json, error } = await run({ operation: 'getOpenRequests', patronId: 'P-17' });
		expect(error).toBeUndefined();
		expect(json[0]?.[0]).toMatchObject({ outcome: 'counted', openRequests: 2, onItsWayBack: 1 });
		expect((json[0]?.[0]?.requests as IDataObject[]).map(({ title }) => title).sort()).toEqual(['onItsWayBack', 'shipped']);
	});

	describe('Perform Action', () => {
		test('Perform Action cancels a request that is not shipped yet once, and gives its old and new status', async () => {
			const { id } = add({ stage: 'expectsToSupply' });
			const preview = await run({ operation: 'previewAction', request: buildResourceLocatorByName(id), requestAction: 'cancel' });
			expect(preview.json[0]).toEqual([expect.objectContaining({ outcome: 'wouldBeDone', reason: 'allowedNow' })]);
			expect(backEnd.writes(sandbox)).toBe(0);
			const { json, error } = await run({ operation: 'performAction', request: buildResourceLocatorByName(id), requestAction: 'cancel' }, [
				{},
				{},
			]);
			expect(error).toBeUndefined();
			expect(json.map((output) => output.map(({ reason }) => reason))).toEqual([['done'], ['notAllowedNow'], []]);
			expect(json[0]?.[0]).toMatchObject({
				previousStatus: { code: backEnd.code('expectsToSupply') },
				status: { code: backEnd.state(sandbox, id) },
			});
			expect(backEnd.writes(sandbox)).toBe(1);
		});

		test('Perform Action sends no action that is not allowed, and names those that are', async () => {
			const { id } = add({ stage: 'shipped' });
			for (const operation of ['previewAction', 'performAction']) {
				const { json } = await run({ operation, request: buildResourceLocatorByName(id), requestAction: 'cancel' });
				expect(json[1]).toEqual([
					expect.objectContaining({
						outcome: 'notPossible',
						reason: 'notAllowedNow',
						explanation: expect.stringContaining('in status Shipped and does not allow this. Possible now:'),
					}),
				]);
			}
			expect(backEnd.writes(sandbox)).toBe(0);
		});

		test('Perform Action sends a message to the other library, and refuses an empty one', async () => {
			const { id } = await backEnd.make(sandbox, '30000000-0000-4000-8000-000000000001', 'P1001');
			backEnd.advance(sandbox, id, 'shipped');
			const { json } = await run({
				operation: 'performAction',
				request: buildResourceLocatorByName(id),
				requestAction: 'sendMessage',
				message: 'Is it on its way?',
			});
			expect(json[0]).toEqual([expect.objectContaining({ outcome: 'done' })]);
			expect(
				(await run({ operation: 'performAction', request: buildResourceLocatorByName(id), requestAction: 'sendMessage', message: ' ' }))
					.error?.message,
			).toBe("'Message' is empty");
			const [item] = (await run({ operation: 'getTimeline', request: buildResourceLocatorByName(id) })).json[0] ?? [];
			expect(item?.story).toMatch(/Your library wrote to .*: Is it on its way\?/);
		});
	});

	test.each(['get', 'getMany', 'getTimeline', 'getOpenRequests', 'performAction', 'previewAction'])(
		'the operation %s gives only fields of its schema',
		async (operation) => {
			const { id } = add({ stage: 'expectsToSupply' });
			const { json } = await run({ operation, request: buildResourceLocatorByName(id), requestAction: 'cancel', patronId: 'P-17' });
			const item = json.flat()[0] ?? {};
			const { properties } = JSON.parse(
				readFileSync(join(__dirname, '../../nodes/ReShareRequest/__schema__/v1.0.0', `${operation}.json`), 'utf8'),
			) as { properties: IDataObject };
			expect(Object.keys(item).length).toBeGreaterThan(5);
			expect(Object.keys(item).filter((field) => !(field in properties))).toEqual([]);
		},
	);

	describe('the lists of the editor', () => {
		test("the list of states has those of the chosen side in the order of a request's life, each with its phase", async () => {
			const statesOf = (side: string) =>
				loadOptions({ node, parameters: { operation: 'getMany', side }, credentials: credentials(), method: 'getStates' });
			const borrowing = await statesOf('borrowing');
			const life = (['new', 'sent', 'expectsToSupply', 'shipped', 'onItsWayBack', 'complete'] as const).map((stage) => backEnd.code(stage));
			expect(borrowing.map(({ value }) => value).filter((code) => life.includes(String(code)))).toEqual(life);
			expect(borrowing).toContainEqual({ name: 'Shipped', value: backEnd.code('shipped'), description: 'On loan' });
			const parts = borrowing.map(({ description }) => description);
			expect(parts.filter((part, index) => part !== parts[index - 1])).toEqual([
				'New: being checked',
				'With lenders',
				'On loan',
				'On its way back',
				'Closed',
			]);
			expect(new Set(borrowing.map(({ name }) => name)).size).toBe(borrowing.length);
			expect((await statesOf('lending'))[0]).toEqual({
				name: 'New',
				value: backEnd.code('new', 'lending'),
				description: 'To be responded to or shipped',
			});
			expect((await statesOf('={{ $json.side }}')).length).toBeGreaterThan(borrowing.length);
		});

		test('the list of requests in the editor is searched by the text that was typed', async () => {
			add({ title: 'Persuasion' });
			const { number, id } = add({ title: 'Middlemarch', stage: 'shipped' });
			const { results } = await searchList({ node, credentials: credentials(), method: 'searchRequests', filter: 'middlemarch' });
			expect(results).toEqual([{ name: `${number} - Middlemarch - Shipped`, value: id }]);
		});

		test('the list of reasons for canceling begins with No Reason', async () => {
			const reasons = await loadOptions({ node, credentials: credentials(), method: 'getCancelReasons' });
			expect(reasons[0]).toEqual({ name: 'No Reason', value: '' });
		});
	});
});
