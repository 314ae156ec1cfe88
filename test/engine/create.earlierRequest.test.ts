import { usualCheckSwitches, type CreateOptions, type CreateResult } from '../../reshare/requests/create/createTypes';
import { createRequest } from '../../reshare/requests/create/createRequest';
import { clock } from '../../reshare/clock';
import type { RequestDraft } from '../../reshare/draft';
import { pause, startSandbox, type NewRequestRow, type RequestRow, type Sandbox } from '../virtualSandbox';
import { copy, depsFor, isOpenRow, loan, openWith, optionsWith, lentBySeveral } from '../unit/requests/create/practice';

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
	sandbox.behaviour.routingTakesMs = 0;
	sandbox.settings.set('east', 'max_requests', '50');
	for (const key of ['requester_returnables_state_model', 'requester_non_returnables_state_model'])
		sandbox.settings.set('east', key, undefined);
});

const book: RequestDraft = loan({
	instanceId: lentBySeveral.instanceId,
	title: lentBySeveral.title,
	author: lentBySeveral.author,
	isbn: lentBySeveral.isbn,
	reference: 'LIFE-1',
});

async function create(wish: RequestDraft, options: Partial<CreateOptions> = {}): Promise<CreateResult> {
	return await createRequest(depsFor(sandbox), wish, optionsWith(options));
}

/** Makes an earlier request of the patron for the same book. */
function earlier(state: string, values: NewRequestRow = {}): RequestRow {
	const row = sandbox.requests.add('east', {
		isRequester: true,
		hrid: 'EAST-OLD',
		patronIdentifier: 'P1001',
		title: book.title ?? '',
		author: book.author ?? '',
		systemInstanceIdentifier: lentBySeveral.instanceId,
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
		expect(openWith(sandbox, 'LIFE-1').map(({ id }) => id)).toEqual([result.requestId]);
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
	])('a new request that goes to %s at once is reported as not created, with the reason %s', async (state, reason) => {
		sandbox.behaviour.routingTakesMs = 5000;
		const running = create(book);
		const row = await firstRow();
		sandbox.requests.move(row.id, state);
		if (state === 'REQ_CLOSED_BY_SOME_RULE')
			sandbox.faults.add({
				kind: 'status',
				status: 200,
				contentType: 'application/json',
				path: `^/rs/patronrequests/${row.id}$`,
				method: 'GET',
				body: JSON.stringify(closedView(row)),
			});
		const result = await running;
		expect(result).toMatchObject({ outcome: 'notCreated', reason, requestId: row.id });
		expect(result.explanation).toContain('Nothing is open');
	});

	async function firstRow(): Promise<RequestRow> {
		for (;;) {
			const [row] = sandbox.requests.all('east').filter(({ state }) => state === 'REQ_VALIDATED');
			if (row !== undefined) return row;
			await pause(10);
		}
	}

	/** Shows a request in a consortium's own state, of which only the server knows that it is terminal. */
	function closedView({ id, hrid }: RequestRow): unknown {
		const requestIdentifiers = [{ identifierType: 'ILLIAD', identifier: 'LIFE-1' }];
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
		['a copy', copy({ instanceId: lentBySeveral.instanceId, reference: 'LIFE-1' })],
	])('%s of a library whose requests an external broker routes (SLNP) is created as soon as it has its number', async (_name, wish) => {
		const started = clock.now();
		const result = await create(wish, { validationWaitMs: 8000, checks: { ...usualCheckSwitches, patron: false } });
		expect(result).toMatchObject({ outcome: 'created', status: { code: 'SLNP_REQ_IDLE' }, warnings: [] });
		expect(result.hrid).toMatch(/^EAST-/);
		expect(clock.now() - started).toBeLessThan(8000);
		expect(sandbox.requests.all('east').filter(isOpenRow)).toHaveLength(1);
	});
});
