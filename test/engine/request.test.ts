import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import type { NewRequestRow } from '../../sandbox';
import { crossLink } from './backEnds';
import { loadOptions } from './harness/loadLists';
import { runNode } from './harness/runNode';
import { libraryCredential } from './libraryCredential';
import { TriggerBench } from './trigger/TriggerBench';
import { byName } from './byName';
import { sandboxForAll } from '../unit/sandboxForTests';

const sandbox = sandboxForAll();
const node = new ReShareRequest();
const day = 86_400_000;

beforeEach(() => {
	sandbox.requests.clear();
	sandbox.faults.clear();
	sandbox.scenarios.reset();
});

const credentials = () => ({ okapiApi: libraryCredential(sandbox) });

async function run(parameters: INodeParameters, items?: IDataObject[]) {
	const result = await runNode({ node, parameters, credentials: credentials(), ...(items === undefined ? {} : { items }) });
	return { ...result, json: result.outputs.map((output) => output.map((item) => item.json)) };
}

const addRow = (values: NewRequestRow) =>
	sandbox.requests.add('east', { isRequester: true, title: 'Persuasion', patronIdentifier: 'P-17', ...values });

describe('Get', () => {
	test('times have the time zone of the workflow, with its offset, in every operation of ReShare Request', async () => {
		addRow({ hrid: 'EAST-12', dateCreated: Date.parse('2026-03-02T03:30:00Z') });
		const there = async (parameters: INodeParameters) => {
			const { outputs } = await runNode({ node, parameters, credentials: credentials(), timezone: 'America/New_York' });
			return outputs[0]?.[0]?.json ?? {};
		};
		const one = await there({ operation: 'get', request: byName('EAST-12') });
		expect(one.createdAt).toBe('2026-03-01T22:30:00-05:00');
		expect(one.changedAt).toMatch(/-0[45]:00$/);
		expect((await there({ operation: 'getMany', filters: { noStatusChangeFor: 1 } })).lastStatusChange).toBe('2026-03-01T22:30:00-05:00');
		const { story, entries } = await there({ operation: 'getTimeline', request: byName('EAST-12') });
		expect(String(story).split('\n')[0]).toBe('2026-03-01 22:30 EST: Request EAST-12 was created.');
		expect((entries as Array<{ at: string }>)[0]?.at).toBe('2026-03-01T22:30:00-05:00');
		const { requests } = await there({ operation: 'getOpenRequests', patronId: 'P-17' });
		expect((requests as Array<{ createdAt: string }>)[0]?.createdAt).toBe('2026-03-01T22:30:00-05:00');
	});

	test('Get finds the request of the chosen side if a borrowing and a lending request have the same number', async () => {
		const borrowing = addRow({ hrid: 'EAST-5' });
		const lending = addRow({ hrid: 'EAST-5', isRequester: false });
		expect((await run({ operation: 'get', request: byName('EAST-5') })).json[0]?.[0]?.requestId).toBe(borrowing.id);
		expect((await run({ operation: 'get', request: byName('EAST-5'), side: 'lending' })).json[0]?.[0]?.requestId).toBe(lending.id);
		sandbox.requests.delete(lending.id);
		expect((await run({ operation: 'get', request: byName(' EAST-5 '), side: 'lending' })).json[1]?.[0]?.explanation).toBe(
			"There is no lending request 'EAST-5'. It may have been deleted, belong to another library, or be a borrowing request: choose that under Side.",
		);
	});

	test('Get finds a reference that a filter cannot express, and only by the whole of it', async () => {
		const reference = 'A&&B||C==(1)';
		addRow({ hrid: 'EAST-1', requestIdentifiers: [{ id: '1', identifierType: 'ILLIAD', identifier: 'other' }] });
		const wanted = addRow({ hrid: 'EAST-2', requestIdentifiers: [{ id: '2', identifierType: 'ILLIAD', identifier: reference }] });
		expect((await run({ operation: 'get', request: byName(reference) })).json[0]?.[0]?.requestId).toBe(wanted.id);
		expect((await run({ operation: 'get', request: byName('EAST-(2)') })).json[1]?.[0]).toMatchObject({ outcome: 'notFound' });
	});

	test('Get takes the open one of several requests with one reference, and says so in a warning', async () => {
		const requestIdentifiers = [{ id: '1', identifierType: 'ILLIAD', identifier: 'TN-9' }];
		addRow({ hrid: 'EAST-1', state: 'REQ_CANCELLED', requestIdentifiers, dateCreated: Date.now() });
		const open = addRow({ hrid: 'EAST-2', state: 'REQ_SHIPPED', requestIdentifiers, dateCreated: Date.now() - day });
		const [item] = (await run({ operation: 'get', request: byName('TN-9') })).json[0] ?? [];
		expect(item).toMatchObject({ requestId: open.id, status: { code: 'REQ_SHIPPED', label: 'Shipped' }, isOpen: true });
		expect(item?.warnings).toEqual([expect.stringContaining('2 requests carry')]);
	});
});

describe('Get Many', () => {
	test('Get Many returns each of a thousand requests once while some of them leave the filter', async () => {
		// The time is a whole second, so that the requests at its start belong to two windows.
		const start = Math.floor(Date.now() / 1000) * 1000 - 30 * day;
		sandbox.requests.seed('east', 1150, (index) => ({
			isRequester: true,
			hrid: `EAST-${index}`,
			state: 'REQ_SHIPPED',
			// Many requests are created in one second, as by an import.
			dateCreated: start + Math.floor(index / 130) * 1000 + (index % 1000),
		}));
		const rows = sandbox.requests.all('east');
		const stay = rows.filter((_row, index) => index % 10 !== 0);
		const leave = rows.filter((_row, index) => index % 10 === 0);
		const pages = () => sandbox.log.entries.filter(({ path }) => path === '/rs/patronrequests').length;
		const before = pages();
		let moved = 0;
		const timer = setInterval(() => {
			for (const row of leave.slice(moved, moved + 10)) sandbox.requests.move(row.id, 'REQ_CHECKED_IN');
			moved += 10;
		}, 5);
		const { json, error } = await run({ operation: 'getMany', returnAll: true, filters: { states: ['REQ_SHIPPED'] } });
		clearInterval(timer);
		expect(error).toBeUndefined();
		const ids = (json[0] ?? []).map(({ requestId }) => requestId);
		expect(new Set(ids).size).toBe(ids.length);
		expect(stay.filter(({ id }) => !ids.includes(id))).toEqual([]);
		expect(pages() - before).toBeGreaterThan(10);
	});

	test('Get Many reads statuses from a text or a list if the drop-down cannot be loaded', async () => {
		addRow({ hrid: 'SHIPPED', state: 'REQ_SHIPPED' });
		addRow({ hrid: 'LATE', state: 'REQ_OVERDUE' });
		addRow({ hrid: 'NEW' });
		const hrids = async (states: string) =>
			(await run({ operation: 'getMany', filters: { states } })).json[0]?.map(({ hrid }) => hrid).sort();
		expect(await hrids('={{ "REQ_SHIPPED, REQ_OVERDUE" }}')).toEqual(['LATE', 'SHIPPED']);
		expect(await hrids('={{ ["REQ_SHIPPED"] }}')).toEqual(['SHIPPED']);
	});
});

describe('Get Open Requests of a Patron', () => {
	test('Get Open Requests of a Patron says that no limit is set, or that the account may not see it', async () => {
		sandbox.settings.set('east', 'max_requests', '3');
		const okapiApi = { ...libraryCredential(sandbox), username: 'no-section', password: 'may-not-see-the-limit' };
		const { outputs } = await runNode({ node, parameters: { operation: 'getOpenRequests', patronId: 'P-17' }, credentials: { okapiApi } });
		expect(outputs[0]?.[0]?.json).toMatchObject({
			limit: null,
			remaining: null,
			explanation: expect.stringMatching(/No limit is set, or this user may not see it\.$/),
		});
	});
});

describe('Perform Action', () => {
	test.each([
		['borrowing', 'REQ_SHIPPED', 'complete', 'REQ_REQUEST_COMPLETE'],
		['borrowing', 'REQ_SHIPPED', 'cancelled', 'REQ_CANCELLED'],
		['borrowing', 'REQ_VALIDATED', 'endOfRota', 'REQ_END_OF_ROTA'],
		['borrowing', 'REQ_LOCAL_REVIEW', 'filledLocally', 'REQ_FILLED_LOCALLY'],
		['lending', 'RES_AWAIT_PICKING', 'cancelled', 'RES_CANCELLED'],
		['lending', 'RES_ITEM_RETURNED', 'complete', 'RES_COMPLETE'],
		['lending', 'RES_AWAIT_PICKING', 'notSupplied', 'RES_UNFILLED'],
		['lending', 'RES_AWAIT_PICKING', 'couldNotSupply', 'RES_NOT_SUPPLIED'],
	])('Close Manually closes a request of the %s side in %s as %s', async (side, state, closeAs, end) => {
		const row = addRow({ hrid: 'EAST-1', state, isRequester: side === 'borrowing' });
		const { json, error } = await run({
			operation: 'performAction',
			request: byName('EAST-1'),
			side,
			requestAction: 'closeManually',
			closeAs,
		});
		expect(error).toBeUndefined();
		expect(json[0]).toEqual([
			expect.objectContaining({ outcome: 'done', explanation: expect.stringContaining('The request was closed.') as unknown }),
		]);
		expect(row.state).toBe(end);
	});

	test.each([
		['a lending request as borrowing ones are closed', 'RES_AWAIT_PICKING', 'lending', 'endOfRota'],
		['a borrowing request as lending ones are closed', 'REQ_SHIPPED', 'borrowing', 'couldNotSupply'],
	])('Close Manually refuses to close %s, and sends nothing', async (_name, state, side, closeAs) => {
		const row = addRow({ hrid: 'EAST-1', state, isRequester: side === 'borrowing' });
		const { json } = await run({
			operation: 'performAction',
			request: byName(row.id),
			side: side === 'lending' ? 'borrowing' : 'lending',
			requestAction: 'closeManually',
			closeAs,
		});
		expect(json[1]).toEqual([
			expect.objectContaining({
				outcome: 'notPossible',
				reason: 'otherSide',
				explanation: expect.stringContaining(`It is a ${side} request`) as unknown,
			}),
		]);
		expect(row.state).toBe(state);
		expect(sandbox.log.entries.filter(({ path }) => path.endsWith(`${row.id}/performAction`))).toEqual([]);
	});

	test('Close Manually is reported as unclear if ReShare says it was done and the status stays as it was', async () => {
		const row = addRow({ hrid: 'EAST-1', state: 'REQ_SHIPPED' });
		sandbox.faults.add({
			kind: 'status',
			status: 200,
			body: '{"status":true}',
			contentType: 'application/json',
			path: 'performAction',
			times: 1,
		});
		const { json } = await run({
			operation: 'performAction',
			request: byName('EAST-1'),
			requestAction: 'closeManually',
			closeAs: 'cancelled',
		});
		expect(json[2]).toEqual([
			expect.objectContaining({
				outcome: 'unclear',
				requestId: row.id,
				explanation: expect.stringContaining('but the status is still Shipped') as unknown,
			}),
		]);
	});

	test('an action that was performed is reported as unclear if the request cannot be read after it', async () => {
		const row = addRow({ hrid: 'EAST-1', state: 'REQ_SHIPPED', supplier: 'RESHARE:US-LAKE' });
		const parameters = { operation: 'performAction', request: byName(row.id), requestAction: 'closeManually', closeAs: 'cancelled' };
		sandbox.faults.add({
			kind: 'status',
			status: 400,
			body: '{}',
			contentType: 'application/json',
			path: `patronrequests/${row.id}$`,
			method: 'GET',
			skip: 1,
		});
		const { json } = await run(parameters);
		expect(row.state).toBe('REQ_CANCELLED');
		expect(json[2]).toEqual([expect.objectContaining({ outcome: 'unclear', requestId: row.id })]);
	});

	test('Preview Action refuses what Perform Action refuses, with the same explanation', async () => {
		const both = async (parameters: INodeParameters) => {
			const [previewed, performed] = await Promise.all(
				['previewAction', 'performAction'].map(async (operation) => await run({ operation, ...parameters })),
			);
			return [previewed, performed].map((result) => [
				result?.error?.message,
				result?.json.map((output) => output.map(({ reason, explanation }) => ({ reason, explanation }))),
			]);
		};
		const shipped = addRow({ hrid: 'EAST-1', state: 'REQ_SHIPPED' });
		const lent = addRow({ hrid: 'EAST-2', state: 'RES_AWAIT_PICKING', isRequester: false });
		for (const [parameters, words] of [
			[{ request: byName('EAST-1'), requestAction: 'cancel' }, 'in status Shipped and does not allow this'],
			[{ request: byName(lent.id), requestAction: 'cancel' }, 'It is a lending request'],
			[{ request: byName('EAST-1'), requestAction: 'sendMessage', message: ' ' }, "'Message' is empty"],
			[{ request: byName('NOBODY-1'), requestAction: 'cancel' }, "There is no borrowing request 'NOBODY-1'"],
		] as const) {
			const [preview, action] = await both(parameters);
			expect(preview).toEqual(action);
			expect(JSON.stringify(preview)).toContain(words);
		}
		expect([shipped.state, lent.state]).toEqual(['REQ_SHIPPED', 'RES_AWAIT_PICKING']);
	});

	test.each([
		['a sign-in page', { contentType: 'text/html', body: '<html><title>Sign in</title></html>' }],
		['an answer without content', { contentType: 'application/json', body: 'null' }],
		['an answer of nothing at all', { contentType: 'application/json', body: '' }],
		['a list of errors', { contentType: 'application/json', body: '{"errors":[{"message":"no"}]}' }],
	])('Perform Action reports an action that is answered with %s and status 200 as unclear, not as done', async (_name, answer) => {
		const row = addRow({ hrid: 'EAST-1', state: 'REQ_VALIDATED' });
		sandbox.faults.add({ kind: 'status', status: 200, ...answer, path: 'performAction', times: 1 });
		const { json } = await run({ operation: 'performAction', request: byName('EAST-1'), requestAction: 'cancel' });
		expect(json[2]).toEqual([expect.objectContaining({ outcome: 'unclear', requestId: row.id })]);
		expect(row.state).toBe('REQ_VALIDATED');
	});

	test.each([
		['sendMessage', { message: '  ' }, "'Message' is empty"],
		['closeManually', { closeAs: 'REQ_CANCELLED' }, "'Close As' has a status"],
	])('Perform Action refuses the action %s with unusable input, and names the field', async (requestAction, more, words) => {
		addRow({ hrid: 'EAST-1', state: 'REQ_SHIPPED' });
		const { error } = await run({ operation: 'performAction', request: byName('EAST-1'), requestAction, ...more });
		expect(error?.message).toContain(words);
	});
});

test('an item on which ReShare Request fails goes to the error output with its own fields, and the other items go on', async () => {
	addRow({ hrid: 'EAST-1' });
	const parameters = { operation: 'get', request: byName('={{ $json.hrid }}') };
	const items = [
		{ hrid: 'https://east.example.org/no-request', row: 7 },
		{ hrid: 'EAST-1', row: 8 },
	];
	const { outputs } = await runNode({ node, parameters, credentials: credentials(), items, onError: 'continueErrorOutput' });
	expect(outputs[0]?.map(({ json }) => json.hrid)).toEqual(['EAST-1']);
	expect(outputs[3]?.map(({ json }) => json)).toEqual([
		expect.objectContaining({ row: 7, error: expect.stringContaining("not that of a request's page") }),
	]);
});

describe('lists in the editor', () => {
	const statesOf = async (side: string) =>
		await loadOptions({ node, parameters: { operation: 'getMany', side }, credentials: credentials(), method: 'getStates' });

	test("a state of the consortium's own comes last in the editor's list of states", async () => {
		sandbox.faults.add({
			kind: 'status',
			status: 200,
			body: '[{"code":"REQ_HELD_AT_BORDER"},{"code":"REQ_CANCELLED"}]',
			contentType: 'application/json',
			path: '^/rs/status',
			times: 1,
		});
		expect((await statesOf('borrowing')).map(({ name }) => name)).toEqual(['Cancelled', 'REQ_HELD_AT_BORDER']);
	});
});

describe('Keep Input Fields', () => {
	const item = { title: 'Emma', pickupLocation: 'Main Library', outcome: 'eligible' };

	test('Keep Input Fields is on for Get Open Requests of a Patron, so that its items can go on to Create', async () => {
		const { json, error } = await run({ operation: 'getOpenRequests', patronId: 'P-17' }, [item, { ...item, title: 'Persuasion' }]);
		expect(error).toBeUndefined();
		expect(json[0]).toMatchObject([
			{ title: 'Emma', pickupLocation: 'Main Library', outcome: 'counted', openRequests: 0 },
			{ title: 'Persuasion', outcome: 'counted' },
		]);
		const [without] = (await run({ operation: 'getOpenRequests', patronId: 'P-17', keepInputFields: false }, [item])).json[0] ?? [];
		expect(without).not.toHaveProperty('title');
	});

	test('Keep Input Fields can be switched on for other operations, whose own fields win over those of the input', async () => {
		addRow({ hrid: 'EAST-12' });
		const kept = { operation: 'get', request: byName('EAST-12'), keepInputFields: true };
		expect((await run(kept, [{ phone: '555-0100', title: 'Another title' }])).json[0]).toMatchObject([
			{ phone: '555-0100', title: 'Persuasion', hrid: 'EAST-12' },
		]);
		expect((await run({ operation: 'get', request: byName('EAST-12') }, [{ phone: '555-0100' }])).json[0]?.[0]).not.toHaveProperty('phone');
	});
});

/** Several open requests have the same name, so that choosing one of them would be a guess. */
describe('a name that several open requests have', () => {
	async function byNumber(library: 'east' | 'west', name: string, parameters: INodeParameters) {
		const okapiApi = libraryCredential(sandbox, library);
		const { outputs, error } = await runNode({ node, parameters: { request: byName(name), ...parameters }, credentials: { okapiApi } });
		expect(error).toBeUndefined();
		return outputs.map((output) => output.map(({ json }) => json));
	}

	describe('two open requests of different patrons with one reference', () => {
		beforeEach(() => {
			for (const [index, patronIdentifier] of ['P1001', 'P1002'].entries()) {
				const requestIdentifiers = [{ id: `identifier-${index}`, identifierType: 'ILLIAD', identifier: 'ILL-7' }];
				sandbox.requests.add('east', {
					isRequester: true,
					hrid: `EAST-${index}`,
					title: 'Persuasion',
					patronIdentifier,
					state: 'REQ_SHIPPED',
					refdata: { serviceType: 'loan' },
					requestIdentifiers,
				});
			}
		});
		const receive = { operation: 'performAction', requestAction: 'receive' };

		it('an action on a reference that two open requests carry is refused, and staff see the numbers of both', async () => {
			expect((await byNumber('east', 'ILL-7', receive))[1]).toMatchObject([
				{ reason: 'severalRequests', explanation: expect.stringContaining('EAST-1') as string },
			]);
		});

		it('an action for one patron on a reference that two open requests carry finds none, and shows nothing of them', async () => {
			const [, notPossible] = await byNumber('east', 'ILL-7', { ...receive, options: { onlyForPatron: 'P1001' } });
			expect(notPossible).toMatchObject([{ outcome: 'notFound' }]);
			expect(JSON.stringify(notPossible)).not.toContain('EAST-');
		});
	});

	it('lending rules leave a number that two open requests carry to staff, and answer neither', async () => {
		for (const title of ['Persuasion', 'Emma'])
			sandbox.requests.add('west', { isRequester: false, hrid: 'EAST-7', title, state: 'RES_IDLE', refdata: { serviceType: 'loan' } });
		const rules = { values: [{ name: 'Loans', when: { serviceType: 'loan' }, then: 'cannotSupply', reason: 'policy' }] };
		const outputs = await byNumber('west', 'EAST-7', { operation: 'applyRules', rulesMode: 'answer', rules });
		expect(outputs[2]).toMatchObject([{ outcome: 'leftToStaff', reason: 'severalRequests' }]);
		expect(sandbox.requests.all('west').map(({ state }) => state)).toEqual(['RES_IDLE', 'RES_IDLE']);
	});
});

/** If On Error is Stop Workflow, nobody learns what was done with the items after the one that fails, so that nothing may be done with them. */
describe('an action that fails on one item', () => {
	beforeEach(() => {
		for (const number of [1, 2, 3, 4]) addRow({ hrid: `EAST-${number}`, state: 'REQ_SHIPPED', refdata: { serviceType: 'loan' } });
	});

	const states = () => sandbox.requests.all('east').map(({ state }) => state);

	async function receive(names: string[], onError?: OnError) {
		const parameters = { operation: 'performAction', requestAction: 'receive', request: byName('={{ $json.name }}') };
		const items = names.map((name) => ({ name }));
		return await runNode({ node, parameters, credentials: credentials(), items, ...(onError === undefined ? {} : { onError }) });
	}

	it('an action that fails on one item stops the workflow, and nothing is done with the items after it', async () => {
		const { error } = await receive(['EAST-1', '', 'EAST-3', 'EAST-4']);
		expect(error?.message).toBe("'Request' is empty");
		expect(error?.context).toMatchObject({ itemIndex: 1 });
		expect(states()).toEqual(['REQ_CHECKED_IN', 'REQ_SHIPPED', 'REQ_SHIPPED', 'REQ_SHIPPED']);
	});

	it.each<OnError>(['continueRegularOutput', 'continueErrorOutput'])(
		'an action that fails on one item is performed on the others if On Error is %s',
		async (onError) => {
			const { outputs, error } = await receive(['EAST-1', '', 'EAST-3', 'EAST-4'], onError);
			expect(error).toBeUndefined();
			expect(outputs[0]).toHaveLength(3);
			expect(states()).toEqual(['REQ_CHECKED_IN', 'REQ_SHIPPED', 'REQ_CHECKED_IN', 'REQ_CHECKED_IN']);
		},
	);
});

describe('a copy of a part', () => {
	const part = {
		title: 'Nature',
		partTitle: 'Molecular structure of nucleic acids',
		partAuthor: 'Watson, J. D.',
		pages: '737-738',
		issn: '0028-0836',
	};
	const edition = {
		edition: '2nd',
		issue: '4356',
		publisher: 'Macmillan',
		placeOfPublication: 'London',
		publicationDate: '1953',
		oclcNumber: '1586310',
	};

	it('mod-rs gives Get and the trigger the part that was requested, its edition and the group of the patron', async () => {
		const bench = new TriggerBench(sandbox, {});
		await bench.activate();
		const { id } = addRow({
			title: part.title,
			titleOfComponent: part.partTitle,
			authorOfComponent: part.partAuthor,
			pagesRequested: part.pages,
			issn: part.issn,
			...edition,
			patronType: 'faculty',
			state: 'REQ_VALIDATED',
		});
		const { json } = await run({ operation: 'get', request: byName(id) });
		expect(json[0]?.[0]).toMatchObject({ ...part, ...edition, patronGroup: 'faculty' });
		sandbox.requests.move(id, 'REQ_SHIPPED');
		expect((await bench.poll()).at(-1)).toMatchObject({ event: 'shipped', ...part, ...edition, patronGroup: 'faculty' });
	});

	it('CrossLink gives Get the part that was requested, its edition and the group of the patron', async () => {
		const over = crossLink('3.7.0');
		const { id } = over.add(sandbox, { patronId: 'P1001', isCopy: true });
		Object.assign(sandbox.crosslink.requests.get(id), {
			illRequest: {
				publicationInfo: {
					publisher: edition.publisher,
					placeOfPublication: edition.placeOfPublication,
					publicationDate: edition.publicationDate,
				},
				bibliographicInfo: {
					title: part.title,
					edition: edition.edition,
					issue: edition.issue,
					bibliographicRecordId: [
						{ bibliographicRecordIdentifier: edition.oclcNumber, bibliographicRecordIdentifierCode: { '#text': 'OCLC' } },
					],
					titleOfComponent: part.partTitle,
					authorOfComponent: part.partAuthor,
					pagesRequested: part.pages,
					bibliographicItemId: [{ bibliographicItemIdentifier: part.issn, bibliographicItemIdentifierCode: { '#text': 'ISSN' } }],
				},
				serviceInfo: { serviceType: 'Copy' },
				patronInfo: { patronId: 'P1001', patronType: { '#text': 'faculty' } },
			},
		});
		const { outputs } = await runNode({
			node,
			parameters: { operation: 'get', request: byName(id) },
			credentials: { okapiApi: over.credential(sandbox) },
		});
		expect(outputs.flat()[0]?.json).toMatchObject({ ...part, ...edition, patronGroup: 'faculty' });
	});
});
