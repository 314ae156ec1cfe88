import { changesOf } from '../../../../reshare/requests/changes/change';
import { performAction, previewAction } from '../../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import type { Side } from '../../../../reshare/requests/model/request';
import { changeItemsOf } from '../changes/changeItemsOf';
import { buildTimeline } from '../../../../reshare/requests/read/timelineEntries';
import { backEnds, readExistingRequest as readRequest, type BackEnd, type RequestPair, type TwoLibraries } from './twoLibraries';

type Terms = Omit<Extract<RequestAction, { kind: 'sendConditions' }>, 'kind'>;

let libraries: TwoLibraries;
let pair: RequestPair;

async function stage(backEnd: BackEnd) {
	libraries = await backEnd.start();
	pair = await backEnd.asked(libraries);
}
afterEach(() => libraries.sandbox.close());

const backendOf = (side: Side) => (side === 'borrowing' ? libraries.east : libraries.west);

const read = (side: Side) => readRequest(backendOf(side), side === 'borrowing' ? pair.borrowed : pair.lent);

const perform = async (side: Side, action: RequestAction) => await performAction(backendOf(side), await read(side), action);

/** Sends a condition. A lender with mod-rs can add one only while it does not wait for the answer to another. */
async function send(backEnd: BackEnd, terms: Terms, isLast = false) {
	libraries.sandbox.clock.advance(60_000);
	const result = await perform('lending', {
		kind: 'sendConditions',
		...terms,
		...(backEnd.name === 'mod-rs' ? { place: 'MAIN', withoutWaiting: !isLast } : {}),
	});
	expect(result.outcome).toBe('done');
}

/** Returns what the trigger reports about conditions, as it reads the request. */
async function items(side: Side) {
	const record = await backendOf(side).getChanged({ id: side === 'borrowing' ? pair.borrowed : pair.lent, side });
	const all = await changeItemsOf(record === undefined ? [] : changesOf(record));
	return all.filter(({ event, reason }) => (event === 'needsStaff' || event === 'statusChange') && reason !== null);
}

const sentences = async (side: Side) =>
	buildTimeline(await read(side), 'UTC', new Date())
		.entries.map(({ sentence }) => sentence)
		.filter((sentence) => /condition/i.test(sentence));

const offers: ReadonlyArray<readonly [terms: Terms, reason: string, sentence: string]> = [
	[{ condition: 'LibraryUseOnly' }, 'LibraryUseOnly', 'Reason: library use only.'],
	[
		{ condition: 'LibraryUseOnly', note: 'In the reading room' },
		'LibraryUseOnly: In the reading room',
		'Reason: library use only. Note: In the reading room',
	],
	[
		{ condition: 'NoReproduction', cost: 12.5, currency: 'EUR', note: 'Per volume' },
		'NoReproduction, 12.50 EUR: Per volume',
		'Reason: no reproduction. Cost: 12.50 EUR. Note: Per volume',
	],
	[{ cost: 45, currency: 'USD' }, '45.00 USD', 'Cost: 45.00 USD.'],
];

/** mod-rs writes codes in small letters and without spaces. */
const plain = (text: string | null) => text?.toLowerCase().replaceAll(' ', '');

describe.each(backEnds)('conditions over $name', (backEnd) => {
	beforeEach(() => stage(backEnd));

	/** mod-rs sends a price only together with a condition. */
	const possible = offers.filter(([{ condition }]) => condition !== undefined || backEnd.name !== 'mod-rs');

	it('the triggers of both libraries report each condition that a lender sends, with cost and time, even if one is sent twice', async () => {
		const all = possible.flatMap((one, index) => (index === 0 ? [one, one] : [one]));
		for (const [index, [terms]] of all.entries()) await send(backEnd, terms, index === all.length - 1);
		const whatToDo = 'Accept or reject the conditions of the lender.';
		expect(
			(await items('borrowing')).map(({ event, reason, needsStaff, whatToDo }) => [event, plain(reason), needsStaff, whatToDo]),
		).toEqual(all.map(([, reason]) => ['needsStaff', plain(reason), true, whatToDo]));
		expect((await items('lending')).map(({ event, reason }) => [event, plain(reason)])).toEqual(
			all.map(([, reason]) => ['statusChange', plain(reason)]),
		);
		for (const side of ['borrowing', 'lending'] as const) {
			const conditions = (await items(side)).at(-1)?.conditions ?? [];
			expect(conditions.map(({ inWords, cost, currency, accepted }) => [plain(inWords), cost, currency, accepted])).toEqual(
				all.map(([{ cost = null, currency = null }, reason]) => [plain(reason), cost, currency, null]),
			);
			// The consortium's clock advances by a minute before each condition.
			const times = conditions.map(({ at }) => Date.parse(at ?? ''));
			for (const [index, time] of times.slice(1).entries()) expect(time - (times[index] ?? 0)).toBeGreaterThanOrEqual(59_000);
			expect((await sentences(side)).map(plain)).toEqual(all.map(([, , sentence]) => expect.stringContaining(plain(sentence) ?? '')));
		}
	});

	it('Agree to Conditions names the open conditions in the preview and in the result, and the lender reads what was agreed to', async () => {
		await send(backEnd, { condition: 'LibraryUseOnly' });
		await send(backEnd, { condition: 'NoReproduction', cost: 30, currency: 'EUR' }, true);
		const both = /libraryuseonly \(.+\); noreproduction, 30\.00 eur \(.+\)/i;
		const preview = await previewAction(libraries.east, await read('borrowing'), { kind: 'agreeConditions' });
		expect(preview).toMatchObject({
			outcome: 'wouldBeDone',
			explanation: expect.stringMatching(both),
			conditions: [{ cost: undefined }, { cost: 30, currency: 'EUR' }],
		});
		const result = await perform('borrowing', { kind: 'agreeConditions', shown: preview.conditions?.map(({ id }) => id) ?? [] });
		expect(result).toMatchObject({
			outcome: 'done',
			explanation: expect.stringMatching(both),
			conditions: [{ accepted: true }, { accepted: true, cost: 30 }],
		});
		for (const side of ['borrowing', 'lending'] as const)
			expect((await read(side)).conditions.map(({ accepted }) => accepted)).toEqual([true, true]);
		const lent = await libraries.west.getChanged({ id: pair.lent, side: 'lending' });
		const [answered] = await changeItemsOf(
			(lent === undefined ? [] : changesOf(lent)).filter(({ event }) => event === 'conditionsAnswered'),
		);
		expect(answered?.reason?.toLowerCase()).toBe('libraryuseonly; noreproduction, 30.00 eur');
		const next = (await libraries.west.allowed(await read('lending'))).map(({ kind }) => kind);
		expect(next).toContain(backEnd.name === 'CrossLink 3.0.0' ? 'markShipped' : 'printPullSlip');
	});

	it('Agree to Conditions is unclear and goes to staff if CrossLink reports an error, though the conditions count as accepted', async () => {
		await send(backEnd, { condition: 'LibraryUseOnly' }, true);
		const { east } = libraries;
		const act = east.act.bind(east);
		// CrossLink does not say what it did if a message has changed the request meanwhile.
		east.act = async (...what) => ({ ...(await act(...what)), accepted: false, message: 'failed to persist patron request' });
		expect(await perform('borrowing', { kind: 'agreeConditions' })).toMatchObject({
			outcome: 'unclear',
			conditions: [{ accepted: true }],
			explanation: expect.stringMatching(/failed to persist.*counts as accepted.*: libraryuseonly \(/i),
		});
	});

	it('Agree to Conditions is unclear if the request cannot be read afterward', async () => {
		await send(backEnd, { condition: 'LibraryUseOnly' }, true);
		const { east } = libraries;
		const act = east.act.bind(east);
		east.act = async (...what) => {
			const answer = await act(...what);
			jest.spyOn(east, 'get').mockRejectedValue(Error());
			return answer;
		};
		expect(await perform('borrowing', { kind: 'agreeConditions' })).toMatchObject({ outcome: 'unclear' });
	});
});

/** The receipt of a condition that was only read is SEEN; once staff have answered, it is ACCEPTED or REJECTED. */
it('a condition that staff marked as read without answering it is still open, and not rejected', async () => {
	const [, august] = backEnds;
	await stage(august);
	const { requests } = libraries.sandbox.crosslink;
	requests.receive(pair.borrowed, requests.get(pair.borrowed).supplierSymbol ?? '', {
		reason: 'StatusChange',
		status: 'WillSupply',
		loanCondition: 'LibraryUseOnly',
		note: '#ReShareAddLoanCondition#',
	});
	const after = async (kind: 'markMessagesSeen' | 'agreeConditions') => {
		expect((await perform('borrowing', { kind } as RequestAction)).outcome).toBe('done');
		return (await read('borrowing')).conditions.map(({ code, accepted }) => [code, accepted]);
	};
	expect(await after('markMessagesSeen')).toEqual([['LibraryUseOnly', undefined]]);
	expect(await after('agreeConditions')).toEqual([['LibraryUseOnly', true]]);
});

it('a condition that CrossLink confirms minutes after it was sent is reported once, with the time of confirmation', async () => {
	const [, august] = backEnds;
	await stage(august);
	const { clock, behavior, crosslink } = libraries.sandbox;
	await send(august, { condition: 'LibraryUseOnly' });
	behavior.crosslinkHangsAt = 'add-condition';
	const sending = perform('lending', { kind: 'sendConditions', condition: 'NoReproduction' });
	while (crosslink.requests.get(pair.lent).letGo === undefined) await new Promise((resolve) => setImmediate(resolve));
	clock.advance(7 * 60_000);
	crosslink.requests.letGo(pair.lent);
	await sending;
	const end = new Date(clock.now()).toISOString().slice(0, 16);
	expect((await read('lending')).conditions).toMatchObject([
		{ code: 'LibraryUseOnly' },
		{ code: 'NoReproduction', at: expect.stringContaining(end) },
	]);
	const changes = await items('lending');
	expect(changes.map(({ reason }) => reason)).toEqual(['LibraryUseOnly', 'NoReproduction']);
	expect(new Date(String(changes[1]?.occurredAt)).toISOString()).toContain(end);
});
