import { ReShare, type LibraryAccess, type Requests } from '../../../../reshare';
import { crossLinkStates } from '../../../../reshare/requests/crosslink/states';
import { dayNumber, dayOf } from '../../../../reshare/requests/model/workingDays';
import { modRsStates } from '../../../../reshare/requests/modrs/states';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { outlookOf } from '../../../../reshare/requests/turnaround/arrival';
import { figuresOf } from '../../../../reshare/requests/turnaround/figures';
import { keep, pastOf, readKept } from '../../../../reshare/requests/turnaround/kept';
import { joined } from '../../../../reshare/requests/turnaround/turns';
import type { RequestQuery } from '../../../../reshare/requests/port/RequestDesk';
import { patience, Turnaround } from '../../../../reshare/requests/Turnaround';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { livesOf, writeLife, type Turn } from '../../../../sandbox/past';
import { EmptyDesk } from '../empty/EmptyDesk';
import { countAgain, linesOfCrossLink, linesOfModRs, type Counted } from './countedAgain';

const timeZone = 'America/New_York';
const holidays = ['2025-12-25', '2026-01-01'];
const calendar = { timeZone, weekend: [6, 7], holidays };
/** TURNAROUND_REQUESTS=10000 takes a minute and a half. */
const requests = Number(process.env.TURNAROUND_REQUESTS ?? 300);
const manyRequests = 3000;

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ past: { seed: 'turnaround', requests }, autoStaff: false });
});
afterAll(async () => await sandbox.close());

const modRs = (): LibraryAccess => ({ url: sandbox.okapiUrl, tenant: 'east', username: sandbox.libraries.east.username, password: sandbox.libraries.east.password });
const crossLink = (): LibraryAccess => ({ backEnd: 'crossLink', url: sandbox.okapiUrl, ...sandbox.crosslink.east, librarySymbol: 'US-EAST' });
const turnaroundOf = async (library: LibraryAccess): Promise<ReturnType<Requests['turnaround']>> => (await ReShare.open({ library })).requests.turnaround({ calendar, daysBack: 3650 });

/** In the form of the independent count, whose reasons are codes. */
function told(figures: ReturnType<ReturnType<Requests['turnaround']>['figures']>): Map<string, Counted> {
	const ranks = (days: { median: number; middleFrom: number; middleTo: number; nineOfTen: number } | null) => (days === null ? null : [days.median, days.middleFrom, days.middleTo, days.nineOfTen]);
	return new Map(
		figures.map((one) => [
			`${one.lender ?? '*'}|${one.serviceType}`,
			{
				requests: one.requests,
				supplied: one.supplied,
				reasons: Object.fromEntries(one.refusals.map(({ reason, count }) => [reason ?? '', count])),
				lastAsked: one.lastAsked ?? 0,
				spans: Object.fromEntries(Object.entries(one.spans).map(([name, { count, days, workingDays }]) => [name, { count, days: ranks(days), workingDays: ranks(workingDays) }])),
			},
		]),
	);
}

const words: Readonly<Record<string, string>> = { InUse: 'in use', NotOnShelf: 'not on shelf', NonCirculating: 'non circulating', PolicyProblem: 'policy problem', NotHeld: 'not held' };
const inWords = (counted: Map<string, Counted>): Map<string, Counted> => new Map([...counted].map(([key, one]) => [key, { ...one, reasons: Object.fromEntries(Object.entries(one.reasons).map(([code, count]) => [words[code] ?? code, count])) }]));

it('makes the same past of the same seed, and another of another', () => {
	const until = Date.UTC(2026, 10, 1);
	const made = livesOf({ seed: 'a', requests: 500, until });
	expect(livesOf({ seed: 'a', requests: 500, until })).toEqual(made);
	expect(livesOf({ seed: 'b', requests: 500, until })).not.toEqual(made);
	expect(Math.max(...made.flatMap(({ turns }) => turns.flatMap((turn) => Object.values(turn).filter((value) => typeof value === 'number'))))).toBeLessThan(until);
});

it.each([
	['mod-rs', modRs, () => linesOfModRs(sandbox.requests.all('east')), requests / 50 + 10],
	['CrossLink', crossLink, () => linesOfCrossLink(sandbox.crosslink.requests.all('east_crosslink')), requests * 1.01 + 30],
] as const)('counts the requests of %s as an independent script does, and reads each once', async (_name, library, lines, mostCalls) => {
	const turnaround = await turnaroundOf(library());
	sandbox.log.clear();
	expect(await turnaround.read()).toBe(requests);
	expect(sandbox.log.entries.length).toBeLessThanOrEqual(mostCalls);
	const counted = inWords(countAgain(lines(), timeZone, holidays));
	expect(counted.size).toBeGreaterThan(12);
	expect(told(turnaround.figures())).toEqual(counted);
	const again = await turnaroundOf(library());
	again.recall(JSON.parse(JSON.stringify(turnaround.kept)));
	expect(await again.read()).toBeLessThan(20);
	expect(told(again.figures())).toEqual(counted);
	expect(JSON.stringify(turnaround.kept)).not.toMatch(/R0\d\d\d|Bees of|East Harbor/);
	expect(JSON.stringify(turnaround.kept).length).toBeLessThan(2_500_000);
});

describe('the day by which 9 of 10 loans are in, told of loans of which it knew nothing', () => {
	const until = Date.UTC(2026, 10, 1);
	const from = until - 182 * 86_400_000;
	const made = livesOf({ seed: 'held out', requests: manyRequests, until }).filter(({ isCopy }) => !isCopy);
	const turnOf = ({ lender, askedAt, shippedAt, receivedAt }: (typeof made)[number]['turns'][number]) => ({ lender, asked: askedAt, ...(shippedAt === undefined ? {} : { shipped: shippedAt }), ...(receivedAt === undefined ? {} : { received: receivedAt }) });
	const pastOfLives = (lives: readonly { readonly turns: (typeof made)[number]['turns'] }[]) => lives.map(({ turns }) => ({ serviceType: 'loan' as const, turns: turns.map(turnOf) }));
	const came = made.filter(({ createdAt }) => createdAt >= from).flatMap(({ turns }) => turns.filter(({ receivedAt }) => receivedAt !== undefined).map(turnOf));
	const settled = made.flatMap((life) => life.turns.flatMap(({ lender, completeAt }) => (completeAt === undefined ? [] : [{ life, lender, completeAt }]))).sort((a, b) => a.completeAt - b.completeAt);
	const allBefore = figuresOf(pastOfLives(made.filter(({ createdAt }) => createdAt < from)), calendar);

	const byWeek = new Map<string, ReturnType<typeof figuresOf>>();
	const latestFifty = (lender: string, at: number): ReturnType<typeof figuresOf> => {
		const week = Math.floor(at / (7 * 86_400_000)) * 7 * 86_400_000;
		const figures = byWeek.get(`${lender}|${week}`) ?? figuresOf(pastOfLives(settled.filter((one) => one.lender === lender && one.completeAt < week).slice(-50).map(({ life }) => life)), calendar);
		byWeek.set(`${lender}|${week}`, figures);
		return figures;
	};

	it.each([
		['all of a year and a half before', () => allBefore],
		["the lender's latest fifty, read once a week", latestFifty],
	] as const)('is right for 85 to 95 of a hundred by %s', (_name, figuresAt) => {
		for (const stage of ['shipped', 'asked'] as const) {
			const told = came.flatMap(({ lender, asked, shipped, received = 0 }) => {
				const known = { lender, asked, ...(stage === 'shipped' && shipped !== undefined ? { shipped } : {}) };
				const figures = figuresAt(lender, known.shipped ?? asked).find((one) => one.lender === lender && one.serviceType === 'loan');
				const { arrival } = outlookOf(known, figures, { now: asked, calendar });
				return arrival === undefined ? [] : [dayOf(dayNumber(received, timeZone)) <= arrival.day];
			});
			const percent = (told.filter((isIn) => isIn).length / told.length) * 100;
			expect(told.length).toBeGreaterThan(450);
			expect(percent).toBeGreaterThanOrEqual(85);
			expect(percent).toBeLessThanOrEqual(95);
		}
	});

	it('is not told where fewer than ten loans say so', () => {
		const seldom = allBefore.find(({ lender }) => lender === 'US-ISLE');
		expect(seldom?.spans.shippedToReceived.count).toBeLessThan(10);
		expect(outlookOf({ lender: 'US-ISLE', asked: from, shipped: from }, seldom, { now: from, calendar })).toMatchObject({ arrival: undefined, usual: undefined, isLate: undefined, comesInTime: undefined });
	});
});

const ago = (days: number): number => Date.now() - days * 86_400_000;

/** A request in both back ends. @returns its id in mod-rs; in CrossLink it is its number */
function add(number: number, turn: Turn): string {
	writeLife({ number, isCopy: false, title: 'Waited for', patron: 'R0001', createdAt: turn.askedAt - 3_600_000, turns: [turn] }, { requests: sandbox.requests, crosslink: sandbox.crosslink.requests });
	return sandbox.requests.all('east').find(({ hrid }) => hrid === `EAST-P${number}`)?.id ?? '';
}

const sent = (number: number, lender: string): string => add(number, { lender, askedAt: ago(2), promisedAt: ago(1.5), shippedAt: ago(0.2) });

describe.each([
	['mod-rs', modRs, 4, (id: string) => linesOfModRs(sandbox.requests.all('east').filter(({ state, supplier, refdata }) => state === 'REQ_REQUEST_COMPLETE' && supplier?.endsWith(`:${id}`) === true && refdata.serviceType === 'loan').sort((a, b) => b.lastUpdated - a.lastUpdated).slice(0, 50))],
	['CrossLink', crossLink, 70, (id: string) => linesOfCrossLink(sandbox.crosslink.requests.all('east_crosslink').filter(({ state, supplierSymbol, illRequest }) => state === 'COMPLETED' && supplierSymbol === `ISIL:${id}` && (illRequest.serviceInfo as { serviceType: string }).serviceType === 'Loan').sort((a, b) => b.updatedAt - a.updatedAt).slice(0, 50))],
] as const)("the day over %s by the lender's latest loans", (name, library, mostCalls, latest) => {
	const first = name === 'mod-rs' ? 90_000 : 90_010;
	const idOf = (number: number, id: string): string => (name === 'mod-rs' ? id : `EAST-P${number}`);

	it('is what an independent script counts, and costs a few calls for each lender', async () => {
		const lines = latest('US-NORTH');
		expect(lines.length).toBeGreaterThanOrEqual(50);
		const counted = countAgain(lines, timeZone, holidays).get('North Fells University Library|loan');
		const id = idOf(first, sent(first, 'US-NORTH'));
		const turnaround = await turnaroundOf(library());
		sandbox.log.clear();
		const arrivals = await Promise.all([turnaround.arrival(id), turnaround.arrival(id)]);
		expect(arrivals[0]).toEqual({ day: dayOf(dayNumber(ago(0.2), timeZone) + Number(counted?.spans.shippedToReceived?.days?.[3])), from: counted?.spans.shippedToReceived?.count });
		expect(arrivals[1]).toEqual(arrivals[0]);
		expect(sandbox.log.entries.length).toBeLessThanOrEqual(mostCalls);
		// A later run, or another execution, reads only the request.
		sandbox.log.clear();
		expect(await (await turnaroundOf(library())).arrival(id)).toEqual(arrivals[0]);
		expect(sandbox.log.entries.length).toBeLessThan(8);
	});

	it('is not told of a lender that nobody knows, of what has arrived, nor once it is over', async () => {
		const turnaround = await turnaroundOf(library());
		const seldom = sent(first + 1, 'US-ISLE');
		const late = add(first + 2, { lender: 'US-NORTH', askedAt: ago(300), promisedAt: ago(299) });
		const here = add(first + 3, { lender: 'US-NORTH', askedAt: ago(5), shippedAt: ago(4), receivedAt: ago(1) });
		expect(await Promise.all([idOf(first + 1, seldom), idOf(first + 2, late), idOf(first + 3, here), 'EAST-NONE'].map(async (id) => await turnaround.arrival(id)))).toEqual([undefined, undefined, undefined, undefined]);
	});

	it('is not waited for longer than a letter may wait, and is there for the next one', async () => {
		const id = idOf(first + 4, sent(first + 4, 'US-SOUTH'));
		sandbox.faults.add({ kind: 'delay', ms: 400, path: '^/(rs|broker)/patron_?requests$' });
		const short = jest.replaceProperty(patience, 'ms', 200);
		await expect((await turnaroundOf(library())).arrival(id)).rejects.toMatchObject({ kind: 'timeout', message: 'ReShare took too long to tell of earlier loans' });
		short.restore();
		sandbox.faults.clear();
		expect(await (await turnaroundOf(library())).arrival(id)).toMatchObject({ from: expect.any(Number) as number });
	});
});

it('names the day over a mod-rs with a broker, which keeps the symbol of a lender alone, and its messages', async () => {
	const id = sent(90_031, 'US-LAKE');
	for (const row of sandbox.requests.all('east').filter(({ supplier }) => supplier?.endsWith(':US-LAKE') === true)) {
		const { audit, supplier = '', notifications } = row;
		const heard = audit.filter(({ event }) => event?.startsWith('ISO18626') === true).map(({ id: of, at, to }) => ({ id: `${of}:heard`, at, updatedAt: at, seen: true, isSender: false, attachedAction: 'StatusChange', actionStatus: to === 'REQ_SHIPPED' ? 'Loaned' : 'ExpectToSupply', sender: supplier, receiver: 'ISIL:US-EAST' }));
		Object.assign(row, { supplier: undefined, supplyingInstitutionSymbol: supplier, rota: [], notifications: [...notifications, ...heard] });
	}
	expect(await (await turnaroundOf(modRs())).arrival(id)).toMatchObject({ from: expect.any(Number) as number });
});

it('names what is late by its lender, and what cannot come in time before it is late', () => {
	const day = (number: number) => Date.UTC(2026, 2, number, 15);
	const past = Array.from({ length: 20 }, (_, index) => ({ serviceType: 'loan' as const, turns: [{ lender: 'North', asked: day(2), shipped: day(4), received: day(index === 19 ? 20 : 9) }] }));
	const [, north] = figuresOf(past, calendar);
	const sent = { lender: 'North', asked: day(16), shipped: day(18) };
	expect(outlookOf(sent, north, { now: day(19), calendar, neededBy: '2026-03-22' })).toEqual({ arrival: { day: '2026-03-23', from: 20 }, awaited: 'arrival', waited: 1, usual: 3, from: 20, isLate: false, comesInTime: false });
	expect(outlookOf(sent, north, { now: day(19), calendar, neededBy: '2026-03-23' }).comesInTime).toBe(true);
	expect(outlookOf(sent, north, { now: day(24), calendar })).toMatchObject({ awaited: 'arrival', waited: 4, usual: 3, isLate: true });
	expect(outlookOf(sent, north, { now: day(23), calendar })).toMatchObject({ waited: 3, usual: 3, isLate: false });
	expect(outlookOf({ lender: 'North', asked: day(16) }, north, { now: day(19), calendar })).toMatchObject({ awaited: 'shipping', waited: 3, usual: 2, isLate: true });
	// For what should be here already, nobody knows until the day is over.
	expect(outlookOf(sent, north, { now: day(24), calendar, neededBy: '2026-03-29' }).comesInTime).toBeUndefined();
	expect(outlookOf(sent, north, { now: day(30), calendar, neededBy: '2026-03-29' }).comesInTime).toBe(false);
	expect(outlookOf(sent, figuresOf(past.slice(0, 9), calendar)[1], { now: day(30), calendar })).toMatchObject({ arrival: undefined, usual: undefined, from: 9, isLate: undefined });
});

it('counts a request that was moved once: asked over mod-rs, received over CrossLink', () => {
	const moved = { id: 'EAST-7~0', hrid: 'EAST-7~0', side: 'borrowing', wasMovedHere: true, createdAt: '2026-03-02T15:00:00Z' } as const;
	const state = (code: string) => ({ from: crossLinkStates.read({ code: code === 'SHIPPED' ? 'WILL_SUPPLY' : 'SHIPPED' }, 'borrowing'), to: crossLinkStates.read({ code }, 'borrowing') });
	const none = { references: [], rota: [], due: {}, messages: [], conditions: [] };
	const asked = { from: modRsStates.read({ code: 'REQ_SUPPLIER_IDENTIFIED' }, 'borrowing'), to: modRsStates.read({ code: 'REQ_REQUEST_SENT_TO_SUPPLIER' }, 'borrowing') };
	const before: PatronRequest = { ...none, id: 'uuid', hrid: 'EAST-7', side: 'borrowing', createdAt: '2026-03-02T15:00:00Z', rota: [{ position: 0, library: 'North' }], history: [{ id: 'a', at: '2026-03-02T15:00:00Z', rotaPosition: 0, supplier: 'North', ...asked }] };
	const after: PatronRequest = { ...none, ...moved, state: state('RECEIVED').to, history: [{ id: 'b', at: '2026-03-05T15:00:00Z', supplier: 'North', ...state('SHIPPED') }, { id: 'c', at: '2026-03-09T15:00:00Z', ...state('RECEIVED') }] };
	const other: PatronRequest = { ...none, id: 'EAST-8', hrid: 'EAST-8', side: 'borrowing', createdAt: '2026-03-02T15:00:00Z', history: [] };
	const at = { until: 0, from: 0 };
	const alone = keep(readKept(undefined), [after], { scope: 'new', ...at });
	expect(pastOf(alone)).toMatchObject([{ turns: [{ lender: 'North', shipped: Date.UTC(2026, 2, 5, 15), received: Date.UTC(2026, 2, 9, 15) }] }]);
	expect(pastOf(alone)[0]?.turns[0]?.asked).toBeUndefined();
	const both = keep(keep(readKept(undefined), [before, other], { scope: 'old', ...at }), [after], { scope: 'new', ...at });
	expect(pastOf(both).map(({ turns }) => turns)).toEqual([[{ lender: 'North', asked: Date.UTC(2026, 2, 2, 15), shipped: Date.UTC(2026, 2, 5, 15), received: Date.UTC(2026, 2, 9, 15) }], []]);
	expect(keep(both, [], { scope: 'new', until: 1, from: Date.UTC(2026, 3, 1) }).requests).toEqual({});
});

it('a number that is given again after the move is a request of its own', () => {
	const seconds = (iso: string) => Date.parse(iso) / 1000;
	const asked = seconds('2026-03-02T15:00:00Z');
	const kept = readKept({ v: 2, words: ['North', 'South'], requests: {
		moved: { n: 'EAST-7', m: 1, at: asked, t: [[0, null, null, null, asked + 60, null, null]] },
		other: { n: 'EAST-7', at: asked + 3600, t: [[1, null, asked + 3600, null, null, null, null]] },
	}, until: {} });
	expect(pastOf(kept).map(({ turns }) => turns.map(({ lender }) => lender)).sort()).toEqual([['North'], ['South']]);
});

it('a library that has refused before the move and sends after it was asked twice', () => {
	const refused = { lender: 'North', asked: 1, refused: 2 };
	expect(joined([refused], [{ lender: 'North', shipped: 3 }])).toEqual([refused, { lender: 'North', shipped: 3 }]);
});

it('what was corrected to end before it began tells no days', () => {
	const [all] = figuresOf([{ serviceType: 'loan', turns: [{ lender: 'North', asked: Date.UTC(2026, 2, 4), shipped: Date.UTC(2026, 2, 2) }] }], calendar);
	expect(all).toMatchObject({ requests: 1, supplied: 1, spans: { askedToShipped: { count: 0, days: null } } });
});

it("looks back behind the last look, by the server's clock where that is behind", async () => {
	const queries: RequestQuery[] = [];
	const aHourAgo = Math.floor(Date.now() / 1000) - 3600;
	class LateDesk extends EmptyDesk {
		override find = async (query?: RequestQuery) => {
			if (query !== undefined) queries.push(query);
			return await Promise.resolve({ listed: [], rowsRead: 0 });
		};
		override serverNow = () => aHourAgo as never;
	}
	const turnaround = new Turnaround(new LateDesk(), { calendar, daysBack: 30 });
	await turnaround.read();
	await turnaround.read();
	expect(queries.map(({ createdAfter, changedAfter }) => [createdAfter === undefined, changedAfter === undefined])).toEqual([[false, true], [true, false]]);
	expect(queries[1]?.changedAfter).toEqual(new Date((aHourAgo - 600) * 1000));
});
