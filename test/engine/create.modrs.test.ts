import { performAction } from '../../reshare/requests/act/performAction';
import { ModRsBackend } from '../../reshare/requests/modrs/ModRsBackend';
import type { ResolverAccess } from '../../reshare/requests/modrs/resolver/ResolverMonitor';
import { createRequest } from '../../reshare/requests/create/createRequest';
import { setUpCreateRun, type CreateDependencies, CreateLookups } from '../../reshare/requests/create/setUpCreateRun';
import { previewRequest, type PreviewResult } from '../../reshare/requests/create/previewRequest';
import { usualCheckSwitches, type CreateOptions, type CreateResult } from '../../reshare/requests/create/createTypes';
import { clock } from '../../reshare/clock';
import type { RequestDraft } from '../../reshare/draft';
import { buildInstanceId } from '../../sandbox/inventory/recordIds';
import {
	waitInVirtualTime,
	startSandbox,
	type NewRequestRow,
	type RequestRow,
	type Sandbox,
	sandboxInVirtualTime,
} from '../sandboxInVirtualTime';
import { createCrossLinkDependencies } from '../unit/requests/create/backEnds';
import {
	buildCopyDraft,
	createDependenciesFor,
	withReferenceDroppingResolver,
	inventedInstanceId,
	isOpenRow,
	recordLentBySeveral,
	buildLoanDraft,
	openRowsWithReference,
	optionsWith,
	rowsWithReference,
	testReferenceDerivation,
	usualOptions,
	withResolver,
	type CreateDependenciesOptions,
	type TestResolverVersion,
} from '../unit/requests/create/practiceDependencies';
import { isLongRun } from '../caseCount';
import { modRsReferenceFields } from '../unit/requests/modRsReferenceFields';

describe('one request', () => {
	/** Create with mod-rs, directly and through resolvers. create.contract.test.ts tests what all back ends have in common. */

	const sandbox = sandboxInVirtualTime({ validationDelayMs: 60 });
	beforeEach(() => {
		sandbox.requests.clear();
		sandbox.faults.clear();
		Object.assign(sandbox.behavior, { hostLmsTakesMs: 0, routingTakesMs: 0 });
		sandbox.settings.set('east', 'max_requests', '50');
		for (const key of ['check_duplicate_time', 'default_request_symbol', ...stateModels]) sandbox.settings.set('east', key, undefined);
	});

	const stateModels = ['requester_returnables_state_model', 'requester_non_returnables_state_model'];
	const { title, author, isbn, instanceId, publicationDate } = recordLentBySeveral;
	const book: RequestDraft = buildLoanDraft({ instanceId, title, author, isbn, publicationDate, reference: 'ILL-1' });
	const direct: Partial<CreateOptions> = { via: 'direct', requestingSymbol: 'RESHARE:US-EAST' };

	async function create(draft: RequestDraft, options: Partial<CreateOptions> = {}, deps: CreateDependenciesOptions = {}) {
		return await createRequest(createDependenciesFor(sandbox, deps), draft, optionsWith(options));
	}

	/** Stores a borrowing request that changes only when the test changes it. */
	function seed(values: Parameters<Sandbox['requests']['add']>[1]) {
		const row = sandbox.requests.add('east', {
			isRequester: true,
			hrid: `EAST-S${sandbox.requests.count('east')}`,
			patronIdentifier: 'P1001',
			...values,
		});
		return row;
	}

	function seedWithReference(reference: string, state: string, values: Parameters<Sandbox['requests']['add']>[1] = {}) {
		const row = seed({ ...values, ...modRsReferenceFields(reference) });
		if (row.state !== state) sandbox.requests.move(row.id, state);
		return row;
	}

	/** Checks that what Create reported is true in ReShare. */
	function expectTruth(result: CreateResult) {
		const open = openRowsWithReference(sandbox, result.reference);
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
		expect(rowsWithReference(sandbox, result.reference).map(({ id }) => id)).toContain(result.requestId);
		if (named !== undefined && isOpenRow(named)) expect(open.map(({ id }) => id)).toEqual([result.requestId]);
		else expect(open).toEqual([]);
	}

	const resolvers: TestResolverVersion[] = ['newest', 'v1.6.0'];

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
			const [row] = openRowsWithReference(sandbox, 'ILL-1');
			expect(row).toMatchObject({
				title: book.title,
				author: book.author,
				patronIdentifier: 'P1001',
				pickupLocationSlug: 'EAST-MAIN',
				stateModel: 'PatronRequest',
			});
		});

		it('a copy is created and found by its reference, with a warning if the resolver drops a part of it', async () => {
			const draft = buildCopyDraft({ instanceId: recordLentBySeveral.instanceId, reference: 'COPY-1' });
			const result = await create(draft, {}, { resolver });
			expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false });
			expectTruth(result);
			const [row] = rowsWithReference(sandbox, 'COPY-1');
			expect(row).toMatchObject({ title: 'Nature', stateModel: 'NonreturnableRequester' });
			expect(result.warnings.some((warning) => warning.includes("'Article or Chapter Title'"))).toBe(resolver === 'v1.6.0');
			if (resolver === 'newest')
				expect(row).toMatchObject({ titleOfComponent: 'Molecular structure of nucleic acids', pagesRequested: '737-738' });
		});

		it('a patron at the limit, not checked before sending, is refused as patronAtLimit by the resolver or by ReShare itself', async () => {
			sandbox.settings.set('east', 'max_requests', '1');
			await create(book, {}, { resolver });
			const result = await create(
				{ ...book, reference: 'ILL-2', instanceId: inventedInstanceId(2), isbn: '', title: 'Other' },
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

		it('Create reports a request that lacks data that ReShare needs as blankForm, which needs staff', async () => {
			const result = await create(buildCopyDraft({ author: 'Watson', reference: 'COPY-2' }), {}, { resolver });
			expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'blankForm' });
			expectTruth(result);
		});

		it('Create reports resolverRefused, and names the field to change, if the resolver does not know the library', async () => {
			const deps = createDependenciesFor(sandbox, { resolver });
			const elsewhere = withResolver(deps, () => ({ openUrlTenant: 'RESHARE:NOWHERE' }));
			const result = await createRequest(elsewhere, book, usualOptions);
			expect(result).toMatchObject({ outcome: 'notCreated', reason: 'resolverRefused' });
			expect(result.explanation).toContain("'⟦openUrlTenant⟧'");
			expectTruth(result);
		});
	});

	describe('checks', () => {
		it('a draft for the record of an open request of the patron, or for its ISBN in 10 or 13 digits, is refused as a duplicate', async () => {
			const other = seed({ systemInstanceIdentifier: recordLentBySeveral.instanceId, title: 'Whatever' });
			expect(await create(book)).toMatchObject({ outcome: 'notCreated', reason: 'duplicate', requestId: other.id, hrid: other.hrid });
			sandbox.requests.clear();
			const isbn10 = '0140449132';
			seed({ isbn: isbn10, systemInstanceIdentifier: inventedInstanceId(7) });
			const result = await create({ ...book, isbn: '978-0-14-044913-6' });
			expect(result).toMatchObject({ outcome: 'notCreated', reason: 'duplicate' });
			expectTruth(result);
		});

		it('an earlier request for the same record is no duplicate if it is closed, for another volume or of another patron', async () => {
			seed({ systemInstanceIdentifier: recordLentBySeveral.instanceId, volume: '2' });
			seed({ systemInstanceIdentifier: recordLentBySeveral.instanceId, patronIdentifier: 'P1002' });
			const closed = seed({ systemInstanceIdentifier: recordLentBySeveral.instanceId });
			sandbox.requests.move(closed.id, 'REQ_CANCELLED');
			expect(await create(book)).toMatchObject({ outcome: 'created' });
		});

		it('a draft for another edition of a work that the patron has requested gets a warning, or is refused if so set', async () => {
			seed({
				systemInstanceIdentifier: inventedInstanceId(8),
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

		it('a draft of a patron at the limit of open requests is refused before sending, and requests of the same run count, too', async () => {
			sandbox.settings.set('east', 'max_requests', '2');
			const run = setUpCreateRun(createDependenciesFor(sandbox).requests, testReferenceDerivation);
			const deps = { ...createDependenciesFor(sandbox), ...run, timing: createDependenciesFor(sandbox).timing } as typeof run;
			const drafts = [1, 2, 3, 4].map((number) => ({
				...book,
				reference: `LIMIT-${number}`,
				instanceId: recordLentBySeveral.instanceId,
				volume: String(number),
			}));
			const results = await Promise.all(drafts.map((draft) => createRequest(deps, draft, usualOptions)));
			expect(results.map(({ reason }) => reason)).toEqual([null, null, 'patronAtLimit', 'patronAtLimit']);
			results.forEach(expectTruth);
			expect(results.map(({ checks }) => checks.find(({ check }) => check === 'limit')?.result)).toEqual([
				'passed',
				'passed',
				'refused',
				'refused',
			]);
			expect(sandbox.requests.count('east')).toBe(2);
		});

		it('a limit of 0 open requests per patron makes the resolver refuse everybody, and the explanation names the setting', async () => {
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
					systemInstanceIdentifier: recordLentBySeveral.instanceId,
					volume: number === 1 ? undefined : String(number),
				} as Parameters<typeof seed>[0]),
			);
			const body = JSON.stringify(
				rows.map(({ id, hrid }) => ({
					id,
					hrid,
					isRequester: true,
					patronIdentifier: 'P1002',
					systemInstanceIdentifier: recordLentBySeveral.instanceId,
					state: { code: 'REQ_SHIPPED', terminal: false, tags: [{ value: 'ACTIVE_PATRON' }] },
				})),
			);
			sandbox.faults.answer(200, {
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
			sandbox.faults.answer(500, { path: '^/directory/entry' });
			sandbox.faults.answer(500, { path: '^/rs/settings' });
			sandbox.faults.answer(500, { path: 'canCreateRequest' });
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
		it("Create with a reference that the patron and another patron have used returns the patron's own request", async () => {
			seedWithReference('ILL-1', 'REQ_EXPECTS_TO_SUPPLY', { patronIdentifier: 'P1002' });
			const own = seedWithReference('ILL-1', 'REQ_EXPECTS_TO_SUPPLY');
			expect(await create(book)).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId: own.id, otherRequests: [] });
		});

		it('Create without a typed reference finds its earlier request even after staff have corrected the patron in that request', async () => {
			const first = await create({ ...book, reference: '' });
			sandbox.requests.get(first.requestId ?? '').patronIdentifier = 'P1002';
			expect(await create({ ...book, reference: '' })).toMatchObject({
				outcome: 'created',
				alreadyExisted: true,
				requestId: first.requestId,
			});
		});

		it('Create with the reference of a request that was requested again returns the request that took its place', async () => {
			const old = seedWithReference('ILL-1', 'REQ_REREQUESTED');
			const successor = seed({ title: 'Successor', precededBy: old.id });
			old.succeededBy = successor.id;
			expect(await create(book)).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId: successor.id });
		});

		it('Create with the lookup of references switched off makes a second request for a reference that is in use', async () => {
			await create(book);
			const off = { ...usualCheckSwitches, reference: false, duplicate: 'off', sameWork: 'off' } as const;
			const result = await create(book, { checks: off });
			expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false });
			expect(result.checks.map(({ check }) => check)).toEqual(['patron', 'limit', 'pickupLocation']);
			expect(openRowsWithReference(sandbox, 'ILL-1')).toHaveLength(2);
		});
	});

	describe('a resolver that makes the request in another library', () => {
		/**
		 * Addresses the resolver so that it creates the request in West Prairie's tenant: by that tenant's name, or by an unknown name at a
		 * resolver whose default is West Prairie.
		 */
		function leadingWest(way: 'its name' | 'an unknown name') {
			const deps = createDependenciesFor(sandbox);
			const place =
				way === 'its name'
					? { openUrlTenant: 'RESHARE:US-WEST' }
					: { openUrlTenant: 'RESHARE:US-ESAT', baseUrl: sandbox.defaultResolverUrl };
			return withResolver(deps, () => place);
		}

		it.each(['its name', 'an unknown name'] as const)(
			'a request that the resolver creates in another library, addressed by %s, needs staff and is never reported as created',
			async (way) => {
				for (const waitMs of [3000, 0]) {
					const result = await createRequest(leadingWest(way), book, optionsWith({ validationWaitMs: waitMs }));
					expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'otherLibrary', requestId: null, alreadyExisted: false });
					expect(result.explanation).toContain(
						"not in your library: ReShare does not know it in the tenant east. Either '⟦openUrlTenant⟧' in the ⟦settings⟧ is another library's",
					);
				}
				expect(sandbox.requests.count('east')).toBe(0);
			},
		);

		it('a copy that the resolver creates in another library needs staff, since the resolver does not return its id', async () => {
			const result = await createRequest(
				leadingWest('its name'),
				buildCopyDraft({ instanceId: recordLentBySeveral.instanceId, reference: 'COPY-W' }),
				usualOptions,
			);
			expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'unclear' });
			expect(result.explanation).toContain("perhaps '⟦openUrlTenant⟧' in the ⟦settings⟧ is another library's. Look in ReShare");
			expect(sandbox.requests.count('west')).toBe(1);
		});

		it('Create does not mistake a new request that appears late, or cannot be read, for one created in another library', async () => {
			sandbox.behavior.hostLmsTakesMs = 60_000;
			sandbox.faults.answer(404, {
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
			sandbox.faults.answer(500, { path: '^/rs/patronrequests/[^/]+$', method: 'GET' });
			const unread = await create({ ...book, volume: '2', reference: 'ILL-2' }, { validationWaitMs: 0 });
			expect(unread).toMatchObject({ outcome: 'created' });
			expect(unread.warnings.join()).toContain('could not be read again');
		});

		it('Create returns a request that already existed as the lookup found it, even if the request cannot be read again', async () => {
			const made = await create(book, { validationWaitMs: 0 });
			const deps = createDependenciesFor(sandbox);
			const reading = jest.spyOn(deps.requests, 'get').mockRejectedValue(new Error('unread'));
			reading.mockImplementationOnce((id) => createDependenciesFor(sandbox).requests.get(id));
			const again = await createRequest(deps, book, optionsWith({ validationWaitMs: 0 }));
			expect(again).toMatchObject({
				outcome: 'created',
				requestId: made.requestId,
				alreadyExisted: true,
				status: { code: expect.any(String) },
			});
			expect(again.warnings.join()).not.toContain('could not be read');
		});
	});

	describe('directly to mod-rs', () => {
		it('loans and copies that are sent directly to mod-rs get the same checks and the same output', async () => {
			const result = await create(book, direct);
			expect(result).toMatchObject({ outcome: 'created', warnings: [] });
			expectTruth(result);
			const part = await create(buildCopyDraft({ instanceId: recordLentBySeveral.instanceId, reference: 'COPY-3' }), direct);
			expect(part).toMatchObject({ outcome: 'created', warnings: [] });
			expectTruth(part);
			expect(rowsWithReference(sandbox, 'COPY-3')[0]).toMatchObject({
				titleOfComponent: 'Molecular structure of nucleic acids',
				stateModel: 'NonreturnableRequester',
			});
			expect(await create({ ...book, volume: '2', pickupLocation: 'NOWHERE', reference: 'ILL-3' }, direct)).toMatchObject({
				reason: 'unknownPickupLocation',
			});
		});

		it('a request with a requesting symbol that ReShare does not know needs staff, with the reason reshareError', async () => {
			const result = await create(book, { via: 'direct', requestingSymbol: 'RESHARE:US-NOWHERE' });
			expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'reshareError' });
			expectTruth(result);
		});

		it('Create stops with an error, and not with the outcome notCreated, if the user lacks the permission to create requests', async () => {
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

	describe('a reference that already belongs to a request', () => {
		const dispossessed = {
			instanceId: inventedInstanceId(2),
			title: 'The dispossessed',
			author: 'Le Guin, Ursula K.',
			isbn: '9780061054884',
		};

		it.each<{ other: string; first?: Partial<RequestDraft>; second: Partial<RequestDraft> }>([
			{ other: 'another book', second: dispossessed },
			{ other: 'another book of which only the title is known', second: { ...dispossessed, author: '', isbn: '' } },
			{ other: 'another volume', first: { volume: 'v. 1' }, second: { volume: 'v. 2' } },
		])('Create refuses a reference that already belongs to a request if the new draft is for $other', async ({ first = {}, second }) => {
			const { requestId, hrid } = await create({ ...book, ...first });
			const refused = await create({ ...book, ...second });
			expect(refused).toMatchObject({ outcome: 'notCreated', reason: 'referenceAlreadyUsed', requestId, hrid, alreadyExisted: false });
			expect(refused.explanation).toMatch(
				/^The reference ILL-1 belongs to request EAST-\d+ \([^)]+\), which asks for another title or volume\. Use another reference\. Nothing was sent\.$/,
			);
			expect(await previewRequest(createDependenciesFor(sandbox), { ...book, ...second }, optionsWith({}))).toMatchObject({
				outcome: 'wouldNotBeSent',
				reason: 'referenceAlreadyUsed',
			});
			expect(sandbox.requests.count('east')).toBe(1);
		});

		it('a draft is refused if two open requests for another book have its reference, and both are named', async () => {
			const rows = [4000, 2000].map((ageMs) =>
				seedWithReference('ILL-1', 'REQ_SHIPPED', {
					title,
					author,
					systemInstanceIdentifier: instanceId,
					dateCreated: clock.now() - ageMs,
				}),
			);
			const refused = await create({ ...book, ...dispossessed });
			expect(refused).toMatchObject({
				outcome: 'notCreated',
				reason: 'referenceAlreadyUsed',
				requestId: rows[0]?.id,
				otherRequests: [{ requestId: rows[1]?.id }],
			});
			expect(refused.explanation).toMatch(
				/^The reference ILL-1 belongs to requests EAST-\S+ \(Shipped\) and EAST-\S+ \(Shipped\), which ask for another title or volume\. Use another reference\. Nothing was sent\.$/,
			);
		});

		it('a draft needs staff if two open requests have its reference and one of them is for the same book, which is named first', async () => {
			seedWithReference('ILL-1', 'REQ_SHIPPED', { title: 'The dispossessed', systemInstanceIdentifier: inventedInstanceId(2) });
			const own = seedWithReference('ILL-1', 'REQ_SHIPPED', { title, author, systemInstanceIdentifier: instanceId });
			const result = await create(book);
			expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'twoRequests', requestId: own.id });
			expect(result.explanation).toMatch(
				/They do not all ask for the same title and volume: look at each before you cancel one by hand\.$/,
			);
		});

		it('Create withdraws its new request if another process has used the reference for another book in the same second', async () => {
			sandbox.behavior.routingTakesMs = 3_600_000;
			const late = withResolver(createDependenciesFor(sandbox), ({ http }) => ({
				http: {
					send: async (request) => {
						seedWithReference('ILL-1', 'REQ_IDLE', {
							dateCreated: clock.now() - 1000,
							title: 'The dispossessed',
							systemInstanceIdentifier: inventedInstanceId(2),
						});
						return await http.send(request);
					},
				},
			}));
			const result = await createRequest(late, book, usualOptions);
			const [theirs, ...others] = openRowsWithReference(sandbox, 'ILL-1');
			expect(others).toEqual([]);
			expect(result).toMatchObject({
				outcome: 'notCreated',
				reason: 'referenceAlreadyUsed',
				requestId: theirs?.id,
				alreadyExisted: false,
				explanation: expect.stringMatching(
					/which asks for another title or volume\. Use another reference\. The request that was sent is closed again\.$/,
				),
			});
		});

		it.each<{ same: string; second: Partial<RequestDraft> }>([
			{ same: 'the title spelled otherwise', second: { title: 'Spelled otherwise', isbn: '' } },
			{ same: 'another record with its title', second: { instanceId: inventedInstanceId(2), isbn: '' } },
			{ same: 'another record with its ISBN', second: { instanceId: inventedInstanceId(2), title: 'Spelled otherwise' } },
			{
				same: 'another record of which nothing else is known',
				second: { instanceId: inventedInstanceId(2), title: '', author: '', isbn: '' },
			},
			{ same: 'its volume written otherwise', second: { volume: 'Vol.2' } },
		])('Create returns the request that already has the reference if the new draft has $same', async ({ second }) => {
			const { requestId } = await create({ ...book, ...('volume' in second ? { volume: 'v. 2' } : {}) });
			expect(await create({ ...book, ...second })).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId });
		});
	});

	describe('a title of more than 255 characters, which mod-rs cuts', () => {
		const longTitle = `Long-term effects of ${'a very thoroughly described treatment on the outcome of patients and '.repeat(5)}its follow-up`;
		const article = buildCopyDraft({ instanceId, reference: 'FORM-8', partTitle: longTitle });

		it('an article with a title that mod-rs truncates is found again by its reference', async () => {
			const { requestId } = await create(article);
			expect(await create(article)).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId });
		});

		it.each([
			{ given: 'the same article with another reference', second: { ...article, reference: 'FORM-9' }, reason: 'duplicate' },
			{
				given: 'another article with the same reference',
				second: { ...article, partTitle: `Another ${longTitle}` },
				reason: 'referenceAlreadyUsed',
			},
		])('an article title that mod-rs truncates is still compared in full: $given is refused as $reason', async ({ second, reason }) => {
			const { requestId } = await create(article);
			expect(await create(second)).toMatchObject({ outcome: 'notCreated', reason, requestId });
		});

		it("a second book with the same long title, which mod-rs truncates, gets a warning that names the patron's first request", async () => {
			const { hrid } = await create(buildLoanDraft({ instanceId, title: longTitle }));
			const { warnings } = await create(buildLoanDraft({ instanceId: inventedInstanceId(9), title: longTitle }));
			expect(warnings.join(' ')).toContain(`seems to be the same work: ${hrid}`);
		});
	});

	describe('a copyright type', () => {
		const article = (copyrightType: string) => buildCopyDraft({ instanceId, copyrightType });

		it.each([
			{ way: 'through the resolver', options: {} },
			{ way: 'directly', options: direct },
		])('a copyright type that ReShare does not know is left out with a warning if the draft is sent $way', async ({ options }) => {
			expect((await create(article('US-CCG'), options)).warnings).toEqual([]);
			sandbox.requests.clear();
			const unknown = 'CCG (US) - published within the last 5 years';
			expect(await create(article(unknown), options)).toMatchObject({
				outcome: 'created',
				warnings: [
					`ReShare does not know the copyright type '${unknown}', and the request has none. Add it by hand, and give 'Copyright Type' as the list has it: the code, not the words that staff read.`,
				],
			});
			expect(sandbox.requests.all('east')[0]?.refdata.copyrightType).toBeUndefined();
		});

		it('a copyright type does not arrive through a resolver that is too old for copies, and a warning says so', async () => {
			const { warnings } = await createRequest(createDependenciesFor(sandbox, { resolver: 'v1.6.0' }), article('us-ccg'), optionsWith({}));
			expect(warnings.join(' ')).toContain(
				"'Pages' and 'Copyright Type' did not arrive in ReShare: the resolver seems to be too old for them.",
			);
		});

		it('a copyright type arrives in CrossLink without a warning', async () => {
			const { via: _, ...options } = optionsWith({});
			const draft = { ...article('us-ccg'), pickupLocation: '' };
			expect((await createRequest(createCrossLinkDependencies(sandbox), draft, options)).warnings).toEqual([]);
		});
	});

	describe('the symbol of the borrowing library, sent directly', () => {
		const without =
			"'⟦requestingSymbol⟧' is empty, and neither the ⟦settings⟧ nor ReShare's setting 'default_request_symbol' gives your library's symbol. ReShare would stop the request at once. Nothing was sent.";
		const needsAuthority = (symbol: string) =>
			`'⟦requestingSymbol⟧' needs its authority in front, as in ISIL:US-ABC; '${symbol}' has none. Nothing was sent.`;

		it.each([
			{ requestingSymbol: undefined, explanation: without },
			...['US-EAST', ':US-EAST', 'RESHARE:'].map((symbol) => ({ requestingSymbol: symbol, explanation: needsAuthority(symbol) })),
		])(
			'Create refuses the requesting symbol $requestingSymbol with an explanation, and sends nothing',
			async ({ requestingSymbol, explanation }) => {
				sandbox.settings.set('east', 'default_request_symbol', '');
				const options = optionsWith({ via: 'direct', ...(requestingSymbol === undefined ? {} : { requestingSymbol }) });
				expect(await previewRequest(createDependenciesFor(sandbox), book, options)).toMatchObject({
					outcome: 'wouldNotBeSent',
					reason: 'badInput',
					explanation,
				});
				expect(await create(book, options)).toMatchObject({ outcome: 'notCreated', reason: 'badInput', explanation });
				expect(sandbox.requests.count('east')).toBe(0);
			},
		);

		it("Create takes the tenant's default as requesting symbol if the node names none, and reads the default once in a run", async () => {
			sandbox.settings.set('east', 'default_request_symbol', 'RESHARE:US-EAST');
			sandbox.log.clear();
			const deps = createDependenciesFor(sandbox);
			const drafts = ['A', 'B'].map((reference) => ({ ...book, reference, volume: reference }));
			const results = await Promise.all(drafts.map((draft) => createRequest(deps, draft, optionsWith({ via: 'direct' }))));
			expect(results.map(({ reason }) => reason)).not.toContain('badInput');
			expect(sandbox.requests.count('east')).toBe(2);
			// One of the two calls reads the default symbol, and the other one the patron limit.
			expect(sandbox.log.countOf('GET', /^\/rs\/settings\/appSettings$/)).toBe(2);
		});

		it('Create leaves the requesting symbol to ReShare if the settings of ReShare cannot be read', async () => {
			sandbox.settings.set('east', 'default_request_symbol', '');
			sandbox.faults.answer(403, { method: 'GET', path: '^/rs/settings/appSettings', times: 10 });
			expect(await create(book, { via: 'direct' })).toMatchObject({ outcome: 'needsStaff', reason: 'reshareError' });
		});
	});

	it.each<{ given: string; draft?: RequestDraft; openUrlTenant?: string; limit?: string; options?: Partial<CreateOptions> }>([
		{ given: 'a loan of a library that the resolver does not know', openUrlTenant: 'RESHARE:US-NOWHERE' },
		{ given: 'a copy of a library that the resolver does not know', draft: buildCopyDraft(), openUrlTenant: 'RESHARE:US-NOWHERE' },
		{ given: 'a limit of 0', limit: '0' },
		{
			given: 'a patron at the limit that the node does not check',
			limit: '1',
			options: { checks: { ...optionsWith({}).checks, limit: false } },
		},
	])(
		'Preview refuses what the resolver would refuse, with the explanation that Create gives: $given',
		async ({ draft = book, openUrlTenant, limit, options = {} }) => {
			if (limit !== undefined) sandbox.settings.set('east', 'max_requests', limit);
			sandbox.requests.add('east', { isRequester: true, hrid: 'EAST-5', patronIdentifier: 'P1001', title: 'Earlier' });
			const deps = () => withResolver(createDependenciesFor(sandbox), () => (openUrlTenant === undefined ? {} : { openUrlTenant }));
			const preview = await previewRequest(deps(), draft, optionsWith(options));
			const { outcome, reason, explanation, warnings } = await createRequest(deps(), draft, optionsWith(options));
			expect(outcome).toBe('notCreated');
			expect(preview).toMatchObject({ outcome: 'wouldNotBeSent', reason, explanation, warnings });
			expect(sandbox.requests.all('east').map(({ hrid }) => hrid)).toEqual(['EAST-5']);
		},
	);

	/** Makes an earlier request of the patron for the same book. */
	function earlier(state: string, values: NewRequestRow = {}) {
		const row = sandbox.requests.add('east', {
			isRequester: true,
			hrid: 'EAST-OLD',
			patronIdentifier: 'P1001',
			title: book.title ?? '',
			author: book.author ?? '',
			systemInstanceIdentifier: recordLentBySeveral.instanceId,
			...values,
		});
		sandbox.requests.move(row.id, state);
		return row;
	}

	const onItsWayBack = [
		'REQ_AWAITING_RETURN_SHIPPING',
		'REQ_BORROWER_RETURNED',
		'REQ_SHIPPED_TO_SUPPLIER',
		'SLNP_REQ_AWAITING_RETURN_SHIPPING',
	];

	describe.each(onItsWayBack)('an earlier request in %s', (state) => {
		it('a book that the patron has already sent back can be requested again', async () => {
			earlier(state);
			const result = await create(book);
			expect(result).toMatchObject({ outcome: 'created', reason: null, alreadyExisted: false });
			expect(result.checks.map(({ result: verdict }) => verdict)).toEqual(['passed', 'passed', 'passed', 'passed', 'passed', 'passed']);
			expect(openRowsWithReference(sandbox, 'ILL-1').map(({ id }) => id)).toEqual([result.requestId]);
		});
	});

	it('a book that is still with the patron is refused as a duplicate', async () => {
		const old = earlier('REQ_OVERDUE');
		expect(await create(book)).toMatchObject({ outcome: 'notCreated', reason: 'duplicate', requestId: old.id });
	});

	describe('a request that is closed at once', () => {
		it.each([
			['REQ_CANCELLED', 'cancelled'],
			['REQ_FILLED_LOCALLY', 'filledLocally'],
			['REQ_CLOSED_BY_SOME_RULE', 'closed'],
		])('Create reports a new request that goes to the state %s at once as not created, with the reason %s', async (state, reason) => {
			sandbox.behavior.routingTakesMs = 5000;
			const running = create(book);
			const row = await firstRow();
			sandbox.requests.move(row.id, state);
			if (state === 'REQ_CLOSED_BY_SOME_RULE')
				sandbox.faults.answer(200, {
					contentType: 'application/json',
					path: `^/rs/patronrequests/${row.id}$`,
					method: 'GET',
					body: JSON.stringify(closedView(row)),
				});
			const result = await running;
			expect(result).toMatchObject({ outcome: 'notCreated', reason, requestId: row.id });
			expect(result.explanation).toContain('Nothing is open');
		});

		async function firstRow() {
			for (;;) {
				const [row] = sandbox.requests.all('east').filter(({ state }) => state === 'REQ_VALIDATED');
				if (row !== undefined) return row;
				await waitInVirtualTime(10);
			}
		}

		/** Shows a request in a consortium's own state, of which only the server knows that it is terminal. */
		function closedView({ id, hrid }: RequestRow) {
			const requestIdentifiers = [{ identifierType: 'ILLIAD', identifier: 'ILL-1' }];
			return { id, hrid, isRequester: true, requestIdentifiers, state: { code: 'REQ_CLOSED_BY_SOME_RULE', terminal: true, tags: [] } };
		}
	});

	describe('where an external broker decides (SLNP)', () => {
		beforeEach(() => {
			sandbox.settings.set('east', 'requester_returnables_state_model', 'SLNPRequester');
			sandbox.settings.set('east', 'requester_non_returnables_state_model', 'SLNPNonReturnableRequester');
		});

		it.each([
			['a loan', book],
			['a copy', buildCopyDraft({ instanceId: recordLentBySeveral.instanceId, reference: 'ILL-1' })],
		])(
			"if an external broker routes a library's requests (SLNP), %s counts as created as soon as it has its number",
			async (_name, draft) => {
				const started = clock.now();
				const result = await create(draft, { validationWaitMs: 8000, checks: { ...usualCheckSwitches, patron: false } });
				expect(result).toMatchObject({ outcome: 'created', status: { code: 'SLNP_REQ_IDLE' }, warnings: [] });
				expect(result.hrid).toMatch(/^EAST-/);
				expect(clock.now() - started).toBeLessThan(8000);
				expect(sandbox.requests.all('east').filter(isOpenRow)).toHaveLength(1);
			},
		);
	});

	const atResolver = { path: '^/openurl', times: 1 };
	const gatewayPage = {
		status: 502,
		contentType: 'text/html',
		body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
	};

	describe('a failure that Create cannot repair', () => {
		it('Create stops with an error if nothing answers at the address of the resolver, since no request can have been made', async () => {
			const deps = createDependenciesFor(sandbox);
			const closed = await startSandbox();
			await closed.close();
			const nowhere = withResolver(deps, () => ({ baseUrl: closed.resolverUrl }));
			await expect(createRequest(nowhere, book, optionsWith({}))).rejects.toMatchObject({ kind: 'network' });
			expect(sandbox.requests.count()).toBe(0);
		});

		it("a resolver whose own login is refused makes Create answer Not Created with the server's message", async () => {
			sandbox.faults.answer(403, {
				body: "Access for user 'x' (y) requires permission: rs.patronrequests.item.post",
				path: '^/rs/patronrequests$',
				method: 'POST',
			});
			const result = await create(book);
			expect(result).toMatchObject({ outcome: 'notCreated', reason: 'resolverRefused' });
			expect(result.explanation).toContain('rs.patronrequests.item.post');
			expect(sandbox.requests.count()).toBe(0);
		});
	});

	describe('a server that answers the lookup of a reference with other requests', () => {
		function strangers(count: number) {
			const rows = Array.from({ length: count }, (_, index) =>
				sandbox.requests.add('east', {
					isRequester: true,
					hrid: `OTHER-${index}`,
					patronIdentifier: 'P1001',
					title: 'A stranger',
					...modRsReferenceFields(`OTHER-${index}`),
				}),
			);
			return JSON.stringify(
				rows.map(({ id, hrid }) => ({ id, hrid, isRequester: true, patronIdentifier: 'P1001', state: { code: 'REQ_IDLE' } })),
			);
		}

		it('Create reads the few unrelated requests that a server returns for its reference, and mistakes none of them for its own', async () => {
			const body = strangers(3);
			const before = JSON.stringify(sandbox.requests.all('east'));
			// The first and the third call for a list look up the reference. The second reads the patron's requests.
			sandbox.faults.answer(200, { contentType: 'application/json', body, path: '^/rs/patronrequests$', method: 'GET', times: 1 });
			sandbox.faults.answer(200, { contentType: 'application/json', body, path: '^/rs/patronrequests$', method: 'GET', skip: 2 });
			const result = await create(book, { checks: { ...optionsWith({}).checks, limit: false } }, { resolver: 'v1.6.0' });
			expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false, reference: 'ILL-1' });
			expect(rowsWithReference(sandbox, 'ILL-1').map(({ id }) => id)).toEqual([result.requestId]);
			expect(JSON.stringify(sandbox.requests.all('east').filter(({ hrid }) => hrid?.startsWith('OTHER') === true))).toBe(before);
		});

		it('Create stops with an error, and sends nothing, if a server returns many unrelated requests for its reference', async () => {
			const body = strangers(30);
			sandbox.faults.answer(200, { contentType: 'application/json', body, path: '^/rs/patronrequests$', method: 'GET' });
			await expect(create(book)).rejects.toThrow('does not look for references');
			expect(sandbox.requests.count('east')).toBe(30);
		});
	});

	describe('a resolver older than v1.5.1, which drops the reference', () => {
		it('Create makes no second request if the answer of a resolver that drops references is lost', async () => {
			sandbox.faults.add({ ...atResolver, kind: 'resetAfter' });
			const result = await createRequest(withReferenceDroppingResolver(createDependenciesFor(sandbox)), book, optionsWith({}));
			expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false });
			expect(result.warnings.join()).toContain('protects nothing');
			expect(sandbox.requests.all('east').map(({ id, requestIdentifiers }) => [id, requestIdentifiers])).toEqual([[result.requestId, []]]);
		});

		it.each([422, 403, 429])(
			'Create makes no second request if a server in front of an old resolver answers %i after the request was made',
			async (status) => {
				const deps = withReferenceDroppingResolver(createDependenciesFor(sandbox));
				let answered = 0;
				const answering = ({ http }: ResolverAccess): ResolverAccess['http'] => ({
					send: async (request) => {
						const answer = await http.send(request);
						answered += 1;
						return answered > 1
							? answer
							: { status, headers: new Headers(), contentType: 'text/html', text: '<html><title>Sorry</title></html>' };
					},
				});
				const result = await createRequest(
					withResolver(deps, (resolver) => ({ http: answering(resolver) })),
					book,
					optionsWith({}),
				);
				expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false });
				expect(sandbox.requests.all('east').map(({ id }) => id)).toEqual([result.requestId]);
			},
		);

		it('Create does not mistake an older request of the patron for the new one if the resolver drops the reference', async () => {
			const older = sandbox.requests.add('east', {
				isRequester: true,
				patronIdentifier: 'P1001',
				systemInstanceIdentifier: recordLentBySeveral.instanceId,
				title: 'Older',
			});
			sandbox.faults.add({ ...atResolver, kind: 'status', ...gatewayPage });
			const result = await createRequest(
				withReferenceDroppingResolver(createDependenciesFor(sandbox)),
				book,
				optionsWith({ checks: { ...optionsWith({}).checks, duplicate: 'warn' } }),
			);
			expect(result).toMatchObject({ outcome: 'created' });
			expect(result.requestId).not.toBe(older.id);
			expect(sandbox.requests.count('east')).toBe(2);
		});
	});

	function row(values: NewRequestRow = {}) {
		return { isRequester: true, hrid: 'EAST-5', patronIdentifier: 'P1001', title: 'Earlier', ...values };
	}

	function named(reference: string, state: string) {
		const { id } = sandbox.requests.add(
			'east',
			row({
				...modRsReferenceFields(reference),
			}),
		);
		sandbox.requests.move(id, state);
	}

	interface Case {
		readonly draft?: Partial<RequestDraft>;
		readonly options?: Partial<CreateOptions>;
		readonly before?: () => void;
	}

	const tooLong = { note: 'x'.repeat(256) };

	/** Drafts about which Create decides without sending anything. */
	const cases: Array<[name: string, given: Case]> = [
		['a field that cannot be sent', { draft: tooLong }],
		['a reference that cannot be looked for', { draft: { reference: 'a(b)' } }],
		['an OpenURL that would be too long', { draft: { title: 'ü'.repeat(900), author: 'ß'.repeat(900), edition: 'x'.repeat(250) } }],
		['a pickup location that nobody knows', { draft: { pickupLocation: 'NOWHERE' } }],
		[
			'a title for which the patron has an open request',
			{ before: () => void sandbox.requests.add('east', row({ systemInstanceIdentifier: recordLentBySeveral.instanceId })) },
		],
		[
			'a patron at the limit',
			{
				before: () => {
					sandbox.settings.set('east', 'max_requests', '1');
					sandbox.requests.add('east', row());
				},
			},
		],
		['a blocked patron', { draft: { patronId: 'P9001' } }],
		['a reference that is in use', { before: () => named('ILL-1', 'REQ_SHIPPED') }],
		['a reference that is in use, and a note that is too long', { draft: tooLong, before: () => named('ILL-1', 'REQ_SHIPPED') }],
		['a reference whose request waits for staff', { before: () => named('ILL-1', 'REQ_INVALID_PATRON') }],
		['a reference whose request is complete', { before: () => named('ILL-1', 'REQ_REQUEST_COMPLETE') }],
		['a reference whose item is on its way back', { before: () => named('ILL-1', 'REQ_SHIPPED_TO_SUPPLIER') }],
		[
			'a reference with two open requests',
			{ before: () => ['REQ_SHIPPED', 'REQ_EXPECTS_TO_SUPPLY'].forEach((state) => named('ILL-1', state)) },
		],
	];

	const facts = ({ reason, requestId, hrid, status, reference, checks, explanation, warnings }: CreateResult | PreviewResult) => ({
		reason,
		requestId,
		hrid,
		status,
		reference,
		checks,
		explanation,
		warnings,
	});

	describe('Preview compared with Create', () => {
		it.each(cases)('Preview gives the same reason, checks and explanation as Create for %s', async (_name, { draft, options, before }) => {
			before?.();
			const count = sandbox.requests.count('east');
			const preview = await previewRequest(createDependenciesFor(sandbox), { ...book, ...draft }, optionsWith(options ?? {}));
			expect(sandbox.requests.count('east')).toBe(count);
			const created = await createRequest(createDependenciesFor(sandbox), { ...book, ...draft }, optionsWith(options ?? {}));
			expect(sandbox.requests.count('east')).toBe(count);
			expect(facts(preview)).toEqual(facts(created));
			expect(preview.outcome).toBe(created.alreadyExisted && created.reason !== 'twoRequests' ? 'alreadyExists' : 'wouldNotBeSent');
		});

		it('Create sends a draft that Preview says would be sent, with the same checks and the same reference', async () => {
			const preview = await previewRequest(createDependenciesFor(sandbox), book, optionsWith({}));
			expect(preview).toMatchObject({ outcome: 'wouldBeSent', reason: null, requestFrom: 'resolver' });
			expect(await createRequest(createDependenciesFor(sandbox), book, optionsWith({}))).toMatchObject({
				outcome: 'created',
				checks: preview.checks,
				reference: preview.reference,
			});
		});
	});

	it.each<[string, Partial<RequestDraft>]>([
		['without a record, which the resolver never makes up', { instanceId: undefined }],
		['with a record', { instanceId: recordLentBySeveral.instanceId }],
	])('Preview shows the request that the resolver would make of a copy %s', async (_what, { instanceId }) => {
		const preview = await previewRequest(
			createDependenciesFor(sandbox),
			buildCopyDraft({ instanceId, reference: 'COPY-8' }),
			optionsWith({}),
		);
		expect(preview).toMatchObject({ outcome: 'wouldBeSent', requestFrom: 'resolver', warnings: [], request: { serviceType: 'copy' } });
		expect(preview.request?.systemInstanceIdentifier).toBe(instanceId);
	});

	describe('a credential without OpenURL Base URL', () => {
		const without = () => {
			const deps = createDependenciesFor(sandbox);
			return { ...deps, requests: new ModRsBackend(deps.requests.okapi) };
		};

		it('Create and Preview through the resolver stop with an error if the credential has no OpenURL Base URL', async () => {
			await expect(createRequest(without(), book, optionsWith({}))).rejects.toThrow("no '⟦openUrlBaseUrl⟧'");
			await expect(previewRequest(without(), book, optionsWith({}))).rejects.toThrow("no '⟦openUrlBaseUrl⟧'");
		});

		it('Preview directly to ReShare needs no OpenURL Base URL in the credential', async () => {
			const preview = await previewRequest(
				without(),
				{ ...book, instanceId: inventedInstanceId(3) },
				optionsWith({ via: 'direct', requestingSymbol: 'RESHARE:US-EAST' }),
			);
			expect(preview).toMatchObject({ outcome: 'wouldBeSent', openUrl: null, requestFrom: 'package' });
		});
	});

	describe('a failure before anything is sent', () => {
		/** Lets the token expire before the call, and refuses every new login. */
		function voidToken(path: string, login: 'status' | 'resetBefore') {
			sandbox.faults.add({ kind: 'expireTokens', method: 'POST', path, times: 1 });
			sandbox.faults.add({ kind: login, path: '^/authn/', ...(login === 'status' ? { status: 503, body: '' } : {}) });
		}

		it.each(['status', 'resetBefore'] as const)(
			'Create says that nothing was sent, and makes no request, if the login before sending fails with the fault %s',
			async (login) => {
				const deps = createDependenciesFor(sandbox);
				await deps.requests.pickupLocations();
				voidToken('^/rs/patronrequests$', login);
				await expect(createRequest(deps, book, optionsWith({ via: 'direct', requestingSymbol: 'RESHARE:US-EAST' }))).rejects.toMatchObject({
					kind: login === 'status' ? 'server' : 'network',
					mayHaveReached: false,
				});
				expect(sandbox.requests.count('east')).toBe(0);
			},
		);

		it.each(['status', 'resetBefore'] as const)(
			'an action fails with the error of the login, and changes nothing, if the login before sending fails with the fault %s',
			async (login) => {
				const { requests } = createDependenciesFor(sandbox);
				const { id } = sandbox.requests.add('east', {
					isRequester: true,
					state: 'REQ_VALIDATED',
					title: 'Persuasion',
					patronIdentifier: 'P-17',
				});
				const row = await requests.get(id);
				if (row === undefined) throw new Error('There is no such request');
				voidToken('/performAction$', login);
				await expect(performAction(requests, row, { kind: 'cancel' })).rejects.toMatchObject({
					kind: login === 'status' ? 'server' : 'network',
				});
				expect(sandbox.requests.get(id).state).toBe('REQ_VALIDATED');
			},
		);
	});
});

describe('the calls of many requests', () => {
	const sandbox = sandboxInVirtualTime({ validationDelayMs: 60 });

	beforeAll(() => {
		sandbox.settings.set('east', 'max_requests', '1000');
	});
	beforeEach(() => {
		sandbox.requests.clear();
		sandbox.faults.clear();
		sandbox.log.clear();
	});

	const count = 60;

	function buildDrafts(prefix: string) {
		return Array.from({ length: count }, (_, index) =>
			buildLoanDraft({
				instanceId: recordLentBySeveral.instanceId,
				title: recordLentBySeveral.title,
				author: recordLentBySeveral.author,
				patronId: `P100${(index % 8) + 1}`,
				volume: String(index + 1),
				reference: `${prefix}-${index + 1}`,
			}),
		);
	}

	/** Starts one execution of the node, in this process. */
	function oneRun() {
		return setUpCreateRun(createDependenciesFor(sandbox).requests, testReferenceDerivation);
	}

	async function createAll(run: CreateDependencies, wanted: readonly RequestDraft[], waitMs = 0) {
		return await Promise.all(wanted.map((draft) => createRequest(run, draft, optionsWith({ validationWaitMs: waitMs }))));
	}

	const lists = () => sandbox.log.countOf('GET', /^\/rs\/patronrequests$/);
	const reads = () => sandbox.log.countOf('GET', /^\/rs\/patronrequests\/[^/]+$/);
	/** The resolver itself lists the patron's open requests before each creation. */
	const resolverLists = count;

	it('many requests created at once without a wait for validation cost one read each and at most one list call each', async () => {
		const results = await createAll(oneRun(), buildDrafts('FEW'));
		expect(
			results.map(({ outcome, alreadyExisted, reference, requestId }) => [
				outcome,
				alreadyExisted,
				openRowsWithReference(sandbox, reference).map(({ id }) => id),
				requestId,
			]),
		).toEqual(results.map(({ requestId }) => ['created', false, [requestId], requestId]));
		expect(results.flatMap(({ checks }) => checks.filter(({ result }) => result !== 'passed' && result !== 'warning'))).toEqual([]);
		expect(reads()).toBe(count);
		expect(lists() - resolverLists).toBeLessThanOrEqual(count);
	});

	describe('a lookup that is older than its TTL', () => {
		/** Creates a request while another process makes the same one during the checks. */
		async function overtaken(draft: RequestDraft) {
			const deps = createDependenciesFor(sandbox);
			class Slow extends CreateLookups {
				override readonly pickupLocations = async () => {
					await sandbox.requests.create('east', {
						patronIdentifier: draft.patronId,
						title: draft.title ?? '',
						systemInstanceIdentifier: recordLentBySeveral.instanceId,
						refdata: { serviceType: draft.serviceType },
						...modRsReferenceFields(draft.reference ?? ''),
					});
					await waitInVirtualTime(1500);
					return await this.requests.pickupLocations();
				};
			}
			return await createRequest({ ...deps, lookups: new Slow(deps.requests) }, draft, optionsWith({ validationWaitMs: 0 }));
		}

		it.each([
			['loan', buildDrafts('SLOW')[0]],
			['copy', buildCopyDraft({ instanceId: recordLentBySeveral.instanceId, pickupLocation: 'EAST-MAIN', reference: 'SLOW-1' })],
		])(
			'a lookup of the reference that is too old is repeated before a %s is sent, and finds the request that another process made meanwhile',
			async (_name, draft) => {
				if (draft === undefined) throw new Error('No draft');
				const result = await overtaken(draft);
				const [row, ...more] = rowsWithReference(sandbox, 'SLOW-1');
				expect(more).toEqual([]);
				expect(result).toMatchObject({ alreadyExisted: true, requestId: row?.id });
				expect(sandbox.log.countOf('GET', /^\/openurl/)).toBe(0);
			},
		);
	});
});

describe('many copies', () => {
	/** create.contract.test.ts tests which copies count. */

	const copyCount = isLongRun ? 1000 : 60;

	describe(`${copyCount} copies under the rule of five`, () => {
		const sandbox = sandboxInVirtualTime({ routingTakesMs: 3_600_000 });

		beforeAll(() => {
			sandbox.settings.set('east', 'max_requests', '100000');
			sandbox.log.enabled = false;
		});
		beforeEach(() => sandbox.requests.clear());

		const journals = Math.ceil(copyCount / 10);
		const year = String(new Date().getFullYear());
		const titleOf = (number: number) => `Journal ${'abcdefghij'[number % 10] ?? ''}${Math.floor(number / 10)}`;
		const drafts = Array.from({ length: copyCount }, (_, index) =>
			buildCopyDraft({
				title: titleOf(Math.floor(index / 10)),
				publicationDate: index % 9 === 0 ? '2001' : year,
				partTitle: `Article ${index}`,
				patronId: `P100${(index % 8) + 1}`,
				pickupLocation: 'EAST-MAIN',
				reference: `FIVE-${index}`,
			}),
		);
		const checks = { ...usualCheckSwitches, duplicate: 'off', sameWork: 'off', copyrightLimit: { approvedBy: '', shown: [] } } as const;

		/** Returns the most copies from recent issues of any one journal. */
		function most() {
			const counts = new Map<string, number>();
			for (const { title = '', publicationDate } of sandbox.requests.all('east'))
				if (publicationDate === year) counts.set(title, (counts.get(title) ?? 0) + 1);
			return Math.max(...counts.values());
		}

		/** Makes a process of its own, which shares no module of the client with another one. */
		async function newProcess() {
			const loaded: Array<{ createRequest: typeof createRequest; deps: CreateDependencies }> = [];
			await jest.isolateModulesAsync(async () => {
				const { createRequest: own } = await import('../../reshare/requests/create/createRequest');
				const practice = await import('../unit/requests/create/practiceDependencies');
				loaded.push({ createRequest: own, deps: practice.createDependenciesFor(sandbox) });
			});
			const [own] = loaded;
			if (own === undefined) throw new Error('Nothing was loaded');
			const options = optionsWith({ via: 'direct', requestingSymbol: 'RESHARE:US-EAST', validationWaitMs: 0, checks });
			return (mine: readonly RequestDraft[]) => Promise.all(mine.map((draft) => own.createRequest(own.deps, draft, options)));
		}

		it('Create in one process sends at most five recent copies of a journal without approval, and all copies that do not count', async () => {
			const results = await (await newProcess())(drafts);
			expect(most()).toBe(5);
			const old = drafts.filter(({ publicationDate }) => publicationDate !== year).length;
			const sent = results.filter(({ outcome }) => outcome === 'created').length;
			expect(sent).toBe(journals * 5 + old);
			expect(results.filter(({ reason }) => reason === 'copyrightLimit')).toHaveLength(copyCount - sent);
		});

		it('Create in two processes at the same time sends at most one recent copy of a journal too many', async () => {
			const [one, other] = [await newProcess(), await newProcess()];
			await Promise.all([one(drafts.filter((_, index) => index % 2 === 0)), other(drafts.filter((_, index) => index % 2 === 1))]);
			expect(most()).toBeGreaterThanOrEqual(5);
			expect(most()).toBeLessThanOrEqual(6);
		});
	});
});
