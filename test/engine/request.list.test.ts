import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import type { NewRequestRow } from '../../sandbox';
import { libraryCredential } from './libraryCredential';
import { runNode } from './harness/runNode';
import { byName } from './byName';
import { sandboxForAll } from '../unit/sandboxForTests';

const sandbox = sandboxForAll();
const node = new ReShareRequest();
const minute = 60_000;
const day = 86_400_000;

beforeEach(() => {
	sandbox.requests.clear();
	sandbox.log.clear();
	sandbox.behavior.wholeRecordsInLists = true;
});

async function getMany(parameters: INodeParameters) {
	const { outputs, error, hints } = await runNode({
		node,
		parameters: { operation: 'getMany', ...parameters },
		credentials: { okapiApi: libraryCredential(sandbox) },
	});
	if (error !== undefined) throw new Error(error.message);
	return { items: (outputs[0] ?? []).map(({ json }) => json), hints };
}

const lists = () => sandbox.log.entries.filter(({ path }) => path === '/rs/patronrequests').length;
const reads = () => sandbox.log.entries.filter(({ path }) => /^\/rs\/patronrequests\/[^/]+$/.test(path)).length;
const add = (values: NewRequestRow) => sandbox.requests.add('east', { isRequester: true, title: 'Persuasion', ...values });

test('Get Many sorted by last change returns a request that changes while pages are read among the first, not twice or never', async () => {
	const start = Date.now() - day;
	sandbox.requests.seed('east', 300, (index) => ({
		isRequester: true,
		hrid: `EAST-${index}`,
		state: 'REQ_SHIPPED',
		dateCreated: start,
		lastUpdated: start + index * 1000,
	}));
	sandbox.behavior.listDelayMs = 40;
	let changed = false;
	const watching = setInterval(() => {
		if (changed || lists() < 2) return;
		changed = true;
		// The requests that change are on the fourth page, and on none of the four pages.
		for (const hrid of ['EAST-120', 'EAST-10']) sandbox.requests.note(hrid, 'The chat was opened');
	}, 2);
	try {
		const { items } = await getMany({ limit: 200, sort: 'changedNewest' });
		const hrids = items.map(({ hrid }) => hrid);
		expect(changed).toBe(true);
		expect(hrids.slice(0, 2).sort()).toEqual(['EAST-10', 'EAST-120']);
		expect(hrids.slice(2)).toEqual(Array.from({ length: 199 }, (_, index) => `EAST-${299 - index}`).filter((hrid) => hrid !== 'EAST-120'));
	} finally {
		clearInterval(watching);
		sandbox.behavior.listDelayMs = 0;
	}
});

describe('the filter noStatusChangeFor', () => {
	test('Get Many with No Status Change For finds the one old request by a single list call, and reads no request by itself', async () => {
		const stuck = add({ hrid: 'STUCK', state: 'REQ_IDLE', dateCreated: Date.now() - 40 * day });
		sandbox.requests.move(stuck.id, 'REQ_REQUEST_SENT_TO_SUPPLIER', { at: Date.now() - 30 * day });
		sandbox.requests.seed('east', 300, (index) => ({
			isRequester: true,
			hrid: `YOUNG-${index}`,
			dateCreated: Date.now() - index * minute,
		}));
		const { items, hints } = await getMany({ filters: { noStatusChangeFor: 5 } });
		expect(items).toEqual([expect.objectContaining({ hrid: 'STUCK' })]);
		expect([lists(), reads(), hints]).toEqual([1, 0, []]);
	});

	test('a hint says how to read fewer requests if many must be read to find a few without a status change', async () => {
		sandbox.requests.seed('east', 600, (index) => {
			const at = Date.now() - 40 * day + index * 1000;
			const audit = [
				{ id: `audit-${index}`, auditNo: 1, at: Date.now(), from: 'REQ_IDLE', to: 'REQ_VALIDATED', message: 'Executing event' },
			];
			return { isRequester: true, hrid: `EAST-${index}`, dateCreated: at, state: 'REQ_VALIDATED', audit: index === 0 ? [] : audit };
		});
		const { items, hints } = await getMany({ filters: { noStatusChangeFor: 5 } });
		expect(items.map(({ hrid }) => hrid)).toEqual(['EAST-0']);
		expect(hints).toEqual([expect.objectContaining({ message: expect.stringContaining('600 requests were read to find 1') })]);
	});
});

describe('filters for due dates', () => {
	const today = Date.now();
	const due = (hrid: string, days: number, values: NewRequestRow = {}) => {
		const at = new Date(today + days * day).toISOString();
		return add({ hrid, state: 'REQ_CHECKED_IN', dueDateRS: at, parsedDueDateRS: Date.parse(at), ...values });
	};
	const hridsOf = async (filters: IDataObject, parameters: INodeParameters = {}, timezone = 'UTC') => {
		const { outputs, error } = await runNode({
			node,
			parameters: { operation: 'getMany', filters: filters as INodeParameters, ...parameters },
			credentials: { okapiApi: libraryCredential(sandbox) },
			timezone,
		});
		expect(error).toBeUndefined();
		return (outputs[0] ?? []).map(({ json }) => json.hrid).sort();
	};

	beforeEach(() => {
		for (const days of [-20, -7, -1, 0, 1, 3, 4]) due(`IN${days}`, days);
		due('AGO-BACK', -7, { state: 'REQ_SHIPPED_TO_SUPPLIER' });
		due('AGO-OVERDUE', -7, { state: 'REQ_OVERDUE' });
		due('IN-WORDS', 0, { dueDateRS: 'end of term', parsedDueDateRS: undefined });
		add({ hrid: 'NEVER', state: 'REQ_CHECKED_IN' });
		add({
			hrid: 'LENT',
			isRequester: false,
			state: 'RES_ITEM_SHIPPED',
			dueDateFromLMS: new Date(today - 7 * day).toISOString(),
			parsedDueDateFromLMS: today - 7 * day,
		});
	});

	test('the filter dueWithin finds requests due from today to the last day, and none that is overdue', async () => {
		expect(await hridsOf({ dueWithin: 3 })).toEqual(['IN0', 'IN1', 'IN3']);
		expect(await hridsOf({ dueWithin: 0 })).toEqual(['IN0']);
		expect(await hridsOf({ dueWithin: 1, overdueBy: 8 })).toEqual(['IN-20', 'IN0', 'IN1']);
	});

	test('the filter overdueBy finds requests overdue by some days in any status until the patron has returned the item', async () => {
		expect(await hridsOf({ overdueBy: 7 })).toEqual(['AGO-OVERDUE', 'IN-20', 'IN-7']);
		expect(await hridsOf({ overdueBy: 1 })).toEqual(['AGO-OVERDUE', 'IN-1', 'IN-20', 'IN-7']);
		expect(await hridsOf({ overdueBy: 7 }, { side: 'lending' })).toEqual(['LENT']);
		expect(await hridsOf({ overdueBy: 8 }, { side: 'lending' })).toEqual([]);
	});

	test.each(['REQ_AWAITING_RETURN_SHIPPING', 'REQ_SHIPPED_TO_SUPPLIER'])(
		'the filter overdueBy leaves out a request whose item the patron has returned (%s), even if the lender calls it overdue',
		async (state) => {
			sandbox.requests.clear();
			sandbox.requests.move(due('BACK', -7, { state }).id, 'REQ_OVERDUE');
			sandbox.requests.move(due('KEPT', -7).id, 'REQ_OVERDUE');
			expect(await hridsOf({ overdueBy: 1 })).toEqual(['KEPT']);
			expect(await hridsOf({ overdue: true })).toEqual(['BACK', 'KEPT']);
		},
	);

	test("the filters for due dates count the days of the library's time zone", async () => {
		sandbox.requests.clear();
		const midnight = new Date(today);
		midnight.setUTCHours(0, 0, 0, 0);
		add({ hrid: 'MIDNIGHT', state: 'REQ_CHECKED_IN', dueDateRS: midnight.toISOString(), parsedDueDateRS: midnight.getTime() });
		const localToday = (zone: string) =>
			new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(today);
		for (const zone of ['Pacific/Kiritimati', 'UTC', 'Pacific/Pago_Pago']) {
			const dueThere = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
				midnight,
			);
			const late = Math.round((Date.parse(localToday(zone)) - Date.parse(dueThere)) / day);
			expect(await hridsOf({ overdueBy: 1 }, {}, zone)).toEqual(late >= 1 ? ['MIDNIGHT'] : []);
			expect(await hridsOf({ dueWithin: 0 }, {}, zone)).toEqual(late === 0 ? ['MIDNIGHT'] : []);
		}
	});

	test('the filters for due dates read only requests on loan, and a hint says so if these are many', async () => {
		sandbox.requests.seed('east', 900, (index) => ({
			isRequester: true,
			hrid: `CLOSED-${index}`,
			state: 'REQ_REQUEST_COMPLETE',
			dateCreated: today - index * minute,
		}));
		sandbox.requests.seed('east', 600, (index) => ({
			isRequester: true,
			hrid: `LONG-${index}`,
			state: 'REQ_CHECKED_IN',
			dateCreated: today - index * minute,
			dueDateRS: '2099-01-01',
		}));
		const { items, hints } = await getMany({ filters: { overdueBy: 20 } });
		expect(items.map(({ hrid }) => hrid)).toEqual(['IN-20']);
		expect(hints).toEqual([
			expect.objectContaining({ message: expect.stringMatching(/cannot search for due dates: 6\d\d requests were read to find 1/) }),
		]);
	});
});

describe('other filters', () => {
	const hridsOf = async (filters: IDataObject, parameters: INodeParameters = {}) =>
		(await getMany({ filters: filters as INodeParameters, ...parameters })).items.map(({ hrid }) => hrid).sort();

	test('the filter notShippedYet finds open requests that are not shipped, on either side', async () => {
		for (const state of ['REQ_IDLE', 'REQ_EXPECTS_TO_SUPPLY', 'REQ_UNFILLED', 'REQ_SHIPPED', 'REQ_END_OF_ROTA', 'X_OWN'])
			add({ hrid: state, state });
		expect(await hridsOf({ notShippedYet: true })).toEqual(['REQ_EXPECTS_TO_SUPPLY', 'REQ_IDLE', 'REQ_UNFILLED']);
		add({ hrid: 'LEND', isRequester: false, state: 'RES_AWAIT_PICKING' });
		add({ hrid: 'LENT', isRequester: false, state: 'RES_ITEM_SHIPPED' });
		expect(await hridsOf({ notShippedYet: true }, { side: 'lending' })).toEqual(['LEND']);
	});

	test('the filter otherLibrary finds requests by the symbol or a part of the name of the library on the other side', async () => {
		add({ hrid: 'LAKE', supplier: 'ISIL:US-LAKE' });
		add({ hrid: 'HILL', supplier: 'ISIL:US-HILL' });
		add({ hrid: 'BROKERED', supplyingInstitutionSymbol: 'ISIL:US-LAKE' });
		add({
			hrid: 'LENT',
			isRequester: false,
			state: 'RES_IDLE',
			supplier: 'RESHARE:US-EAST',
			requester: 'ISIL:US-LAKE',
			requestingInstitutionSymbol: 'ISIL:US-LAKE',
		});
		expect(await hridsOf({ otherLibrary: 'lakeside' })).toEqual(['LAKE']);
		for (const symbol of ['US-LAKE', 'isil:us-lake']) expect(await hridsOf({ otherLibrary: symbol })).toEqual(['BROKERED', 'LAKE']);
		expect(await hridsOf({ otherLibrary: 'US-LAKE' }, { side: 'lending' })).toEqual(['LENT']);
		expect(await hridsOf({ otherLibrary: 'US-EAST' }, { side: 'lending' })).toEqual([]);
	});

	test('the filter pickupLocations finds requests by slug, even by a slug that ReShare cannot search for', async () => {
		for (const pickupLocationSlug of ['EAST-MAIN', 'EAST-SCI', 'EAST-LAW', 'EAST(1)'])
			add({ hrid: pickupLocationSlug, pickupLocationSlug });
		expect(await hridsOf({ pickupLocations: 'EAST-MAIN, EAST-LAW' })).toEqual(['EAST-LAW', 'EAST-MAIN']);
		expect(await hridsOf({ pickupLocations: 'EAST(1)' })).toEqual(['EAST(1)']);
	});

	test('the filter pickupLocations finds requests by the name that they show, without the library that ReShare appends', async () => {
		add({ hrid: 'MAIN', pickupLocationSlug: 'EAST-MAIN', pickupLocation: 'Main Library --> RESHARE:US-EAST' });
		add({ hrid: 'SCI', pickupLocationSlug: 'EAST-SCI', pickupLocation: 'Science Library' });
		add({ hrid: 'LAW', pickupLocationSlug: 'EAST-LAW', pickupLocation: 'Law Library' });
		add({ hrid: 'TYPED', pickupLocation: 'Main Library' });
		add({ hrid: 'ANNEX', pickupLocationSlug: 'EAST-ANNEX', pickupLocation: 'Main Library Annex' });
		expect(await hridsOf({ pickupLocations: 'Main Library' })).toEqual(['MAIN', 'TYPED']);
		expect(await hridsOf({ pickupLocations: 'Science Library, EAST-LAW' })).toEqual(['LAW', 'SCI']);
	});
});

describe('the reference of a request in several operations', () => {
	const requestIdentifiers = [
		{ id: '1', identifierType: 'DOI', identifier: '10.1000/work' },
		{ id: '2', identifierType: 'ILLIAD', identifier: 'TN 4711' },
	];
	async function shown(hrid: string): Promise<unknown[]> {
		const credentials = { okapiApi: libraryCredential(sandbox) };
		const get = await runNode({ node, parameters: { operation: 'get', request: byName(hrid) }, credentials });
		const { items } = await getMany({ filters: { text: hrid } });
		const open = await runNode({ node, parameters: { operation: 'getOpenRequests', patronId: 'P-17' }, credentials });
		const requests = open.outputs[0]?.[0]?.json.requests as IDataObject[];
		return [get.outputs[0]?.[0]?.json.reference, items[0]?.reference, requests.find((one) => one.hrid === hrid)?.reference];
	}

	test.each([true, false])(
		'Get, Get Many and Get Open Requests show the same reference of a request (whole records in lists: %s)',
		async (wholeRecordsInLists) => {
			sandbox.behavior.wholeRecordsInLists = wholeRecordsInLists;
			add({ hrid: 'EAST-1', patronIdentifier: 'P-17', requestIdentifiers });
			expect(await shown('EAST-1')).toEqual(['TN 4711', 'TN 4711', 'TN 4711']);
		},
	);

	test('a request that was made again has the reference of the request before it, and is found by that reference', async () => {
		const old = add({ hrid: 'EAST-1', patronIdentifier: 'P-17', state: 'REQ_REREQUESTED', requestIdentifiers });
		const anew = add({ hrid: 'EAST-2', patronIdentifier: 'P-17', precededBy: old.id });
		old.succeededBy = anew.id;
		expect(await shown('EAST-2')).toEqual(['TN 4711', 'TN 4711', 'TN 4711']);
		const get = async (value: string) =>
			(
				await runNode({
					node,
					parameters: { operation: 'get', request: byName(value) },
					credentials: { okapiApi: libraryCredential(sandbox) },
				})
			).outputs[0]?.[0]?.json;
		expect(await get('TN 4711')).toMatchObject({ hrid: 'EAST-2', warnings: [expect.stringContaining('made again')] });
		// A number always names one and the same request.
		expect(await get('EAST-1')).toMatchObject({ hrid: 'EAST-1', warnings: [] });
	});

	test("a reference that was sent as the loan's patron reference is shown by every operation, and finds its request", async () => {
		add({ hrid: 'EAST-1', patronIdentifier: 'P-17', patronReference: 'LOAN-8' });
		expect(await shown('EAST-1')).toEqual(['LOAN-8', 'LOAN-8', 'LOAN-8']);
		const { outputs } = await runNode({
			node,
			parameters: { operation: 'get', request: byName('LOAN-8') },
			credentials: { okapiApi: libraryCredential(sandbox) },
		});
		expect(outputs[0]?.[0]?.json).toMatchObject({ hrid: 'EAST-1' });
	});
});
