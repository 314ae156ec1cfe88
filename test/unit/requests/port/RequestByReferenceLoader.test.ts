import { setTimeout as pause } from 'node:timers/promises';
import { setClock } from '../../../../reshare';
import { ModRsBackend } from '../../../../reshare/requests/modrs/ModRsBackend';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { RequestByReferenceLoader } from '../../../../reshare/requests/port/RequestByReferenceLoader';
import type { ModRsListOptions } from '../../../../reshare/requests/modrs/ModRsClient';
import { bareRequest } from '../bareRequest';
import { createDependenciesFor } from '../create/practiceDependencies';
import { clearedSandboxForAll } from '../../sandboxForTests';
import { modRsReferenceFields } from '../modRsReferenceFields';

const sandbox = clearedSandboxForAll();
/** The time by the loader's clock, which only the tests move. */
let now = 0;
setClock({ elapsed: () => now });

function looks() {
	return new RequestByReferenceLoader(createDependenciesFor(sandbox).requests);
}

/** The real client, whose list calls can be held once the server has answered. */
class HeldRequests extends ModRsBackend {
	calls = 0;
	/** The number of list calls that the server has answered. */
	answered = 0;
	held = Promise.resolve();
	/**
	 * Holds the next call.
	 *
	 * @returns a function that lets it continue
	 */
	hold() {
		let letGo = () => {};
		this.held = new Promise((resolve) => (letGo = resolve));
		return letGo;
	}
	override async list(options?: ModRsListOptions) {
		this.calls++;
		const rows = await super.list(options);
		this.answered++;
		await this.held;
		return rows;
	}
}

function heldLookups() {
	const requests = new HeldRequests(createDependenciesFor(sandbox).requests.okapi);
	return { requests, looks: new RequestByReferenceLoader(requests) };
}

let identifiers = 0;

function add(...references: string[]) {
	return sandbox.requests.add('east', {
		isRequester: true,
		patronIdentifier: 'P1001',
		title: 'A title',
		requestIdentifiers: references.map((identifier) => ({ id: `identifier-${++identifiers}`, identifierType: 'ILLIAD', identifier })),
	});
}

const lists = () => sandbox.log.countOf('GET', /^\/rs\/patronrequests$/);
const reads = () => sandbox.log.countOf('GET', /^\/rs\/patronrequests\/./);
const ids = (rows: readonly { readonly id: string }[]) => rows.map(({ id }) => id).sort();
const names = (count: number, prefix = 'R') => Array.from({ length: count }, (_, index) => `${prefix}-${index + 1}`);

describe('the batch loader with many references at once', () => {
	it('the lookups of 120 references share three list calls, each request is read once, and each lookup gets its own requests', async () => {
		const one = add('R-7');
		const two = [add('R-120'), add('R-120')];
		const both = add('R-3', 'R-4');
		add('STRANGER-1');
		const shared = looks();
		const found = await Promise.all(names(120).map(async (name) => ids(await shared.find(name))));
		const expected = names(120).map((name) => ({ 'R-7': [one.id], 'R-120': ids(two), 'R-3': [both.id], 'R-4': [both.id] })[name] ?? []);
		expect(found).toEqual(expected);
		expect([lists(), reads()]).toEqual([3, 4]);
	});

	it('the lookup of a reference does not read a patron request that this process has just created with another reference', async () => {
		const own = add('R-1');
		const shared = looks();
		shared.made(own.id, 'R-1');
		const [announced, ahead] = [shared.announce('R-2'), shared.announce('R-1')];
		expect(await announced.rows(1000)).toEqual([]);
		expect([lists(), reads()]).toEqual([1, 0]);
		expect(ids(await ahead.rows(1000))).toEqual([own.id]);
		expect([lists(), reads()]).toEqual([1, 1]);
	});

	it('a patron request that was sent with one reference and is stored with another is not found by the one sent', async () => {
		const named = add('R-2');
		const shared = looks();
		shared.made(named.id, 'R-1');
		const [first] = await Promise.all([shared.find('R-1'), shared.find('R-2')]);
		expect(first).toEqual([]);
		expect([lists(), reads()]).toEqual([1, 1]);
	});

	it('the lookup of a reference finds neither a lending request nor one that has the reference as another kind of identifier', async () => {
		sandbox.requests.add('east', {
			isRequester: false,
			title: 'Lent',
			...modRsReferenceFields('R-1'),
		});
		sandbox.requests.add('east', {
			isRequester: true,
			title: 'Other',
			requestIdentifiers: [{ id: 'other', identifierType: 'DOI', identifier: 'R-1' }],
		});
		const shared = looks();
		expect(await Promise.all([shared.find('R-1'), shared.find('R-2')])).toEqual([[], []]);
	});

	it('a lending request is not found by a reference, even if a server lists it', async () => {
		const lent: PatronRequest = { ...bareRequest, id: 'lent', side: 'lending', references: ['R-1'] };
		const backend = {
			referencesPerCall: () => 9,
			withReferences: async () => [lent],
			get: async () => lent,
		} as unknown as ModRsBackend;
		expect(await new RequestByReferenceLoader(backend).find('R-1')).toEqual([]);
	});

	it('the lookup of 50 references finds all their requests, even more than one page holds', async () => {
		const rows = new Map(names(50).map((name) => [name, ids([add(name), add(name)])]));
		const shared = looks();
		expect(await Promise.all(names(50).map(async (name) => ids(await shared.find(name))))).toEqual(names(50).map((name) => rows.get(name)));
	});

	it('the lookup of 30 long references stays within the longest request line that the gateway accepts', async () => {
		const long = names(30, 'ä'.repeat(240));
		const row = add(long[17] ?? '');
		const shared = looks();
		const found = await Promise.all(long.map(async (name) => ids(await shared.find(name))));
		expect(found.flat()).toEqual([row.id]);
		const lengths = sandbox.log.matching('GET', /^\/rs\/patronrequests$/).map(({ path, query }) => `GET ${path}?${query} HTTP/1.1`.length);
		expect(Math.max(...lengths)).toBeLessThan(8192);
		expect(lengths.length).toBeLessThan(30);
	});
});

describe('the age of what the batch loader answers', () => {
	it('a lookup of a reference that begins while a list call is under way gets its result from a later list call', async () => {
		const { requests, looks: shared } = heldLookups();
		const letGo = requests.hold();
		const before = shared.find('R-1');
		while (requests.answered === 0) await pause(1);
		const row = add('R-1');
		const after = [shared.find('R-1'), shared.find('R-2')];
		requests.held = Promise.resolve();
		letGo();
		expect(await before).toEqual([]);
		expect(ids((await after[0]) ?? [])).toEqual([row.id]);
		expect(await after[1]).toEqual([]);
		expect(requests.calls).toBe(2);
	});

	it('a reference announced for later is looked up with others, and again if the result is older than the caller accepts', async () => {
		const shared = looks();
		const announced = names(100).map((name) => shared.announce(name));
		expect(await Promise.all(announced.map((one) => one.rows(60_000)))).toEqual(names(100).map(() => []));
		expect(lists()).toBe(2);

		const rows = [add('R-2'), add('R-51')];
		expect(await announced[1]?.rows(60_000)).toEqual([]);
		now += 2001;
		expect(ids((await announced[1]?.rows(2000)) ?? [])).toEqual([rows[0]?.id]);
		expect(lists()).toBe(3);
		await Promise.all(announced.slice(0, 50).map((one) => one.rows(2000)));
		expect(lists()).toBe(3);
		expect(ids((await announced[50]?.rows(2000)) ?? [])).toEqual([rows[1]?.id]);
		expect(lists()).toBe(4);
	});

	it('a lookup of a reference with a maximum age of 0 makes a new list call, even while another list call is under way', async () => {
		const { requests, looks: shared } = heldLookups();
		const [one, two] = [shared.announce('R-1'), shared.announce('R-2')];
		const letGo = requests.hold();
		const first = one.rows(1000);
		while (requests.answered === 0) await pause(1);
		await pause(50);
		const row = add('R-2');
		const anew = two.rows(0);
		requests.held = Promise.resolve();
		letGo();
		expect(await first).toEqual([]);
		expect(ids(await anew)).toEqual([row.id]);
	});

	it('a second draft that announces the same reference as an earlier one does not reuse the earlier lookup result', async () => {
		const shared = looks();
		const first = shared.announce('R-1');
		expect(await first.rows(1000)).toEqual([]);
		const row = add('R-1');
		first.done();
		const second = shared.announce('R-1');
		expect(ids(await second.rows(1000))).toEqual([row.id]);
	});
});

describe('the batch loader when a shared call fails', () => {
	it('if a list call shared by lookups of references fails, each waiting lookup calls alone, an announced one when needed', async () => {
		const row = add('R-2');
		sandbox.faults.answer(500, { path: '^/rs/patronrequests$', method: 'GET', times: 1 });
		const shared = looks();
		const announced = names(3).map((name) => shared.announce(name));
		expect(await Promise.all(announced.slice(0, 2).map(async (one) => ids(await one.rows(1000))))).toEqual([[], [row.id]]);
		const asked = lists();
		expect(ids((await announced[2]?.rows(1000)) ?? [])).toEqual([]);
		expect(lists()).toBe(asked + 1);
	});

	it('a lookup of a reference fails alone if its request cannot be read, and the other lookups succeed', async () => {
		const rows = [add('R-1'), add('R-2')];
		sandbox.faults.answer(500, { path: `^/rs/patronrequests/${rows[0]?.id ?? ''}$`, method: 'GET' });
		const shared = looks();
		const found = await Promise.allSettled(names(3).map((name) => shared.find(name)));
		expect(found.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
	});

	it('a refused login fails all lookups of references after one call', async () => {
		const { requests, looks: shared } = heldLookups();
		sandbox.faults.answer(422, {
			contentType: 'application/json',
			body: '{"errors":[{"type":"error","code":"password.incorrect","message":"no"}]}',
			path: '^/authn',
			method: 'POST',
		});
		const found = await Promise.allSettled(names(20).map((name) => shared.find(name)));
		for (const one of found) expect(one).toMatchObject({ status: 'rejected', reason: { kind: 'loginRefused' } });
		expect(requests.calls).toBe(1);
	});

	it('if a list for some references contains requests with others, all lookups fail and none of these requests is read', async () => {
		for (const name of names(99, 'OTHER')) add(name);
		const body = JSON.stringify(sandbox.requests.all('east').map(({ id }) => ({ id, isRequester: true })));
		sandbox.faults.answer(200, { contentType: 'application/json', body, path: '^/rs/patronrequests$', method: 'GET' });
		const shared = looks();
		const found = await Promise.allSettled(names(2).map((name) => shared.find(name)));
		for (const one of found)
			expect(one).toMatchObject({
				status: 'rejected',
				reason: { kind: 'badAnswer', message: expect.stringContaining('requests at large') },
			});
		expect(reads()).toBe(0);
	});
});
