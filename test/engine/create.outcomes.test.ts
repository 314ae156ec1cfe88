import { createRequest } from '../../reshare/requests/create/createRequest';
import { startCreating, type CreateDependencies } from '../../reshare/requests/create/createRun';
import { type CreateOptions, type CreateResult, usualCheckSwitches } from '../../reshare/requests/create/createTypes';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type Sandbox, type RequestRow } from '../virtualSandbox';
import { buildInstanceId } from '../../sandbox/inventory/recordIds';
import {
	copy,
	depsFor,
	instanceNumber,
	isOpenRow,
	loan,
	openWith,
	optionsWith,
	lentBySeveral,
	rowsWith,
	testKey,
	usualOptions,
	withResolver,
	type DepsOptions,
	type Resolver,
} from '../unit/requests/create/practice';

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60 });
});

afterAll(async () => {
	await sandbox.close();
});

beforeEach(() => {
	sandbox.requests.clear();
	sandbox.faults.clear();
	sandbox.behaviour.hostLmsTakesMs = 0;
	sandbox.settings.set('east', 'max_requests', '50');
	sandbox.settings.set('east', 'check_duplicate_time', undefined);
});

const book: RequestDraft = loan({
	instanceId: lentBySeveral.instanceId,
	title: lentBySeveral.title,
	author: lentBySeveral.author,
	isbn: lentBySeveral.isbn,
	publicationDate: lentBySeveral.publicationDate,
	reference: 'ILL-1',
});

async function create(wish: RequestDraft, options: Partial<CreateOptions> = {}, deps: DepsOptions = {}): Promise<CreateResult> {
	return await createRequest(depsFor(sandbox, deps), wish, optionsWith(options));
}

/** Nothing happens to the row by itself. */
function seed(values: Parameters<Sandbox['requests']['add']>[1]): RequestRow {
	const row = sandbox.requests.add('east', {
		isRequester: true,
		hrid: `EAST-S${sandbox.requests.count('east')}`,
		patronIdentifier: 'P1001',
		...values,
	});
	return row;
}

function seedWithReference(reference: string, state: string, values: Parameters<Sandbox['requests']['add']>[1] = {}): RequestRow {
	const row = seed({
		...values,
		requestIdentifiers: [
			{ id: `identifier-${reference}-${sandbox.requests.count('east')}`, identifierType: 'ILLIAD', identifier: reference },
		],
	});
	if (row.state !== state) sandbox.requests.move(row.id, state);
	return row;
}

/** The result must be true in ReShare. */
function expectTruth(result: CreateResult): void {
	const open = openWith(sandbox, result.reference);
	const named = result.requestId === null ? undefined : sandbox.requests.all('east').find(({ id }) => id === result.requestId);
	if (result.requestId !== null) {
		expect(named).toBeDefined();
		expect(result.hrid).toBe(named?.hrid ?? null);
		expect(result.status?.code).toBe(named?.state);
	}
	if (result.outcome === 'notCreated') {
		expect(open).toEqual([]);
		return;
	}
	if (result.reason === 'unclear') {
		expect(result.requestId).toBeNull();
		return;
	}
	if (result.reason === 'twoRequests') {
		expect(open.map(({ id }) => id).sort()).toEqual([result.requestId, ...result.otherRequests.map(({ requestId }) => requestId)].sort());
		expect(open.length).toBeGreaterThan(1);
		for (const row of open) expect(result.explanation).toContain(row.hrid ?? row.id);
		return;
	}
	expect(rowsWith(sandbox, result.reference).map(({ id }) => id)).toContain(result.requestId);
	if (named !== undefined && isOpenRow(named)) expect(open.map(({ id }) => id)).toEqual([result.requestId]);
	else expect(open).toEqual([]);
}

const resolvers: Resolver[] = ['newest', 'v1.6.0'];

describe.each(resolvers)('through the %s resolver', (resolver) => {
	it('a loan is created with all checks passed, and holds the title, author, patron and pickup location of the draft', async () => {
		const result = await create(book, {}, { resolver });
		expect(result).toMatchObject({ outcome: 'created', reason: null, alreadyExisted: false, reference: 'ILL-1', warnings: [] });
		expect(result.hrid).toMatch(/^EAST-\d+$/);
		expect(result.checks.map(({ check, result: verdict }) => [check, verdict])).toEqual([
			['reference', 'passed'],
			['duplicate', 'passed'],
			['sameWork', 'passed'],
			['patron', 'passed'],
			['limit', 'passed'],
			['pickupLocation', 'passed'],
		]);
		expectTruth(result);
		const [row] = openWith(sandbox, 'ILL-1');
		expect(row).toMatchObject({
			title: book.title,
			author: book.author,
			patronIdentifier: 'P1001',
			pickupLocationSlug: 'EAST-MAIN',
			stateModel: 'PatronRequest',
		});
	});

	it('a copy is created and found by its reference, with a warning if the resolver drops a part of it', async () => {
		const wish = copy({ instanceId: lentBySeveral.instanceId, reference: 'COPY-1' });
		const result = await create(wish, {}, { resolver });
		expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false });
		expectTruth(result);
		const [row] = rowsWith(sandbox, 'COPY-1');
		expect(row).toMatchObject({ title: 'Nature', stateModel: 'NonreturnableRequester' });
		const dropped = result.warnings.some((warning) => warning.includes("'Article or Chapter Title'"));
		expect(dropped).toBe(resolver === 'v1.6.0');
		if (resolver === 'newest')
			expect(row).toMatchObject({ titleOfComponent: 'Molecular structure of nucleic acids', pagesRequested: '737-738' });
	});

	it('a patron at the limit, not checked before sending, is refused as patronAtLimit by the resolver or by ReShare itself', async () => {
		sandbox.settings.set('east', 'max_requests', '1');
		await create(book, {}, { resolver });
		const result = await create(
			{ ...book, reference: 'ILL-2', instanceId: instanceNumber(2), isbn: '', title: 'Other' },
			{ checks: { ...usualCheckSwitches, limit: false } },
			{ resolver },
		);
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'patronAtLimit' });
		expect(result.status?.code).toBe(resolver === 'newest' ? undefined : 'REQ_OVER_LIMIT');
		expectTruth(result);
	});

	it("an unknown patron leaves a request that needs staff, with the reason patronNotValid from ReShare's validation", async () => {
		const result = await create({ ...book, patronId: 'P9009' }, {}, { resolver });
		expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'patronNotValid', status: { code: 'REQ_INVALID_PATRON' } });
		expect(result.checks).toContainEqual(expect.objectContaining({ check: 'patron', result: 'couldNotCheck' }));
		expectTruth(result);
	});

	it('a request that ReShare holds as a possible duplicate needs staff, with the reason possibleDuplicate', async () => {
		sandbox.settings.set('east', 'check_duplicate_time', '24');
		seed({ title: book.title ?? '' });
		const result = await create(book, { checks: { ...usualCheckSwitches, duplicate: 'off', sameWork: 'off' } }, { resolver });
		expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'possibleDuplicate' });
		expectTruth(result);
	});

	it('a request that lacks what ReShare needs is reported as blankForm', async () => {
		const result = await create(copy({ author: 'Watson', reference: 'COPY-2' }), {}, { resolver });
		expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'blankForm' });
		expectTruth(result);
	});

	it('a library that the resolver does not know is refused as resolverRefused, with the field to change', async () => {
		const deps = depsFor(sandbox, { resolver });
		const elsewhere = withResolver(deps, () => ({ openUrlTenant: 'RESHARE:NOWHERE' }));
		const result = await createRequest(elsewhere, book, usualOptions);
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'resolverRefused' });
		expect(result.explanation).toContain("'⟦openUrlTenant⟧'");
		expectTruth(result);
	});
});

describe('checks', () => {
	it('a request for the same record, or for the same ISBN in its other form, is refused as a duplicate', async () => {
		const other = seed({ systemInstanceIdentifier: lentBySeveral.instanceId, title: 'Whatever' });
		expect(await create(book)).toMatchObject({ outcome: 'notCreated', reason: 'duplicate', requestId: other.id, hrid: other.hrid });
		sandbox.requests.clear();
		const isbn10 = '0140449132';
		seed({ isbn: isbn10, systemInstanceIdentifier: instanceNumber(7) });
		const result = await create({ ...book, isbn: '978-0-14-044913-6' });
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'duplicate' });
		expectTruth(result);
	});

	it('an earlier request is no duplicate if it is closed, for another volume or of another patron', async () => {
		seed({ systemInstanceIdentifier: lentBySeveral.instanceId, volume: '2' });
		seed({ systemInstanceIdentifier: lentBySeveral.instanceId, patronIdentifier: 'P1002' });
		const closed = seed({ systemInstanceIdentifier: lentBySeveral.instanceId });
		sandbox.requests.move(closed.id, 'REQ_CANCELLED');
		expect(await create(book)).toMatchObject({ outcome: 'created' });
	});

	it('a request for the same work gets a warning, or is refused if so set', async () => {
		seed({
			systemInstanceIdentifier: instanceNumber(8),
			title: `${(book.title ?? '').split(':')[0] ?? ''} : another edition`,
			author: book.author ?? '',
		});
		expect((await create(book)).warnings.join()).toContain('same work');
		sandbox.requests
			.all('east')
			.filter((row) => row.requestIdentifiers.length > 0)
			.forEach(({ id }) => sandbox.requests.delete(id));
		expect(await create(book, { checks: { ...usualCheckSwitches, sameWork: 'refuse' } })).toMatchObject({
			outcome: 'notCreated',
			reason: 'duplicate',
		});
	});

	it('a patron at the limit is refused before sending, and requests of the same run are counted', async () => {
		sandbox.settings.set('east', 'max_requests', '2');
		const run = startCreating(depsFor(sandbox).requests, testKey);
		const deps = { ...depsFor(sandbox), ...run, timing: depsFor(sandbox).timing } as typeof run;
		const wishes = [1, 2, 3, 4].map((number) => ({
			...book,
			reference: `LIMIT-${number}`,
			instanceId: lentBySeveral.instanceId,
			volume: String(number),
		}));
		const results = await Promise.all(wishes.map(async (wish) => await createRequest(deps, wish, usualOptions)));
		expect(results.map(({ reason }) => reason)).toEqual([null, null, 'patronAtLimit', 'patronAtLimit']);
		results.forEach(expectTruth);
		const limitCheck = results.map(({ checks }) => checks.find(({ check }) => check === 'limit')?.result);
		expect(limitCheck).toEqual(['passed', 'passed', 'refused', 'refused']);
		expect(sandbox.requests.count('east')).toBe(2);
	});

	it('a limit of 0 makes the resolver refuse everybody, and the explanation names the setting', async () => {
		sandbox.settings.set('east', 'max_requests', '0');
		const result = await create(book);
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'patronAtLimit' });
		expect(result.checks).toContainEqual(expect.objectContaining({ check: 'limit', result: 'passed' }));
		expect(result.explanation).toContain("the setting 'max_requests' of ReShare is 0");
		expectTruth(result);
		expect(await create(book, { via: 'direct', requestingSymbol: 'RESHARE:US-EAST' })).toMatchObject({ outcome: 'created' });
	});

	it('requests of other patrons that a server returns are neither duplicates nor counted against the limit', async () => {
		sandbox.settings.set('east', 'max_requests', '2');
		const rows = [1, 2, 3].map((number) =>
			seed({
				patronIdentifier: 'P1002',
				systemInstanceIdentifier: lentBySeveral.instanceId,
				volume: number === 1 ? undefined : String(number),
			} as Parameters<typeof seed>[0]),
		);
		const body = JSON.stringify(
			rows.map(({ id, hrid }) => ({
				id,
				hrid,
				isRequester: true,
				patronIdentifier: 'P1002',
				systemInstanceIdentifier: lentBySeveral.instanceId,
				state: { code: 'REQ_SHIPPED', terminal: false, tags: [{ value: 'ACTIVE_PATRON' }] },
			})),
		);
		sandbox.faults.add({
			kind: 'status',
			status: 200,
			contentType: 'application/json',
			body,
			path: '^/rs/patronrequests$',
			method: 'GET',
			query: 'patronIdentifier==P1001',
			times: 1,
		});
		const result = await create(book);
		expect(result).toMatchObject({ outcome: 'created' });
		expect(result.checks).toContainEqual(expect.objectContaining({ check: 'limit', note: expect.stringContaining('0 of 2') }));
	});

	it('an unknown pickup location is refused, and the explanation guesses the right slug', async () => {
		const result = await create({ ...book, pickupLocation: 'east-main' });
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'unknownPickupLocation' });
		expect(result.explanation).toContain('EAST-MAIN');
		expectTruth(result);
	});

	it('a check whose Directory, setting or patron lookup fails lets the request pass with a warning', async () => {
		sandbox.faults.add({ kind: 'status', status: 500, path: '^/directory/entry' });
		sandbox.faults.add({ kind: 'status', status: 500, path: '^/rs/settings' });
		sandbox.faults.add({ kind: 'status', status: 500, path: 'canCreateRequest' });
		const result = await create(book);
		expect(result).toMatchObject({ outcome: 'created' });
		expect(result.checks.filter(({ result: verdict }) => verdict === 'couldNotCheck').map(({ check }) => check)).toEqual([
			'patron',
			'limit',
			'pickupLocation',
		]);
		expect(result.warnings).toHaveLength(3);
		expectTruth(result);
		const forbidden = await create({ ...book, reference: 'ILL-9', volume: '9' }, {}, { username: 'no-directory' });
		expect(forbidden.checks).toContainEqual(expect.objectContaining({ check: 'pickupLocation', result: 'couldNotCheck' }));
	});
});

describe('references', () => {
	it("a reference that both the patron and another patron used returns the patron's own request", async () => {
		seedWithReference('ILL-1', 'REQ_EXPECTS_TO_SUPPLY', { patronIdentifier: 'P1002' });
		const own = seedWithReference('ILL-1', 'REQ_EXPECTS_TO_SUPPLY');
		expect(await create(book)).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId: own.id, otherRequests: [] });
	});

	it('a derived reference still returns its request after staff have corrected the patron', async () => {
		const first = await create({ ...book, reference: '' });
		sandbox.requests.get(first.requestId ?? '').patronIdentifier = 'P1002';
		expect(await create({ ...book, reference: '' })).toMatchObject({
			outcome: 'created',
			alreadyExisted: true,
			requestId: first.requestId,
		});
	});

	it('a reference of a request that was requested again returns the request that took its place', async () => {
		const old = seedWithReference('ILL-1', 'REQ_REREQUESTED');
		const successor = seed({ title: 'Successor', precededBy: old.id });
		old.succeededBy = successor.id;
		const result = await create(book);
		expect(result).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId: successor.id });
	});

	it('a reference that is not looked up, because that is switched off, makes a second request', async () => {
		await create(book);
		const off = { ...usualCheckSwitches, reference: false, duplicate: 'off', sameWork: 'off' } as const;
		const result = await create(book, { checks: off });
		expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false });
		expect(result.checks.map(({ check }) => check)).toEqual(['patron', 'limit', 'pickupLocation']);
		expect(openWith(sandbox, 'ILL-1')).toHaveLength(2);
	});
});

describe('a resolver that makes the request in another library', () => {
	/** Makes the resolver create the request in West Prairie's tenant, by that tenant's name or as the default for an unknown name. */
	function leadingWest(way: 'its name' | 'an unknown name'): CreateDependencies {
		const deps = depsFor(sandbox);
		const place =
			way === 'its name' ? { openUrlTenant: 'RESHARE:US-WEST' } : { openUrlTenant: 'RESHARE:US-ESAT', baseUrl: sandbox.defaultResolverUrl };
		return withResolver(deps, () => place);
	}

	it.each(['its name', 'an unknown name'] as const)(
		'a request that lands in another library by %s needs staff, and is never reported as created',
		async (way) => {
			for (const verdictWaitMs of [3000, 0]) {
				const result = await createRequest(leadingWest(way), book, optionsWith({ validationWaitMs: verdictWaitMs }));
				expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'otherLibrary', requestId: null, alreadyExisted: false });
				expect(result.explanation).toContain(
					"not in your library: ReShare does not know it in the tenant east. Either '⟦openUrlTenant⟧' in the ⟦settings⟧ is another library's",
				);
			}
			expect(sandbox.requests.count('east')).toBe(0);
		},
	);

	it('a copy that lands in another library needs staff, since the resolver does not return its id', async () => {
		const result = await createRequest(
			leadingWest('its name'),
			copy({ instanceId: lentBySeveral.instanceId, reference: 'COPY-W' }),
			usualOptions,
		);
		expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'unclear' });
		expect(result.explanation).toContain("perhaps '⟦openUrlTenant⟧' in the ⟦settings⟧ is another library's. Look in ReShare");
		expect(sandbox.requests.count('west')).toBe(1);
	});

	it('a new request that appears late, or cannot be read, is not taken for one in another library', async () => {
		sandbox.behaviour.hostLmsTakesMs = 60_000;
		sandbox.faults.add({
			kind: 'status',
			status: 404,
			body: '{"message":"Not Found","error":404}',
			contentType: 'application/json',
			path: '^/rs/patronrequests/[^/]+$',
			method: 'GET',
			times: 2,
		});
		expect(await create(book, { validationWaitMs: 0 })).toMatchObject({
			outcome: 'created',
			status: { code: 'REQ_IDLE' },
		});
		sandbox.faults.add({ kind: 'status', status: 500, path: '^/rs/patronrequests/[^/]+$', method: 'GET' });
		const unread = await create({ ...book, volume: '2', reference: 'ILL-2' }, { validationWaitMs: 0 });
		expect(unread).toMatchObject({ outcome: 'created' });
		expect(unread.warnings.join()).toContain('could not be read again');
	});

	it('a request that already existed is returned as it was found, though it cannot be read again', async () => {
		const made = await create(book, { validationWaitMs: 0 });
		const deps = depsFor(sandbox);
		const reading = jest.spyOn(deps.requests, 'get').mockRejectedValue(new Error('unread'));
		reading.mockImplementationOnce(async (id) => await depsFor(sandbox).requests.get(id));
		const again = await createRequest(deps, book, optionsWith({ validationWaitMs: 0 }));
		expect(again).toMatchObject({
			outcome: 'created',
			requestId: made.requestId,
			alreadyExisted: true,
			status: { code: expect.any(String) as unknown },
		});
		expect(again.warnings.join()).not.toContain('could not be read');
	});
});

describe('directly to mod-rs', () => {
	const direct: Partial<CreateOptions> = { via: 'direct', requestingSymbol: 'RESHARE:US-EAST' };

	it('loans and copies that are sent directly to mod-rs get the same checks and the same output', async () => {
		const result = await create(book, direct);
		expect(result).toMatchObject({ outcome: 'created', warnings: [] });
		expectTruth(result);
		const part = await create(copy({ instanceId: lentBySeveral.instanceId, reference: 'COPY-3' }), direct);
		expect(part).toMatchObject({ outcome: 'created', warnings: [] });
		expectTruth(part);
		expect(rowsWith(sandbox, 'COPY-3')[0]).toMatchObject({
			titleOfComponent: 'Molecular structure of nucleic acids',
			stateModel: 'NonreturnableRequester',
		});
		expect(await create({ ...book, volume: '2', pickupLocation: 'NOWHERE', reference: 'ILL-3' }, direct)).toMatchObject({
			reason: 'unknownPickupLocation',
		});
	});

	it('a requesting symbol that ReShare does not know needs staff, with the reason reshareError', async () => {
		const result = await create(book, { via: 'direct', requestingSymbol: 'RESHARE:US-NOWHERE' });
		expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'reshareError' });
		expectTruth(result);
	});

	it('a missing permission to create is an error, and not the outcome Not Created', async () => {
		await expect(create(book, direct, { username: 'no-create' })).rejects.toMatchObject({ kind: 'permission' });
		expect(sandbox.requests.count()).toBe(0);
	});
});

it('a title that the library itself can lend needs staff, with the reason locallyAvailable', async () => {
	const record = sandbox.inventory.records.find(({ holdings }) => holdings[0]?.place === 'US-EAST' && holdings[0].policy === 'willLend');
	if (record === undefined) throw new Error('The practice consortium has no title that the library itself lends first');
	const usual = sandbox.settings.get('east', 'auto_responder_local');
	sandbox.settings.set('east', 'auto_responder_local', 'off');
	const result = await create({ ...book, instanceId: buildInstanceId(record.number) });
	sandbox.settings.set('east', 'auto_responder_local', usual);
	expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'locallyAvailable' });
	expectTruth(result);
});
