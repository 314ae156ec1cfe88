import { ReShare, type LibraryAccess, type Requests } from '../../../../reshare';
import { crossLinkStates } from '../../../../reshare/requests/crosslink/statesAndSentences';
import { dayNumber, dayOfNumber } from '../../../../reshare/requests/model/workingDays';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import { bareRequest } from '../bareRequest';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { arrivalOutlookOf } from '../../../../reshare/requests/turnaround/arrivalOutlook';
import { turnaroundFiguresOf } from '../../../../reshare/requests/turnaround/turnaroundFigures';
import {
	createEmptyCoverage,
	mostStoredRequests,
	pastRequestsOf,
	parseStoredHistories,
	serializeHistories,
	withoutOtherBackEnds,
	addRequests,
	type StoredHistories,
} from '../../../../reshare/requests/turnaround/storedHistories';
import { historyBatch } from '../../../../reshare/requests/turnaround/readHistories';
import { joinAttempts } from '../../../../reshare/requests/turnaround/supplierAttempts';
import type { RequestQuery } from '../../../../reshare/requests/port/RequestQuery';
import { longestWaitForArrivalDay, Turnaround } from '../../../../reshare/requests/Turnaround';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { inventPastRequests, storePastRequest, type PastAttempt } from '../../../../sandbox/past/storePastRequests';
import { EmptyBackend } from '../empty/EmptyBackend';
import { countFigures, attemptsInCrossLink, attemptsInModRs, type LenderFigures } from './independentFigures';

const timeZone = 'America/New_York';
const holidays = ['2025-12-25', '2026-01-01'];
const calendar = { timeZone, weekend: [6, 7], holidays };
/** With TURNAROUND_REQUESTS=10000 the test takes a minute and a half. */
const requests = Number(process.env.TURNAROUND_REQUESTS ?? 200);
const manyRequests = 3000;
/** How many past requests there are for tests that read all of them again and again. */
const fewRequests = 120;

let sandbox: Sandbox;
let past = requests;
/** Each test has its own servers, with the same past. */
beforeEach(async () => {
	sandbox = await startSandbox({ past: { seed: 'turnaround', requests: past }, autoStaff: false });
});
afterEach(async () => {
	jest.restoreAllMocks();
	await sandbox.close();
});

const modRs = (): LibraryAccess => ({
	url: sandbox.okapiUrl,
	tenant: 'east',
	username: sandbox.libraries.east.username,
	password: sandbox.libraries.east.password,
});
const crossLink = (): LibraryAccess => ({
	backEnd: 'crossLink',
	url: sandbox.okapiUrl,
	...sandbox.crosslink.east,
	librarySymbol: 'US-EAST',
});
const turnaroundOf = async (library: LibraryAccess) => (await ReShare.open({ library })).requests.turnaround({ calendar, daysBack: 3650 });

/** Returns the figures in the form of the independent count, in which reasons are codes. */
function told(figures: ReturnType<ReturnType<Requests['turnaround']>['figures']>): Map<string, LenderFigures> {
	const ranks = (days: { median: number; middleFrom: number; middleTo: number; nineOfTen: number } | null) =>
		days === null ? null : [days.median, days.middleFrom, days.middleTo, days.nineOfTen];
	return new Map(
		figures.map((one) => [
			`${one.lender ?? '*'}|${one.serviceType}`,
			{
				requests: one.requests,
				supplied: one.supplied,
				reasons: Object.fromEntries(one.refusals.map(({ reason, count }) => [reason ?? '', count])),
				lastAsked: one.lastAsked ?? 0,
				spans: Object.fromEntries(
					Object.entries(one.spans).map(([name, { count, days, workingDays }]) => [
						name,
						{ count, days: ranks(days), workingDays: ranks(workingDays) },
					]),
				),
			},
		]),
	);
}

const words: Readonly<Record<string, string>> = {
	InUse: 'in use',
	NotOnShelf: 'not on shelf',
	NonCirculating: 'non circulating',
	PolicyProblem: 'policy problem',
	NotHeld: 'not held',
};
const inWords = (counted: Map<string, LenderFigures>): Map<string, LenderFigures> =>
	new Map(
		[...counted].map(([key, one]) => [
			key,
			{ ...one, reasons: Object.fromEntries(Object.entries(one.reasons).map(([code, count]) => [words[code] ?? code, count])) },
		]),
	);

it('inventPastRequests invents the same patron requests for the same seed, and others for another seed', () => {
	const until = Date.UTC(2026, 10, 1);
	const made = inventPastRequests({ seed: 'a', requests: 500, until });
	expect(inventPastRequests({ seed: 'a', requests: 500, until })).toEqual(made);
	expect(inventPastRequests({ seed: 'b', requests: 500, until })).not.toEqual(made);
	expect(
		Math.max(
			...made.flatMap(({ attempts }) => attempts.flatMap((turn) => Object.values(turn).filter((value) => typeof value === 'number'))),
		),
	).toBeLessThan(until);
});

it.each([
	['mod-rs', modRs, () => attemptsInModRs(sandbox.requests.all('east')), requests / 50 + 10],
	['CrossLink', crossLink, () => attemptsInCrossLink(sandbox.crosslink.requests.all('east_crosslink')), requests * 1.01 + 30],
] as const)(
	'the turnaround figures of %s equal those of an independent script, and each patron request is read once',
	async (_name, library, lines, mostCalls) => {
		const turnaround = await turnaroundOf(library());
		sandbox.log.clear();
		expect(await turnaround.read()).toBe(requests);
		expect(sandbox.log.entries.length).toBeLessThanOrEqual(mostCalls);
		const counted = inWords(countFigures(lines(), timeZone, holidays));
		expect(counted.size).toBeGreaterThan(12);
		expect(told(turnaround.figures())).toEqual(counted);
		const again = await turnaroundOf(library());
		again.restoreHistories(JSON.parse(JSON.stringify(turnaround.storedHistories)));
		expect(await again.read()).toBeLessThan(20);
		expect(told(again.figures())).toEqual(counted);
		expect(JSON.stringify(turnaround.storedHistories)).not.toMatch(/R0\d\d\d|Bees of|East Harbor/);
		expect(JSON.stringify(turnaround.storedHistories).length).toBeLessThan(90 * requests + 1000);
	},
);

describe('the date by which 9 of 10 loans arrive, judged by later loans', () => {
	const until = Date.UTC(2026, 10, 1);
	const from = until - 182 * 86_400_000;
	const made = inventPastRequests({ seed: 'held out', requests: manyRequests, until }).filter(({ isCopy }) => !isCopy);
	const attemptOf = ({ lender, askedAt, shippedAt, receivedAt }: (typeof made)[number]['attempts'][number]) => ({
		lender,
		asked: askedAt,
		...(shippedAt === undefined ? {} : { shipped: shippedAt }),
		...(receivedAt === undefined ? {} : { received: receivedAt }),
	});
	const pastOfLives = (lives: readonly { readonly attempts: (typeof made)[number]['attempts'] }[]) =>
		lives.map(({ attempts }) => ({ serviceType: 'loan' as const, attempts: attempts.map(attemptOf) }));
	const came = made
		.filter(({ createdAt }) => createdAt >= from)
		.flatMap(({ attempts }) => attempts.filter(({ receivedAt }) => receivedAt !== undefined).map(attemptOf));
	const settled = made
		.flatMap((life) => life.attempts.flatMap(({ lender, completeAt }) => (completeAt === undefined ? [] : [{ life, lender, completeAt }])))
		.sort((a, b) => a.completeAt - b.completeAt);
	const allBefore = turnaroundFiguresOf(pastOfLives(made.filter(({ createdAt }) => createdAt < from)), calendar);

	const byWeek = new Map<string, ReturnType<typeof turnaroundFiguresOf>>();
	const latestFifty = (lender: string, at: number) => {
		const week = Math.floor(at / (7 * 86_400_000)) * 7 * 86_400_000;
		const figures =
			byWeek.get(`${lender}|${week}`) ??
			turnaroundFiguresOf(
				pastOfLives(
					settled
						.filter((one) => one.lender === lender && one.completeAt < week)
						.slice(-50)
						.map(({ life }) => life),
				),
				calendar,
			);
		byWeek.set(`${lender}|${week}`, figures);
		return figures;
	};

	it.each([
		['all loans of the year and a half before', () => allBefore],
		["the lender's latest fifty loans, read once a week", latestFifty],
	] as const)('85 to 95 percent of later loans arrive by the predicted date if the prediction is based on %s', (_name, figuresAt) => {
		for (const stage of ['shipped', 'asked'] as const) {
			const told = came.flatMap(({ lender, asked, shipped, received = 0 }) => {
				const known = { lender, asked, ...(stage === 'shipped' && shipped !== undefined ? { shipped } : {}) };
				const figures = figuresAt(lender, known.shipped ?? asked).find((one) => one.lender === lender && one.serviceType === 'loan');
				const { arrival } = arrivalOutlookOf(known, figures, { now: asked, calendar });
				return arrival === undefined ? [] : [dayOfNumber(dayNumber(received, timeZone)) <= arrival.day];
			});
			const percent = (told.filter((isIn) => isIn).length / told.length) * 100;
			expect(told.length).toBeGreaterThan(450);
			expect(percent).toBeGreaterThanOrEqual(85);
			expect(percent).toBeLessThanOrEqual(95);
		}
	});

	it('no date is predicted for a lender with fewer than ten loans', () => {
		const seldom = allBefore.find(({ lender }) => lender === 'US-ISLE');
		expect(seldom?.spans.shippedToReceived.count).toBeLessThan(10);
		expect(arrivalOutlookOf({ lender: 'US-ISLE', asked: from, shipped: from }, seldom, { now: from, calendar })).toMatchObject({
			arrival: undefined,
			usual: undefined,
			isLate: undefined,
			comesInTime: undefined,
		});
	});
});

const ago = (days: number) => Date.now() - days * 86_400_000;

/**
 * Adds a request to both back ends.
 *
 * @returns its id in mod-rs; in CrossLink the id is its number
 */
function add(number: number, turn: PastAttempt) {
	storePastRequest(
		{ number, isCopy: false, title: 'Waited for', patron: 'R0001', createdAt: turn.askedAt - 3_600_000, attempts: [turn] },
		{ requests: sandbox.requests, crosslink: sandbox.crosslink.requests },
	);
	return sandbox.requests.all('east').find(({ hrid }) => hrid === `EAST-P${number}`)?.id ?? '';
}

const sent = (number: number, lender: string) => add(number, { lender, askedAt: ago(2), promisedAt: ago(1.5), shippedAt: ago(0.2) });

describe.each([
	[
		'mod-rs',
		modRs,
		4,
		(id: string) =>
			attemptsInModRs(
				sandbox.requests
					.all('east')
					.filter(
						({ state, supplier, refdata }) =>
							state === 'REQ_REQUEST_COMPLETE' && supplier?.endsWith(`:${id}`) === true && refdata.serviceType === 'loan',
					)
					.sort((a, b) => b.lastUpdated - a.lastUpdated)
					.slice(0, 50),
			),
	],
	[
		'CrossLink',
		crossLink,
		70,
		(id: string) =>
			attemptsInCrossLink(
				sandbox.crosslink.requests
					.all('east_crosslink')
					.filter(
						({ state, supplierSymbol, illRequest }) =>
							state === 'COMPLETED' &&
							supplierSymbol === `ISIL:${id}` &&
							(illRequest.serviceInfo as { serviceType: string }).serviceType === 'Loan',
					)
					.sort((a, b) => b.updatedAt - a.updatedAt)
					.slice(0, 50),
			),
	],
] as const)("the predicted date over %s from the lender's latest loans", (name, library, mostCalls, latest) => {
	const first = name === 'mod-rs' ? 90_000 : 90_010;
	const idOf = (number: number, id: string) => (name === 'mod-rs' ? id : `EAST-P${number}`);

	it('the predicted date of arrival equals that of an independent script, and takes only a few calls for each lender', async () => {
		const lines = latest('US-NORTH');
		expect(lines.length).toBeGreaterThanOrEqual(50);
		const counted = countFigures(lines, timeZone, holidays).get('North Fells University Library|loan');
		const id = idOf(first, sent(first, 'US-NORTH'));
		const turnaround = await turnaroundOf(library());
		sandbox.log.clear();
		const arrivals = await Promise.all([turnaround.arrival(id), turnaround.arrival(id)]);
		expect(arrivals[0]).toEqual({
			day: dayOfNumber(dayNumber(ago(0.2), timeZone) + Number(counted?.spans.shippedToReceived?.days?.[3])),
			from: counted?.spans.shippedToReceived?.count,
		});
		expect(arrivals[1]).toEqual(arrivals[0]);
		expect(sandbox.log.entries.length).toBeLessThanOrEqual(mostCalls);
		// A later run, or another execution, reads only the request.
		sandbox.log.clear();
		expect(await (await turnaroundOf(library())).arrival(id)).toEqual(arrivals[0]);
		expect(sandbox.log.entries.length).toBeLessThan(8);
	});

	it('no date of arrival is predicted for a loan that is late, received or unknown, nor from a lender of too few loans', async () => {
		const turnaround = await turnaroundOf(library());
		const seldom = sent(first + 1, 'US-ISLE');
		const late = add(first + 2, { lender: 'US-NORTH', askedAt: ago(300), promisedAt: ago(299) });
		const here = add(first + 3, { lender: 'US-NORTH', askedAt: ago(5), shippedAt: ago(4), receivedAt: ago(1) });
		expect(
			await Promise.all(
				[idOf(first + 1, seldom), idOf(first + 2, late), idOf(first + 3, here), 'EAST-NONE'].map((id) => turnaround.arrival(id)),
			),
		).toEqual([undefined, undefined, undefined, undefined]);
	});

	it('predicting the arrival of a loan fails with a timeout error while ReShare is slow, and succeeds when it is fast again', async () => {
		const id = idOf(first + 4, sent(first + 4, 'US-SOUTH'));
		sandbox.faults.add({ kind: 'delay', ms: 400, path: '^/(rs|broker)/patron_?requests$' });
		const short = jest.replaceProperty(longestWaitForArrivalDay, 'ms', 200);
		await expect((await turnaroundOf(library())).arrival(id)).rejects.toMatchObject({
			kind: 'timeout',
			message: 'ReShare took too long to tell of earlier loans',
		});
		short.restore();
		sandbox.faults.clear();
		expect(await (await turnaroundOf(library())).arrival(id)).toMatchObject({ from: expect.any(Number) });
	});
});

it("a date of arrival is predicted over a mod-rs with a broker, which stores only the lender's symbol", async () => {
	const id = sent(90_031, 'US-LAKE');
	for (const row of sandbox.requests.all('east').filter(({ supplier }) => supplier?.endsWith(':US-LAKE') === true)) {
		const { audit, supplier = '', notifications } = row;
		const heard = audit
			.filter(({ event }) => event?.startsWith('ISO18626') === true)
			.map(({ id: of, at, to }) => ({
				id: `${of}:heard`,
				at,
				updatedAt: at,
				seen: true,
				isSender: false,
				attachedAction: 'StatusChange',
				actionStatus: to === 'REQ_SHIPPED' ? 'Loaned' : 'ExpectToSupply',
				sender: supplier,
				receiver: 'ISIL:US-EAST',
			}));
		Object.assign(row, {
			supplier: undefined,
			supplyingInstitutionSymbol: supplier,
			rota: [],
			notifications: [...notifications, ...heard],
		});
	}
	expect(await (await turnaroundOf(modRs())).arrival(id)).toMatchObject({ from: expect.any(Number) });
});

it('arrivalOutlookOf says when a loan is likely to arrive, whether it is slower than usual for its lender, and whether it comes in time', () => {
	const day = (number: number) => Date.UTC(2026, 2, number, 15);
	const past = Array.from({ length: 20 }, (_, index) => ({
		serviceType: 'loan' as const,
		attempts: [{ lender: 'North', asked: day(2), shipped: day(4), received: day(index === 19 ? 20 : 9) }],
	}));
	const [, north] = turnaroundFiguresOf(past, calendar);
	const sent = { lender: 'North', asked: day(16), shipped: day(18) };
	expect(arrivalOutlookOf(sent, north, { now: day(19), calendar, neededBy: '2026-03-22' })).toEqual({
		arrival: { day: '2026-03-23', from: 20 },
		awaited: 'arrival',
		waited: 1,
		usual: 3,
		from: 20,
		isLate: false,
		comesInTime: false,
	});
	expect(arrivalOutlookOf(sent, north, { now: day(19), calendar, neededBy: '2026-03-23' }).comesInTime).toBe(true);
	expect(arrivalOutlookOf(sent, north, { now: day(24), calendar })).toMatchObject({
		awaited: 'arrival',
		waited: 4,
		usual: 3,
		isLate: true,
	});
	expect(arrivalOutlookOf(sent, north, { now: day(23), calendar })).toMatchObject({ waited: 3, usual: 3, isLate: false });
	expect(arrivalOutlookOf({ lender: 'North', asked: day(16) }, north, { now: day(19), calendar })).toMatchObject({
		awaited: 'shipping',
		waited: 3,
		usual: 2,
		isLate: true,
	});
	// If the item should have arrived by today, nobody knows before the day is over whether it is late.
	expect(arrivalOutlookOf(sent, north, { now: day(24), calendar, neededBy: '2026-03-29' }).comesInTime).toBeUndefined();
	expect(arrivalOutlookOf(sent, north, { now: day(30), calendar, neededBy: '2026-03-29' }).comesInTime).toBe(false);
	expect(arrivalOutlookOf(sent, turnaroundFiguresOf(past.slice(0, 9), calendar)[1], { now: day(30), calendar })).toMatchObject({
		arrival: undefined,
		usual: undefined,
		from: 9,
		isLate: undefined,
	});
});

it('a request migrated to CrossLink counts once in the figures, with request date from mod-rs and arrival from CrossLink', () => {
	const moved = { id: 'EAST-7~0', hrid: 'EAST-7~0', side: 'borrowing', isMigrated: true, createdAt: '2026-03-02T15:00:00Z' } as const;
	const state = (code: string) => ({
		from: crossLinkStates.read({ code: code === 'SHIPPED' ? 'WILL_SUPPLY' : 'SHIPPED' }, 'borrowing'),
		to: crossLinkStates.read({ code }, 'borrowing'),
	});
	const asked = {
		from: modRsStates.read({ code: 'REQ_SUPPLIER_IDENTIFIED' }, 'borrowing'),
		to: modRsStates.read({ code: 'REQ_REQUEST_SENT_TO_SUPPLIER' }, 'borrowing'),
	};
	const before: PatronRequest = {
		...bareRequest,
		id: 'uuid',
		hrid: 'EAST-7',
		side: 'borrowing',
		createdAt: '2026-03-02T15:00:00Z',
		rota: [{ position: 0, library: 'North' }],
		history: [{ id: 'a', at: '2026-03-02T15:00:00Z', rotaPosition: 0, supplier: 'North', ...asked }],
	};
	const after: PatronRequest = {
		...bareRequest,
		...moved,
		state: state('RECEIVED').to,
		history: [
			{ id: 'b', at: '2026-03-05T15:00:00Z', supplier: 'North', ...state('SHIPPED') },
			{ id: 'c', at: '2026-03-09T15:00:00Z', ...state('RECEIVED') },
		],
	};
	const other: PatronRequest = { ...bareRequest, id: 'EAST-8', hrid: 'EAST-8', createdAt: '2026-03-02T15:00:00Z' };
	const coverageOf = (...of: readonly PatronRequest[]) => addRequests(createEmptyCoverage(0), of, 0);
	const alone: StoredHistories = new Map([['new', coverageOf(after)]]);
	expect(pastRequestsOf(alone, 'new')).toMatchObject([
		{ attempts: [{ lender: 'North', shipped: Date.UTC(2026, 2, 5, 15), received: Date.UTC(2026, 2, 9, 15) }] },
	]);
	expect(pastRequestsOf(alone, 'new')[0]?.attempts[0]?.asked).toBeUndefined();
	const both: StoredHistories = new Map([
		['old', coverageOf(before, other)],
		['new', coverageOf(after)],
		['another library', coverageOf({ ...other, hrid: 'WEST-7' })],
	]);
	expect(parseStoredHistories(JSON.parse(JSON.stringify(serializeHistories(both))))).toEqual(both);
	expect(pastRequestsOf(both, 'new').map(({ attempts }) => attempts)).toEqual([
		[{ lender: 'North', asked: Date.UTC(2026, 2, 2, 15), shipped: Date.UTC(2026, 2, 5, 15), received: Date.UTC(2026, 2, 9, 15) }],
		[],
	]);
	expect([...withoutOtherBackEnds(both, 'new').keys()]).toEqual(['old', 'new']);
	expect(addRequests(coverageOf(after), [], Date.UTC(2026, 3, 1)).requests.size).toBe(0);
});

it('a CrossLink request that has the old number of a migrated request counts separately in the turnaround figures', () => {
	const request = (requests: Partial<PatronRequest>): PatronRequest => ({
		...bareRequest,
		id: 'EAST-7',
		hrid: 'EAST-7',
		createdAt: '2026-03-02T15:00:00Z',
		...requests,
	});
	const migrated = request({ id: 'EAST-7~0', hrid: 'EAST-7~0', isMigrated: true });
	const kept = (begun: Partial<PatronRequest>): StoredHistories =>
		new Map([
			['old', addRequests(createEmptyCoverage(0), [request(begun), request({ hrid: 'EAST-8' })], 0)],
			['new', addRequests(createEmptyCoverage(0), [migrated, request({ createdAt: '2026-03-02T16:00:00Z' })], 0)],
		]);
	expect(pastRequestsOf(kept({}), 'new')).toHaveLength(3);
	// The old back end's request of this number is younger than the migrated one, so it cannot have migrated, and the old back end is left
	// out.
	expect(pastRequestsOf(kept({ createdAt: '2026-03-02T16:00:00Z' }), 'new')).toHaveLength(2);
});

it('a lender that refused a request before its migration to CrossLink and ships the item after it counts as asked twice', () => {
	const refused = { lender: 'North', asked: 1, refused: 2 };
	expect(joinAttempts([refused], [{ lender: 'North', shipped: 3 }])).toEqual([refused, { lender: 'North', shipped: 3 }]);
});

it('a loan whose shipping date was corrected to a day before its request counts as supplied, but not in the days that shipping takes', () => {
	const [all] = turnaroundFiguresOf(
		[{ serviceType: 'loan', attempts: [{ lender: 'North', asked: Date.UTC(2026, 2, 4), shipped: Date.UTC(2026, 2, 2) }] }],
		calendar,
	);
	expect(all).toMatchObject({ requests: 1, supplied: 1, spans: { askedToShipped: { count: 0, days: null } } });
});

describe.each([
	['mod-rs', modRs, 'east'],
	['CrossLink', crossLink, 'east_crosslink'],
] as const)('turnaround figures of %s', (_name, library, tenant) => {
	beforeAll(() => (past = fewRequests));
	afterAll(() => (past = requests));

	const isCrossLink = tenant === 'east_crosslink';
	const open = async (daysBack = 3650) => (await ReShare.open({ library: library() })).requests.turnaround({ calendar, daysBack });
	const asked = (turnaround: ReturnType<Requests['turnaround']>) =>
		turnaround
			.figures()
			.filter(({ lender }) => lender === null)
			.reduce((sum, one) => sum + one.requests, 0);
	const numbersOf = (turnaround: ReturnType<Requests['turnaround']>) =>
		[...parseStoredHistories(turnaround.storedHistories).values()].reduce((sum, { requests: of }) => sum + of.size, 0);
	/** Returns the request's own id, by its number in `storePastRequest`. */
	const idIn = (number: number, id: string) => (isCrossLink ? `EAST-P${number}` : id);

	it('the borrowing library itself is not listed as a lender, even if it could not fill a request', async () => {
		const turnaround = await open();
		await turnaround.read();
		const before = turnaround.figures().map(({ lender }) => lender);
		add(91_001, { lender: 'US-EAST', askedAt: ago(9), refusedAt: ago(8.9), reason: 'NotOnShelf' });
		await turnaround.read();
		expect(turnaround.figures().map(({ lender }) => lender)).toEqual(before);
	});

	it('no date of arrival is predicted for a request that is being canceled or whose lender has agreed to cancel', async () => {
		const turnaround = await open();
		await turnaround.read();
		const [pending, agreed, waiting] = [91_002, 91_003, 91_004].map((number) =>
			idIn(number, add(number, { lender: 'US-NORTH', askedAt: ago(3), promisedAt: ago(2), shippedAt: ago(0.2) })),
		);
		if (isCrossLink) {
			sandbox.crosslink.requests.move(pending ?? '', 'CANCEL_PENDING');
			sandbox.crosslink.requests.receive(agreed ?? '', 'ISIL:US-NORTH', {
				reason: 'CancelResponse',
				status: 'Cancelled',
				answerYesNo: 'Y',
			});
		} else {
			sandbox.requests.move(pending ?? '', 'REQ_CANCEL_PENDING');
			sandbox.requests.move(agreed ?? '', 'REQ_CANCELLED_WITH_SUPPLIER');
		}
		const outlooks = new Map((await turnaround.open()).map(({ request }) => [request.id, turnaround.outlook(request)]));
		expect([pending, agreed, waiting].map((id) => [outlooks.has(id ?? ''), outlooks.get(id ?? '')?.arrival !== undefined])).toEqual([
			[true, false],
			[true, false],
			[true, true],
		]);
	});

	it('the turnaround figures include older patron requests if more days to look back are set, and leave them out if fewer are', async () => {
		const few = await open(60);
		const many = await open();
		await few.read();
		await many.read();
		expect(asked(few)).toBeLessThan(asked(many));
		expect(asked(few)).toBeGreaterThan(0);
		const raised = await open();
		raised.restoreHistories(JSON.stringify(few.storedHistories));
		await raised.read();
		expect(raised.figures()).toEqual(many.figures());
		const lowered = await open(60);
		lowered.restoreHistories(JSON.stringify(raised.storedHistories));
		await lowered.read();
		expect(lowered.figures()).toEqual(few.figures());
	});

	it("the turnaround figures contain only the new library's requests after the account was changed to that of another library", async () => {
		const turnaround = await open();
		await turnaround.read();
		const west = (
			await ReShare.open({
				library: isCrossLink
					? { ...library(), ...sandbox.crosslink.west, librarySymbol: 'US-WEST' }
					: { ...library(), ...sandbox.libraries.west },
			})
		).requests.turnaround({ calendar, daysBack: 3650 });
		west.restoreHistories(turnaround.storedHistories);
		await west.read();
		expect(west.figures()).toEqual([]);
		expect(JSON.stringify(west.storedHistories)).not.toContain('EAST-');
	});

	it('if the first reading for the turnaround figures fails midway, the next reading continues where it stopped', async () => {
		jest.replaceProperty(historyBatch, 'size', 20);
		const [whole, turnaround] = [await open(), await open()];
		await whole.read();
		sandbox.faults.answer(503, { path: '^/(rs|broker)/patron_?requests', skip: isCrossLink ? 80 : 3 });
		await expect(turnaround.read()).rejects.toMatchObject({ kind: 'server' });
		const next = await open();
		next.restoreHistories(JSON.stringify(turnaround.storedHistories));
		sandbox.faults.clear();
		sandbox.log.clear();
		expect(await next.read()).toBeLessThan(fewRequests - 20);
		expect(next.figures()).toEqual(whole.figures());
	});

	it('a patron request that cannot be read is left out of the turnaround figures, with a remark, until it can be read', async () => {
		const [whole, turnaround] = [await open(), await open()];
		await whole.read();
		const id = isCrossLink ? 'EAST-P60' : (sandbox.requests.all('east').find(({ hrid }) => hrid === 'EAST-P60')?.id ?? '');
		if (isCrossLink) sandbox.faults.answer(500, { path: `^/broker/patron_requests/${id}` });
		else for (const path of [`^/rs/patronrequests/${id}`]) sandbox.faults.answer(500, { path });
		if (!isCrossLink) sandbox.faults.answer(500, { path: '^/rs/patronrequests$', query: 'fullRecord=true', times: 3 });
		await turnaround.read();
		expect(turnaround.remark).toBe('One request could not be read and does not count.');
		expect(asked(turnaround)).toBeLessThan(asked(whole));
		sandbox.faults.clear();
		await turnaround.read();
		expect(turnaround.remark).toBeUndefined();
		expect(turnaround.figures()).toEqual(whole.figures());
	});

	it('the turnaround figures count only the newest patron requests and say so, and do not read older ones again each time', async () => {
		jest.replaceProperty(historyBatch, 'size', 20);
		jest.replaceProperty(mostStoredRequests, 'requests', 50);
		const turnaround = await open();
		expect(await turnaround.read()).toBeLessThan(100);
		expect(numbersOf(turnaround)).toBe(50);
		expect(turnaround.remark).toBe('Only the newest 50 requests count.');
		expect(await turnaround.read()).toBeLessThan(20);
	});
});

it("the second reading for the turnaround figures asks for changes since ten minutes before the first, by the server's clock", async () => {
	const queries: RequestQuery[] = [];
	const aHourAgo = Math.floor(Date.now() / 1000) - 3600;
	class LateBackend extends EmptyBackend {
		override find = async (query?: RequestQuery) => {
			if (query !== undefined) queries.push(query);
			return { listed: [], rowsRead: 0 };
		};
		override serverNow = () => aHourAgo as never;
	}
	const turnaround = new Turnaround(new LateBackend(), { calendar, daysBack: 30 });
	await turnaround.read();
	await turnaround.read();
	expect(queries.map(({ createdAfter, changedAfter }) => [createdAfter === undefined, changedAfter === undefined])).toEqual([
		[false, true],
		[true, false],
	]);
	expect(queries[1]?.changedAfter).toEqual(new Date((aHourAgo - 600) * 1000));
});
