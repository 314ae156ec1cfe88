import { createRequest } from '../../../../reshare/requests/create/createRequest';
import type { CreateDeps } from '../../../../reshare/requests/create/run';
import type { CreateOptions, CreateResult } from '../../../../reshare/requests/create/optionsAndResult';
import type { HttpAnswer } from '../../../../reshare/transport';
import type { RequestDraft } from '../../../../reshare/draft';
import { startSandbox, type RequestRow, type Sandbox } from '../../../../sandbox';
import { until } from '../../heldTimers';
import { copy, depsFor, loan, openWith, optionsWith, popularBook, quickTiming, withResolver } from './practice';

/** Two requests of one request: who waits for whom, and when the last look is. */
let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 30, routingTakesMs: 3_600_000 });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

const reference = 'TWIN-1';
const book = loan({ instanceId: popularBook.instanceId, title: popularBook.title, author: popularBook.author, reference });
const part = copy({ instanceId: popularBook.instanceId, pickupLocation: 'EAST-MAIN', reference });

let made = 0;

/** A request with the reference. */
function row(agoMs: number, { serviceType, title }: RequestDraft = book): RequestRow {
	return sandbox.requests.add('east', {
		isRequester: true,
		patronIdentifier: 'P1001',
		title: title ?? '',
		systemInstanceIdentifier: popularBook.instanceId,
		dateCreated: sandbox.clock.now() - agoMs,
		refdata: { serviceType: serviceType ?? 'loan' },
		requestIdentifiers: [{ id: `identifier-${++made}`, identifierType: 'ILLIAD', identifier: reference }],
	});
}

const answered = (contentType: string, text: string): HttpAnswer => ({ status: 200, headers: new Headers(), contentType, text });
const created = ({ id }: RequestRow): HttpAnswer =>
	answered('application/json', JSON.stringify({ status: 201, message: JSON.stringify({ id, isRequester: true }) }));
const requestSent = answered('text/html', '<title>Request sent</title>');
const lost = answered('text/html', '');

interface World {
	/** The resolver's answers in turn. */
	readonly attempts: ReadonlyArray<() => HttpAnswer>;
	/** Happens once, during a wait: `ms` is that wait, `waited` all waits so far. */
	readonly later?: { readonly isNow: (waited: number, ms: number) => boolean; readonly happens: () => void };
	readonly wish?: RequestDraft;
	readonly options?: Partial<CreateOptions>;
}

/** Time passes only by waits. */
async function make({ attempts, later, wish: draft = book, options = {} }: World): Promise<CreateResult> {
	const began = Date.now();
	let now = began;
	let isToCome = later !== undefined;
	const timing = {
		...quickTiming,
		now: () => now,
		sleep: async (ms: number) => {
			now += ms;
			if (!isToCome || later?.isNow(now - began, ms) !== true) return await Promise.resolve();
			isToCome = false;
			later.happens();
		},
	};
	const left = [...attempts];
	const http = { send: async () => await Promise.resolve(left.shift()?.() ?? lost) };
	const deps: CreateDeps = withResolver(depsFor(sandbox, { timing }), () => ({ http }));
	const result = await createRequest(deps, draft, optionsWith(options));
	expect(isToCome).toBe(false);
	return result;
}

function expectBothTold(result: CreateResult): void {
	const open = openWith(sandbox, reference).map(({ id }) => id);
	expect(open).toHaveLength(2);
	expect(result).toMatchObject({ outcome: 'needsStaff', reason: 'twoRequests' });
	expect([result.requestId, ...result.otherRequests.map(({ requestId }) => requestId)].sort()).toEqual(open.sort());
}

/** One look is enough. */
const unwaited = { options: { validationWaitMs: 0 } };

describe('where nobody waits for the validation', () => {
	it('it is made of a request that the answer did not name, too', async () => {
		const attempts = [
			(): HttpAnswer => {
				row(0, part);
				row(0, part);
				return requestSent;
			},
		];
		expectBothTold(await make({ attempts, wish: part, ...unwaited }));
	});

	it('it comes when no earlier attempt can be stored any more', async () => {
		const result = await make({
			attempts: [() => lost, () => created(row(0))],
			later: { isNow: (waited) => waited >= 1200, happens: () => row(-1000) },
			...unwaited,
		});
		expectBothTold(result);
	});
});

describe("another process's request that came later is about to be withdrawn by that process", () => {
	let younger: RequestRow;
	/** Between two looks. */
	const pauseMs = 500;
	const withdrawn = {
		isNow: (_waited: number, ms: number) => ms === pauseMs,
		happens: () => sandbox.requests.move(younger.id, 'REQ_CANCELLED'),
	};
	const twoAtOnce = (): HttpAnswer => {
		const ours = row(2000);
		younger = row(1000);
		return created(ours);
	};

	it.each([
		['nobody waits for the validation', unwaited],
		['the validation is waited for', {}],
	] as const)('that is waited for, where %s', async (_why, how) => {
		const result = await make({ attempts: [twoAtOnce], later: withdrawn, ...how });
		expect(result).toMatchObject({ outcome: 'created', alreadyExisted: false, otherRequests: [] });
		expect(openWith(sandbox, reference).map(({ id }) => id)).toEqual([result.requestId]);
	});

	it('that is waited for before anything is sent', async () => {
		twoAtOnce();
		const result = await make({ attempts: [], later: withdrawn });
		expect(result).toMatchObject({ outcome: 'created', alreadyExisted: true, otherRequests: [] });
	});

	it('both are told where nothing comes of it', async () => {
		expectBothTold(await make({ attempts: [twoAtOnce] }));
	});
});

/** Requests of two processes look the same and are never withdrawn, so the last look is just before sending. */
describe('another process sends the same wish while this one waits for its turn', () => {
	const overtaken = async (draft: RequestDraft): Promise<{ readonly result: CreateResult; readonly sent: number }> => {
		let sent = 0;
		const http = {
			send: async (): Promise<HttpAnswer> => {
				sent++;
				return await Promise.resolve(requestSent);
			},
		};
		const deps = depsFor(sandbox, { timing: { ...quickTiming, lookupTtl: 60_000 } });
		const looks = jest.spyOn(deps.requests, 'withReferences');
		const place: CreateDeps['slot'] = async (work) => {
			await until(() => looks.mock.results.length > 0);
			await looks.mock.results[0]?.value;
			row(0, draft);
			return await work();
		};
		return {
			result: await createRequest({ ...withResolver(deps, () => ({ http })), slot: place }, draft, optionsWith({ validationWaitMs: 0 })),
			sent,
		};
	};

	it('a copy is not sent a second time', async () => {
		const { result, sent } = await overtaken(part);
		expect(sent).toBe(0);
		expect(result).toMatchObject({ alreadyExisted: true, reference });
		expect(openWith(sandbox, reference)).toHaveLength(1);
	});
});
