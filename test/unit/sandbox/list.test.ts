import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { HeldTimers, until } from '../heldTimers';
import { asEast, wish } from './harness';
import type { Caller, Json } from './harness';

let sandbox: Sandbox;
let east: Caller;

beforeAll(async () => {
	sandbox = await startSandbox();
	east = await asEast(sandbox);
	const start = Date.UTC(2026, 0, 1);
	sandbox.requests.seed('east', 250, (index) => ({
		isRequester: true,
		title: `Title ${String(index).padStart(3, '0')}`,
		patronIdentifier: index % 2 === 0 ? 'P1001' : 'P1002',
		dateCreated: start + index,
		lastUpdated: start + index * 100,
		bibRecord: 'x'.repeat(500),
	}));
});
afterAll(() => sandbox.close());

const titlesOf = (value: unknown) => (value as Json[]).map((row) => String(row.title));

describe('pages of the list', () => {
	it('hold 10 rows, and 100 at most', async () => {
		expect((await east.list([])).json).toHaveLength(10);
		expect((await east.list([['perPage', '1000']])).json).toHaveLength(100);
		expect((await east.list([['max', '20']])).json).toHaveLength(20);
		expect((await east.list([['perPage', '0']])).json).toHaveLength(10);
	});

	it('are a bare array, or an object with stats=true', async () => {
		expect(Array.isArray((await east.list([])).json)).toBe(true);
		const { results, ...stats } = (
			await east.list([
				['stats', 'true'],
				['perPage', '500'],
				['page', '2'],
			])
		).json as Json;
		expect(stats).toEqual({ pageSize: 100, page: 2, totalPages: 3, meta: {}, totalRecords: 250, total: 250 });
		expect(results).toHaveLength(100);
	});

	it('round an offset down to the beginning of its page', async () => {
		const sorted: Array<[string, string]> = [
			['sort', 'title;asc'],
			['perPage', '10'],
		];
		expect(titlesOf((await east.list([...sorted, ['offset', '27']])).json)[0]).toBe('Title 020');
		expect(titlesOf((await east.list([...sorted, ['offset', '27'], ['page', '1']])).json)[0]).toBe('Title 000');
	});

	it('are empty past the end, with status 200', async () => {
		expect(await east.list([['page', '99']])).toMatchObject({ status: 200, json: [] });
	});

	it('have no order without a sort: paging loses rows and repeats others', async () => {
		const seen: string[] = [];
		for (const page of ['1', '2', '3'])
			seen.push(
				...titlesOf(
					(
						await east.list([
							['perPage', '100'],
							['page', page],
						])
					).json,
				),
			);
		expect(seen).toHaveLength(250);
		expect(new Set(seen).size).toBeLessThan(250);
	});

	it('are complete with a sort', async () => {
		const seen: string[] = [];
		for (const page of ['1', '2', '3'])
			seen.push(
				...titlesOf(
					(
						await east.list([
							['perPage', '100'],
							['page', page],
							['sort', 'lastUpdated;asc'],
							['sort', 'id;asc'],
						])
					).json,
				),
			);
		expect(seen).toEqual(Array.from({ length: 250 }, (_, index) => `Title ${String(index).padStart(3, '0')}`));
	});

	it('sort downwards, by paths, and ignore what they do not know', async () => {
		expect(titlesOf((await east.list([['sort', 'title;desc']])).json)[0]).toBe('Title 249');
		expect(
			titlesOf(
				(
					await east.list([
						['sort', 'nosuch;asc'],
						['sort', 'state.code;asc'],
						['sort', 'title'],
					])
				).json,
			)[0],
		).toBe('Title 000');
	});
});

describe('text search', () => {
	it('needs match: term alone restricts nothing', async () => {
		const count = async (...parameters: Array<[string, string]>) =>
			((await east.list([...parameters, ['stats', 'true']])).json as Json).total;
		expect(await count(['term', 'Title 007'])).toBe(250);
		expect(await count(['term', 'title 007'], ['match', 'title'])).toBe(1);
		expect(await count(['term', 'P1002'], ['match', 'title'], ['match', 'patronIdentifier'])).toBe(125);
	});
});

describe('views', () => {
	it('print whole seconds, rounded down, and leave nulls out', async () => {
		const [row] = (await east.list([['filters', 'title==Title 019']])).json as Json[];
		expect(row?.lastUpdated).toBe('2026-01-01T00:00:01Z');
		expect(row).not.toHaveProperty('hrid');
		expect(JSON.stringify(row)).not.toContain('null');
	});

	it('the brief one lacks what only the full one has, and carries the record', async () => {
		const row = sandbox.requests.add('east', {
			isRequester: true,
			title: 'Views',
			refdata: { serviceType: 'loan', deliveryMethod: 'url', cancellationReason: 'patron_requested' },
			requestIdentifiers: [{ id: 'i', identifierType: 'ILLIAD', identifier: 'V-1' }],
			bibRecord: '{"id":"x"}',
		});
		const [brief] = (await east.list([['filters', 'title==Views']])).json as Json[];
		for (const name of [
			'requestIdentifiers',
			'audit',
			'rota',
			'notifications',
			'conditions',
			'stateModel',
			'networkStatus',
			'validActions',
			'cancellationReason',
			'tags',
			'previousStates',
		]) {
			expect(brief).not.toHaveProperty(name);
		}
		expect(brief).toMatchObject({
			volumes: [],
			bibRecord: '{"id":"x"}',
			serviceType: { value: 'loan', label: 'Loan' },
			deliveryMethod: { id: expect.any(String) as string },
		});
		expect(Object.keys(brief?.deliveryMethod as Json)).toEqual(['id']);
		const [full] = (
			await east.list([
				['filters', 'title==Views'],
				['fullRecord', 'true'],
			])
		).json as Json[];
		expect(full).toEqual(await east.item(row.id));
		expect(full).toMatchObject({
			requestIdentifiers: [{ identifierType: 'ILLIAD', identifier: 'V-1' }],
			networkStatus: 'Idle',
			stateModel: { shortcode: 'DigitalReturnableRequester' },
			cancellationReason: { value: 'patron_requested' },
		});
		expect((await east.get(`/rs/patronrequests/${row.id}?_view=brief`)).json).toEqual(brief);
		sandbox.requests.delete(row.id);
	});

	it('show valid actions as objects, or as codes before 2.18', async () => {
		const row = sandbox.requests.add('east', { isRequester: true, title: 'Actions' });
		expect((await east.item(row.id)).validActions).toEqual([
			{ actionCode: 'requesterCancel', isPrimary: true },
			{ actionCode: 'borrowerCheck' },
			{ actionCode: 'manualClose' },
		]);
		sandbox.behaviour.validActionsForm = 'codes';
		expect((await east.item(row.id)).validActions).toEqual(['requesterCancel', 'borrowerCheck', 'manualClose']);
		sandbox.behaviour.validActionsForm = 'objects';
		sandbox.requests.delete(row.id);
	});

	it('an unknown id is 404 in JSON; a wish for another type is 406', async () => {
		expect(await east.get('/rs/patronrequests/nothing')).toMatchObject({ status: 404, json: { message: 'Not Found', error: 404 } });
		const [row] = (await east.list([])).json as Json[];
		const response = await fetch(`${sandbox.okapiUrl}/rs/patronrequests/${String(row?.id)}`, {
			headers: { 'X-Okapi-Tenant': 'east', 'X-Okapi-Token': east.token, Accept: 'text/csv' },
		});
		expect([response.status, await response.text()]).toEqual([406, '']);
	});
});

describe('list calls', () => {
	it('of one tenant wait for each other, those of an item do not', async () => {
		sandbox.behaviour.listDelayMs = 61;
		const delays = new HeldTimers(61);
		const asked = sandbox.log.countOf('GET', /patronrequests$/);
		try {
			const row = sandbox.requests.add('east', { isRequester: true, title: 'Not in a list' });
			let finished = 0;
			const lists = Array.from({ length: 4 }, async () => {
				await east.list([]);
				finished++;
			});
			await until(() => sandbox.log.countOf('GET', /patronrequests$/) === asked + 4);
			for (let list = 1; list <= 4; list++) {
				await until(() => delays.count === list);
				expect((await east.item(row.id)).title).toBe('Not in a list');
				expect([delays.count, finished]).toEqual([list, list - 1]);
				await delays.letGo();
				await until(() => finished === list);
			}
			await Promise.all(lists);
			sandbox.requests.delete(row.id);
		} finally {
			delays.restore();
			sandbox.behaviour.listDelayMs = 0;
		}
	});

	it('answer from 10,000 rows', async () => {
		const big = await startSandbox();
		try {
			big.requests.seed('east', 10_000, (index) => ({
				isRequester: true,
				title: `T${index}`,
				hrid: `EAST-${index}`,
				lastUpdated: 1_767_225_600_000 + index * 10_000,
				...(wish() as object),
			}));
			const caller = await asEast(big);
			const reply = await caller.list([
				['filters', 'lastUpdated>=2026-01-02T00:00:00Z'],
				['filters', 'isRequester==true'],
				['sort', 'lastUpdated;asc'],
				['sort', 'id;asc'],
				['perPage', '100'],
				['stats', 'true'],
			]);
			const { results, total } = reply.json as { results: Json[]; total: number };
			expect([results.length, total, results[0]?.hrid]).toEqual([100, 10_000 - 8640, 'EAST-8640']);
		} finally {
			await big.close();
		}
	});
});

describe('ancillary lists', () => {
	it('statuses, with filters, and without labels', async () => {
		const terminal = (await east.get('/rs/status?filters=terminal==true&filters=code=~REQ_&perPage=500')).json as Json[];
		expect(terminal.map(({ code }) => code)).toEqual(
			expect.arrayContaining(['REQ_END_OF_ROTA', 'REQ_CANCELLED', 'REQ_REQUEST_COMPLETE', 'SLNP_REQ_COMPLETE']),
		);
		expect(terminal.map(({ code }) => code)).not.toContain('REQ_UNFILLED');
		expect(JSON.stringify(terminal)).not.toContain('label');
	});

	it('lists the reference data of a category', async () => {
		const reasons = (await east.get('/rs/refdata?filters=desc==cancellationReasons&max=100')).json as Array<{ values: Json[] }>;
		expect(reasons[0]?.values.map(({ value }) => value)).toEqual(['available_locally', 'invalid_user', 'patron_requested']);
	});

	it('settings: only sections that the user may see, hidden ones only on request', async () => {
		const keys = async (path: string) => ((await east.get(path)).json as Json[]).map(({ key }) => key);
		expect(await keys('/rs/settings/appSettings?filters=section%3D%3Drequests&filters=key%3D%3Dmax_requests')).toEqual(['max_requests']);
		const shown = await keys('/rs/settings/appSettings?perPage=100');
		expect(shown).toEqual(expect.arrayContaining(['max_requests', 'check_duplicate_time', 'routing_adapter']));
		expect(shown).not.toContain('shared_index_tenant');
		const stats = (await east.get('/rs/settings/appSettings?filters=section==sharedIndex&stats=true')).json as Json;
		expect(stats).toMatchObject({ results: [], total: 4 });
	});

	it('counts the requests by state and tag', async () => {
		const { requestsByState, requestsByTag } = (await east.get('/rs/statistics')).json as {
			requestsByState: Record<string, number>;
			requestsByTag: Record<string, number>;
		};
		expect(requestsByState['PatronRequest:REQ_IDLE']).toBe(250);
		expect(requestsByTag.ACTIVE_PATRON).toBe(250);
	});
});
