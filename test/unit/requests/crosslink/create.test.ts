import { usualCheckSwitches, type CreateOptions } from '../../../../reshare/requests/create/createTypes';
import { createRequest } from '../../../../reshare/requests/create/createRequest';
import { setUpCreateRun } from '../../../../reshare/requests/create/setUpCreateRun';
import { previewRequest } from '../../../../reshare/requests/create/previewRequest';
import type { RequestDraft } from '../../../../reshare/draft';
import { buildRequestId } from '../../../../reshare/requests/crosslink/requestId';
import { realTiming } from '../../../../reshare/requests/create/timing';
import { startSandbox, type Sandbox } from '../../../sandboxInVirtualTime';
import { makeStableId } from '../../../../sandbox/stableIds';
import { buildInstanceId } from '../../../../sandbox/inventory/recordIds';
import { createCrossLinkDependencies } from '../create/backEnds';
import {
	buildCopyDraft,
	inventedInstanceId,
	buildLoanDraft,
	optionsWith,
	recordLentBySeveral,
	testReferenceDerivation,
	type CreateDependenciesOptions,
} from '../create/practiceDependencies';
import { clearedSandboxForAll } from '../../sandboxForTests';

/** These tests are about CrossLink alone. What every back end shares is in test/engine/create.contract. */
const sandbox = clearedSandboxForAll({ validationDelayMs: 60 }, startSandbox);

const usual = {
	crosslinkModel: '3.0.0',
	crosslinkDuplicateHours: 0,
	crosslinkMaxRequests: 0,
	hostLmsTakesMs: 0,
	crosslinkDiesAt: '',
	crosslinkHaste: 'no',
	routingTakesMs: 0,
} as const;

beforeEach(() => void Object.assign(sandbox.behavior, usual));

const main = makeStableId('crosslink:east:MAIN');
const book: RequestDraft = buildLoanDraft({
	instanceId: recordLentBySeveral.instanceId,
	title: recordLentBySeveral.title,
	author: recordLentBySeveral.author,
	isbn: recordLentBySeveral.isbn,
	pickupLocation: main,
	reference: 'ILL-1',
});
const id = (reference: string, take = 0) => buildRequestId('east_crosslink', reference, take);

function options(changes: Partial<CreateOptions> = {}) {
	const { via: _, ...rest } = optionsWith(changes);
	return { ...rest, ...(changes.via === undefined ? {} : { via: changes.via }) };
}

async function create(draft: RequestDraft, changes: Partial<CreateOptions> = {}, deps: CreateDependenciesOptions = {}) {
	return await createRequest(createCrossLinkDependencies(sandbox, deps), draft, options(changes));
}

const stored = () => sandbox.crosslink.requests.all('east_crosslink').filter(({ side }) => side === 'borrowing');
const posts = () => sandbox.log.countOf('POST', /^\/broker\/patron_requests$/);

describe('a request created on CrossLink', () => {
	it('each of 40 drafts makes one request with one POST on CrossLink, without any wait and with few lookups', async () => {
		const slept: number[] = [];
		const timing = { ...realTiming, sleep: async (ms: number) => void slept.push(ms) };
		const run = { ...setUpCreateRun(createCrossLinkDependencies(sandbox).requests, testReferenceDerivation), timing };
		const drafts = Array.from({ length: 40 }, (_, index) => ({
			...book,
			reference: `MANY-${index}`,
			volume: String(index + 1),
			patronId: `P100${(index % 8) + 1}`,
		}));
		const results = await Promise.all(drafts.map((draft) => createRequest(run, draft, options({ validationWaitMs: 0 }))));
		expect(results.map(({ outcome }) => outcome)).toEqual(drafts.map(() => 'created'));
		expect(slept).toEqual([]);
		expect(posts()).toBe(40);
		// A run looks up some things once (symbols, those of branches, state model, directory, patron IDs of the library system, and for
		// each symbol the requests that came from mod-rs), and two lists for each patron of a library with two symbols.
		const lookups = sandbox.log.entries.filter(({ method }) => method === 'GET').map(({ path, query }) => `${path}?${query}`);
		// The patron's limit and the pickup locations ask for a path that this server lacks; that it lacks one is not cached.
		expect(lookups.filter((lookup, index) => lookups.indexOf(lookup) < index)).toEqual(['/directory/entries/owned?limit=1000']);
		expect(lookups.length).toBeLessThanOrEqual(11 + 8 * 2);
	});

	it('a request on CrossLink contains every field of its draft, and its id begins with the reference', async () => {
		const result = await create({ ...book, neededBy: '2126-03-31', note: 'With the maps, please', patronEmail: 'amara@example.edu' });
		expect(result).toMatchObject({
			outcome: 'created',
			requestId: id('ILL-1'),
			hrid: id('ILL-1'),
			status: { code: 'SUPPLIER_LOCATED', label: 'Supplier Located' },
		});
		expect(stored()).toMatchObject([
			{
				id: id('ILL-1'),
				requesterSymbol: 'ISIL:US-EAST',
				illRequest: {
					bibliographicInfo: { supplierUniqueRecordId: recordLentBySeveral.instanceId, title: recordLentBySeveral.title },
					serviceInfo: { serviceType: 'Loan', needBeforeDate: '2126-03-31T23:59:59Z', note: 'With the maps, please' },
					patronInfo: { patronId: 'P1001' },
				},
			},
		]);
	});
});

describe('the validation by CrossLink', () => {
	it.each<[string, Partial<RequestDraft>, Partial<Sandbox['behavior']>, string, string]>([
		['the library system does not allow the patron', { patronId: 'P9001' }, {}, 'INVALID_PATRON', 'patronNotValid'],
		['the library system does not answer', { patronId: 'P9009' }, {}, 'NEW', 'reshareError'],
		['no record is named', { ...buildCopyDraft(), reference: 'ILL-1', pickupLocation: '' }, {}, 'NEEDS_REVIEW', 'blankForm'],
	])('a created CrossLink request needs staff if %s', async (_name, changes, behavior, state, reason) => {
		Object.assign(sandbox.behavior, behavior);
		const { instanceId: _id, ...withoutRecord } = book;
		const result = await create({ ...(reason === 'blankForm' ? withoutRecord : book), ...changes });
		expect(result).toMatchObject({ outcome: 'needsStaff', reason, requestId: id('ILL-1'), status: { code: state } });
		expect(result.explanation).toMatch(/^Request ILL-1\.[0-9a-f]{8} was created, and ReShare /);
		expect(posts()).toBe(1);
		expect(await create({ ...(reason === 'blankForm' ? withoutRecord : book), ...changes })).toMatchObject({
			outcome: 'needsStaff',
			reason,
			alreadyExisted: true,
		});
	});

	it('a created CrossLink request needs staff if nobody is left to ask and the broker could not store that', async () => {
		Object.assign(sandbox.behavior, { crosslinkHaste: 'beforeSent' });
		expect(await create({ ...book, instanceId: inventedInstanceId(1), isbn: '' })).toMatchObject({
			outcome: 'needsStaff',
			reason: 'reshareError',
			requestId: id('ILL-1'),
			status: { code: 'SENT' },
		});
	});

	it.each(['3.0.0', '3.7.0'] as const)(
		'a created CrossLink request needs staff if the borrowing library holds the title, even if that shows late (state model %s)',
		async (crosslinkModel) => {
			Object.assign(sandbox.behavior, { crosslinkModel, routingTakesMs: 200 });
			expect(await create({ ...book, instanceId: buildInstanceId(17), isbn: '', title: 'The stranger' })).toMatchObject({
				outcome: 'needsStaff',
				reason: 'locallyAvailable',
				status: { code: 'LOCAL_SUPPLY' },
			});
		},
	);

	const unchecked = { checks: { ...usualCheckSwitches, duplicate: 'off', sameWork: 'off', limit: false } } as const;

	it.each(['3.0.0', '3.7.0'] as const)(
		"a created CrossLink request needs staff if the library's rule calls it a duplicate (state model %s)",
		async (crosslinkModel) => {
			Object.assign(sandbox.behavior, { crosslinkModel, crosslinkDuplicateHours: 24 });
			await create(book);
			expect(await create({ ...book, reference: 'ILL-2' }, unchecked)).toMatchObject({
				outcome: 'needsStaff',
				reason: 'possibleDuplicate',
				status: { code: 'DUPLICATE' },
			});
		},
	);

	it('a created CrossLink request needs staff, and is not ended, if the patron is over the limit', async () => {
		Object.assign(sandbox.behavior, { crosslinkModel: '3.7.0', crosslinkMaxRequests: 1 });
		await create(book);
		const result = await create({ ...book, reference: 'ILL-2', instanceId: inventedInstanceId(2), isbn: '', title: 'Other' }, unchecked);
		expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'patronAtLimit', status: { code: 'OVER_LIMIT' } });
		expect(result.explanation).toContain('holds it back: the patron has too many requests under way');
	});
});

describe('checks before a request is sent to CrossLink', () => {
	it('a preview of a draft for CrossLink notes that the patron cannot be checked beforehand, and gives no warning about it', async () => {
		const preview = await previewRequest(createCrossLinkDependencies(sandbox), book, options());
		expect(preview.checks.find(({ check }) => check === 'patron')).toMatchObject({
			result: 'couldNotCheck',
			note: expect.stringContaining('cannot be checked beforehand'),
		});
		expect(preview.warnings.join()).not.toContain('patron');
		expect(preview).toMatchObject({
			outcome: 'wouldBeSent',
			openUrl: null,
			requestFrom: 'package',
			request: { id: id('ILL-1'), patron: 'P1001' },
		});
		expect(posts()).toBe(0);
	});

	it('an open CrossLink request for the same title is a duplicate, even if the library system has another ID for the patron', async () => {
		const first = await create(book);
		expect(await create({ ...book, reference: 'ILL-2' })).toMatchObject({
			outcome: 'notCreated',
			reason: 'duplicate',
			requestId: first.requestId,
		});
	});

	it('a draft over the patron limit that the Directory names is not sent to CrossLink', async () => {
		Object.assign(sandbox.behavior, { crosslinkModel: '3.7.0', crosslinkMaxRequests: 1 });
		// Directories are cached for some minutes.
		const run = createCrossLinkDependencies(sandbox);
		Object.assign(run.requests, { patronLimit: async () => ({ most: 1, isZero: false }) });
		await createRequest(run, book, options());
		expect(await createRequest(run, { ...book, reference: 'ILL-2', volume: '2' }, options())).toMatchObject({
			outcome: 'notCreated',
			reason: 'patronAtLimit',
		});
	});
});

describe('a CrossLink id that is taken already', () => {
	/** Makes a request of another library, which this one may not see. */
	function theirs(take: number) {
		sandbox.crosslink.requests.add({ id: id('ILL-1', take), requesterSymbol: 'ISIL:US-WEST' });
	}

	it('a draft whose CrossLink id is taken by another tenant is created under the next id, and found there by later runs', async () => {
		theirs(0);
		expect(await create(book)).toMatchObject({ outcome: 'created', alreadyExisted: false, requestId: id('ILL-1', 1), reference: 'ILL-1' });
		expect(await create(book)).toMatchObject({ alreadyExisted: true, requestId: id('ILL-1', 1) });
		expect(await previewRequest(createCrossLinkDependencies(sandbox), book, options())).toMatchObject({
			outcome: 'alreadyExists',
			requestId: id('ILL-1', 1),
		});
		expect(stored()).toHaveLength(1);
	});

	it('a draft is refused with a sentence after 20 ids if CrossLink calls every one taken', async () => {
		sandbox.faults.answer(400, {
			contentType: 'application/json',
			body: '{"error":"a patron request with this ID already exists"}',
			method: 'POST',
			path: '^/broker/patron_requests$',
		});
		const result = await create(book);
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'resolverRefused' });
		expect(result.explanation).toContain('CrossLink says of every number that it was given already');
		expect(posts()).toBe(20);
	});
});

describe('the pickup location on CrossLink', () => {
	it('a pickup location is sent to CrossLink as the id of its Directory entry, and an unknown one is refused with a suggestion', async () => {
		sandbox.behavior.crosslinkModel = '3.7.0';
		const other = await startSandbox({ validationDelayMs: 60, crosslinkModel: '3.7.0' });
		const run = () => createRequest(createCrossLinkDependencies(other), { ...book, pickupLocation: 'SCI' }, options());
		expect(await run()).toMatchObject({ outcome: 'created', warnings: [] });
		expect(await createRequest(createCrossLinkDependencies(other), { ...book, reference: 'ILL-2', volume: '2' }, options())).toMatchObject({
			outcome: 'created',
			warnings: [],
		});
		expect(other.crosslink.requests.all('east_crosslink').map(({ requesterPickupLocationId }) => requesterPickupLocationId)).toEqual(
			['SCI', 'MAIN'].map((code) => makeStableId(`crosslink:east:${code}`)),
		);
		const refused = await createRequest(
			createCrossLinkDependencies(other),
			{ ...book, reference: 'ILL-3', volume: '3', pickupLocation: 'main library' },
			options(),
		);
		expect(refused).toMatchObject({ outcome: 'notCreated', reason: 'unknownPickupLocation' });
		expect(refused.explanation).toContain(`perhaps ${main} is meant`);
		await other.close();
	});

	it('a pickup location that is an id is sent to CrossLink as it is if the Directory names none', async () => {
		sandbox.behavior.crosslinkModel = '3.7.0';
		const id = makeStableId('crosslink:east:SCI');
		sandbox.faults.answer(500, { path: '^/directory/' });
		await create({ ...book, pickupLocation: id });
		sandbox.faults.clear();
		expect(stored().map(({ requesterPickupLocationId, internalNote }) => [requesterPickupLocationId, internalNote])).toEqual([
			[id, undefined],
		]);
	});

	it("a pickup location is written to the internal note, with a warning, if CrossLink's Directory names none", async () => {
		const older = await startSandbox({ validationDelayMs: 60, crosslinkModel: '3.0.0' });
		const result = await createRequest(createCrossLinkDependencies(older), { ...book, pickupLocation: 'EAST-MAIN' }, options());
		expect(result).toMatchObject({ outcome: 'created' });
		expect(result.warnings.join(' ')).toContain("stands in the request's internal note");
		expect(result.checks).toContainEqual({
			check: 'pickupLocation',
			result: 'couldNotCheck',
			note: 'The pickup location could not be checked: the Directory of CrossLink names no pickup locations',
		});
		expect(older.crosslink.requests.all('east_crosslink')[0]).toMatchObject({ internalNote: 'Pickup location: EAST-MAIN' });
		await older.close();
	});
});

describe('drafts that only CrossLink takes', () => {
	it('a draft without a pickup location is created on CrossLink without a warning', async () => {
		const { pickupLocation: _, ...draft } = book;
		expect(await create(draft)).toMatchObject({ outcome: 'created', warnings: [] });
		expect(stored()[0]?.internalNote).toBeUndefined();
	});

	it('a draft with an Instance ID that is no UUID is created on CrossLink', async () => {
		expect(await create({ ...book, instanceId: '(DE-627)1234567890' }, { validationWaitMs: 0 })).toMatchObject({ outcome: 'created' });
		expect(stored()[0]?.illRequest).toMatchObject({ bibliographicInfo: { supplierUniqueRecordId: '(DE-627)1234567890' } });
	});
});

describe('settings and accounts that do not fit CrossLink', () => {
	it.each(['9'.repeat(241), 'Größe '.repeat(30).trim(), '借'.repeat(27)])(
		'a reference that is too long for a CrossLink id is refused for its length, whatever its characters: %s',
		async (reference) => {
			const result = await create({ ...book, reference });
			expect(result).toMatchObject({ outcome: 'notCreated', reason: 'badInput' });
			expect(result.explanation).toMatch(/^'Reference' is too long for CrossLink/);
			expect(posts()).toBe(0);
		},
	);

	it('a draft to be sent by the resolver is refused on CrossLink, and the sentence says which option to change', async () => {
		await expect(create(book, { via: 'resolver' })).rejects.toMatchObject({
			kind: 'badInput',
			message: 'CrossLink takes no requests from an OpenURL resolver',
			description: "Take '⟦via⟧' out of the options, or set it to ⟦direct⟧.",
		});
		expect(await create(book, { via: 'direct' })).toMatchObject({ outcome: 'created' });
	});

	it('a draft with a symbol of another tenant is refused on CrossLink, and one with the second symbol of its own tenant is created', async () => {
		const result = await create(book, { requestingSymbol: 'ISIL:US-WEST' });
		expect(result).toMatchObject({ outcome: 'notCreated', reason: 'badInput' });
		expect(result.explanation).toContain("The library symbol ISIL:US-WEST is none of this tenant's in CrossLink");
		expect(await create(book, { requestingSymbol: 'ISIL:US-EASTLAW' })).toMatchObject({ outcome: 'created' });
		expect(stored()[0]).toMatchObject({ requesterSymbol: 'ISIL:US-EASTLAW' });
	});

	it("if CrossLink's answer to a new request breaks off, the request is found by its id, even for a symbol whose requests no list shows", async () => {
		sandbox.faults.add({ kind: 'truncated', method: 'POST', path: '^/broker/patron_requests$' });
		const deps = createCrossLinkDependencies(sandbox, {}, 'ISIL:US-EAST');
		expect(await createRequest(deps, book, options({ requestingSymbol: 'ISIL:US-EASTLAW' }))).toMatchObject({
			outcome: 'created',
			requestId: id('ILL-1'),
		});
		expect(posts()).toBe(1);
		expect(stored()).toHaveLength(1);
	});

	it('the request of a draft is recognized if a proxy refuses its answer, although the clock of CrossLink is minutes behind', async () => {
		sandbox.faults.add({ kind: 'statusAfter', status: 400, body: '', method: 'POST', path: '^/broker/patron_requests$' });
		const timing = { ...realTiming, now: () => realTiming.now() + 5 * 60_000 };
		const result = await createRequest({ ...createCrossLinkDependencies(sandbox), timing }, book, options({ validationWaitMs: 0 }));
		expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false, requestId: id('ILL-1') });
		expect(stored()).toHaveLength(1);
	});

	it('a draft is created on CrossLink by an account that may not read the state model or the items', async () => {
		for (const [index, username] of ['no-model', 'no-item'].entries()) {
			expect(await create({ ...book, reference: `ILL-${index}`, volume: String(index) }, {}, { username })).toMatchObject({
				outcome: 'created',
				alreadyExisted: false,
			});
		}
	});

	it('a draft is not sent by an account that may not list requests or read the Directory, as a migrated request may have its reference', async () => {
		for (const username of ['no-list', 'no-directory'])
			await expect(create(book, {}, { username })).rejects.toMatchObject({ kind: 'permission' });
		expect(posts()).toBe(0);
		expect(
			await createRequest(createCrossLinkDependencies(sandbox, { username: 'no-directory' }, 'ISIL:US-EAST'), book, options()),
		).toMatchObject({
			outcome: 'created',
		});
	});

	it('a refusal by CrossLink is quoted without the patron ID that the server repeats in it', async () => {
		sandbox.faults.answer(400, {
			contentType: 'application/json',
			body: JSON.stringify({ error: 'request body has an error: does not fit\nValue:\n  "P1001"' }),
			method: 'POST',
			path: '^/broker/patron_requests$',
		});
		expect(await create(book)).toMatchObject({
			outcome: 'notCreated',
			reason: 'resolverRefused',
			explanation: 'CrossLink did not take the request: request body has an error: does not fit. Nothing is open in ReShare for this item.',
		});
	});
});
