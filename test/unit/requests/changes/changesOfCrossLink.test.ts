import { changeNeedsStaff, reasonOfChange } from '../../../../reshare/requests/changes/reasonAndAdviceOfChange';
import type { Change } from '../../../../reshare/requests/changes/change';
import type { CrossLinkRequest } from '../../../../sandbox/crosslink/createCrossLink';
import { CrossLinkLibrary } from './CrossLinkLibrary';
import { changeItemsOf } from './changeItemsOf';
import type { Step } from './TestLibrary';
import { TestFollower, type FollowOptions } from './TestFollower';

/** These tests are about CrossLink alone. What every back end shares is in the other files of this folder. */
const day = 86_400;
const hour = 3600;
const [first, second, third] = ['ISIL:US-HILL', 'ISIL:US-LAKE', 'ISIL:US-COAST'];

async function started(library: CrossLinkLibrary, options: FollowOptions = {}) {
	const follower = new TestFollower(library, options);
	await follower.poll();
	library.now += 60;
	return follower;
}

const words = (changes: readonly Change[]) => changes.map(({ event }) => event);

const asks = (library: CrossLinkLibrary, row: CrossLinkRequest, supplier: string) =>
	library.access.receive(row.id, supplier, { reason: 'StatusChange', status: 'ExpectToSupply' });
const declines = (library: CrossLinkLibrary, row: CrossLinkRequest, supplier: string, note?: string) =>
	library.access.receive(row.id, supplier, {
		reason: 'Notification',
		status: 'Unfilled',
		reasonUnfilled: 'NotOnShelf',
		...(note === undefined ? {} : { note }),
	});
const promises = (library: CrossLinkLibrary, row: CrossLinkRequest, supplier: string) =>
	library.access.receive(row.id, supplier, { reason: 'RequestResponse', status: 'WillSupply' });

/** Makes a sent request for which the first library was asked. */
function asked(library: CrossLinkLibrary) {
	const row = library.old();
	library.move(row, 'sent');
	asks(library, row, first);
	return row;
}

it('the trigger reports a refusal that changes no date in CrossLink once, with the next change of its request, days later', async () => {
	const wait = 2 * day;
	const library = new CrossLinkLibrary();
	const [row, other] = [asked(library), library.old()];
	const follower = await started(library, { keeping: 'scheduled' });
	const refusal = declines(library, row, first);
	const next = asks(library, row, second);
	expect(await follower.poll()).toEqual([]);
	library.now += wait;
	// The cursor advances with the changes of other requests.
	const sent = library.move(other, 'sent');
	expect(await follower.pollIds()).toEqual([sent]);
	const promise = promises(library, row, second);
	const changes = await follower.poll();
	expect(changes.map(({ eventId }) => eventId)).toEqual([`told:${refusal.id}:message`, next.id, promise.id]);
	expect(words(changes)).toEqual(['supplierDeclined', 'supplierChosen', 'expectsToSupply']);
	expect(changes.map(({ at }) => library.now - at)).toEqual([wait, wait, 0]);
	for (let poll = 0; poll < 20; poll++) {
		library.now += 60;
		if (poll === 10) follower.restart();
		expect(await follower.poll()).toEqual([]);
	}
});

it('each trigger item for CrossLink names the supplier at the time of its change, and says whether the change is inferred', async () => {
	const library = new CrossLinkLibrary();
	const row = asked(library);
	const follower = await started(library);
	asks(library, row, second);
	asks(library, row, third);
	promises(library, row, third);
	library.access.move(row.id, 'SHIPPED', { silently: true });
	const items = await changeItemsOf(await follower.poll(), 'none');
	expect(items.map(({ event, supplier, isInferred }) => [event, supplier, isInferred])).toEqual([
		['supplierChosen', 'Lakeside College Library', false],
		['supplierChosen', 'Coastal Research Library', false],
		['expectsToSupply', 'Coastal Research Library', false],
		['shipped', 'Coastal Research Library', true],
	]);
});

it.each([
	['it sends the item', second, 'Loaned', 'shipped'],
	['nobody is left to ask', 'ISIL:BROKER', 'Unfilled', 'endOfRota'],
] as const)(
	'the trigger reports both changes once, within ten minutes, if a CrossLink request in CANCEL_PENDING goes to the next supplier and then %s',
	async (_what, sender, status, word) => {
		const library = new CrossLinkLibrary();
		const row = asked(library);
		library.access.move(row.id, 'CANCEL_PENDING', { at: (library.now += 10) * 1000 });
		const follower = await started(library, { keeping: 'scheduled' });
		library.now += 2 * day;
		const next = asks(library, row, second);
		const told: Change[] = [];
		const polls = async (count: number) => {
			for (let poll = 0; poll < count; poll++) {
				library.now += 60;
				told.push(...(await follower.poll()));
			}
		};
		await polls(11);
		expect(told.map(({ eventId }) => eventId)).toEqual([next.id]);
		library.now += 3 * day;
		follower.restart();
		const last = library.access.receive(row.id, sender, { reason: 'StatusChange', status });
		await polls(11);
		expect(told.map(({ eventId }) => eventId)).toEqual([next.id, last.id]);
		expect(words(told)).toEqual(['supplierChosen', word]);
		await polls(25);
		library.note(row);
		await polls(11);
		expect(told).toHaveLength(2);
	},
);

it('the trigger repeats the last change of a CrossLink request, which no list shows, within ten minutes after a restart', async () => {
	const library = new CrossLinkLibrary();
	const [row, other] = [asked(library), library.old()];
	library.access.move(row.id, 'CANCEL_PENDING', { at: (library.now += 10) * 1000 });
	const follower = await started(library, { keepLast: true });
	library.now += 2 * day;
	library.move(other, 'sent');
	await follower.poll();
	follower.delivered.length = 0;
	const next = asks(library, row, second);
	const pollInAMinute = async () => {
		library.now += 60;
		await follower.poll();
	};
	for (let poll = 0; poll < 11 && follower.ids.length === 0; poll++) await pollInAMinute();
	follower.restart();
	for (let poll = 0; poll < 22; poll++) await pollInAMinute();
	expect(follower.ids).toEqual([next.id, next.id]);
});

it('with CrossLink state model 3.7.0, the next poll of the trigger reports that the next supplier was chosen', async () => {
	const library = new CrossLinkLibrary({ crosslinkModel: '3.7.0' });
	const row = asked(library);
	const follower = await started(library);
	asks(library, row, second);
	expect(words(await follower.poll())).toEqual(['supplierChosen']);
	library.now += day;
	promises(library, row, second);
	expect(words(await follower.poll())).toEqual(['expectsToSupply']);
});

describe('a message of a lender on CrossLink', () => {
	it('the trigger reports a CrossLink message once, and reads its request again every ten minutes while the message stays unread', async () => {
		const library = new CrossLinkLibrary();
		const row = asked(library);
		const follower = await started(library);
		library.now += day;
		library.message(row, 'May we send the paperback?');
		library.calls.length = 0;
		expect(words(await follower.poll())).toEqual(['unreadMessage']);
		const callsOfOneReading = library.countOf(library.item);
		library.calls.length = 0;
		for (let poll = 0; poll < 30; poll++) {
			library.now += 60;
			expect(await follower.poll()).toEqual([]);
		}
		expect(library.countOf(library.item)).toBe(3 * callsOfOneReading);
		library.message(row, 'We wait for an answer.');
		const [second] = await follower.poll();
		expect(second).toMatchObject({ event: 'unreadMessage', message: { text: 'We wait for an answer.' } });
	});

	it('the trigger repeats a CrossLink message once after a restart, though only the list of unread messages shows it', async () => {
		const library = new CrossLinkLibrary();
		const row = asked(library);
		library.now += day;
		library.move(library.old(), 'sent');
		const follower = await started(library, { keeping: 'scheduled', keepLast: true });
		library.message(row, 'We will see.');
		const ids = await follower.pollIds();
		expect(ids).toHaveLength(1);
		follower.restart();
		expect(await follower.pollIds()).toEqual(ids);
		expect(await follower.poll()).toEqual([]);
	});

	it('the trigger does not report a CrossLink message older than its own start, and does not read the request of that message', async () => {
		const library = new CrossLinkLibrary();
		const row = asked(library);
		library.now += day;
		library.message(row, 'May we send the paperback?');
		library.now += day;
		library.move(library.old(), 'sent');
		const follower = await started(library);
		library.calls.length = 0;
		expect(await follower.poll()).toEqual([]);
		expect(library.calls).toHaveLength(1);
		library.now += day;
		library.message(row, 'We wait for an answer.');
		expect(await follower.poll()).toMatchObject([{ event: 'unreadMessage', message: { text: 'We wait for an answer.' } }]);
	});

	it('the trigger reports a CrossLink message among hundreds of unread ones in ten minutes, while most polls make one call', async () => {
		const library = new CrossLinkLibrary();
		const rows = Array.from({ length: 350 }, () => asked(library));
		for (const row of rows) library.message(row, 'We will see.');
		library.now += day;
		const sent = library.old();
		library.move(sent, 'sent');
		const follower = await started(library, { keeping: 'scheduled' });
		await follower.poll();
		const [quiet, other] = [rows[7], rows[8]];
		if (quiet === undefined || other === undefined) throw new Error('no such request');
		library.message(quiet, 'It has arrived.');
		library.message(other, 'It is on its way.');
		const shipped = library.move(other, 'shipped');
		library.calls.length = 0;
		const told: string[][] = [];
		const calls: number[] = [];
		for (let poll = 0; poll < 11; poll++) {
			library.now += 60;
			told.push(words(await follower.poll()));
			calls.push(library.countOf(library.list));
			library.calls.length = 0;
		}
		expect(told[0]?.sort()).toEqual(['shipped', 'unreadMessage']);
		expect(told.slice(1).flat()).toEqual(['unreadMessage']);
		expect(follower.ids).toContain(shipped);
		expect(calls.filter((count) => count === 1)).toHaveLength(10);
		expect(Math.max(...calls)).toBe(5);
	});

	it.each([
		['within ten minutes', 1, ['unreadMessage'], ['shipped']],
		["by the request's next change, if many requests have unread ones", 21, [], ['unreadMessage', 'shipped']],
	])('a new CrossLink message that leaves the number of unread ones as it was is reported %s', async (_when, unread, first, second) => {
		const library = new CrossLinkLibrary();
		const rows = Array.from({ length: unread }, () => asked(library));
		const [row] = rows;
		if (row === undefined) throw new Error('no such request');
		const follower = await started(library);
		for (const one of rows) library.message(one, 'It takes a week.');
		expect(await follower.poll()).toHaveLength(unread);
		for (const notification of row.notifications) notification.acknowledgedAt = library.now * 1_000_000;
		library.message(row, 'It takes two.');
		library.now += 600;
		expect(words(await follower.poll())).toEqual(first);
		library.now += 60;
		library.move(row, 'shipped');
		expect(words(await follower.poll())).toEqual(second);
		library.now += day;
		expect(await follower.poll()).toEqual([]);
	});

	it('the trigger does not read the notifications of a CrossLink request whose only message is a note by the broker itself', async () => {
		const library = new CrossLinkLibrary();
		const row = asked(library);
		library.message(row, 'Vendor: ReShare, Supplier: ISIL:US-HILL');
		const follower = await started(library);
		library.move(row, 'shipped');
		library.calls.length = 0;
		expect(words(await follower.poll())).toEqual(['shipped']);
		expect(library.countOf(/\/notifications$/)).toBe(0);
		expect(library.countOf(library.item)).toBe(1);
	});
});

it('after a CrossLink condition that is only a cost, the trigger reads the notifications, which say whether it was accepted', async () => {
	const library = new CrossLinkLibrary();
	const row = asked(library);
	const follower = await started(library);
	library.access.receive(row.id, first, { reason: 'RequestResponse', status: 'WillSupply', cost: { currency: 'USD', value: '12.50' } });
	library.calls.length = 0;
	await follower.poll();
	expect(library.countOf(/\/notifications$/)).toBe(1);
});

it('the trigger reports a CrossLink condition with a note as one change that needs staff, with the note in its reason', async () => {
	const library = new CrossLinkLibrary();
	const row = asked(library);
	const follower = await started(library);
	library.access.receive(row.id, first, {
		reason: 'RequestResponse',
		status: 'WillSupply',
		loanCondition: 'LibraryUseOnly',
		note: 'In the reading room\n#ReShareAddLoanCondition#',
	});
	const changes = await follower.poll();
	expect(changes.map((change) => [change.event, changeNeedsStaff(change), reasonOfChange(change)])).toEqual([
		['needsStaff', true, 'LibraryUseOnly: In the reading room'],
	]);
	library.now += day;
	expect(await follower.poll()).toEqual([]);
});

it('the trigger reports a new state of a CrossLink request that no event of CrossLink explains once, as an inferred change', async () => {
	const library = new CrossLinkLibrary();
	const row = asked(library);
	const follower = await started(library);
	library.access.move(row.id, 'SHIPPED', { silently: true });
	const [change, ...others] = await follower.poll();
	expect(others).toEqual([]);
	expect(change).toMatchObject({ step: { from: { code: 'SUPPLIER_LOCATED' }, to: { code: 'SHIPPED' }, isInferred: true } });
	expect(await follower.poll()).toEqual([]);
	library.now += day;
	library.move(row, 'received');
	expect(words(await follower.poll())).toEqual(['received']);
});

describe('an action that the broker is still performing: the request has its new state, and the event has no result yet', () => {
	/** Makes a request that the broker is still checking: first the patron, then the title, for some seconds. */
	function atWork(
		library: CrossLinkLibrary,
		row: CrossLinkRequest,
		steps: readonly Step[] = ['checked', 'sent'],
	): { readonly ids: string[]; finish(): void; confirm(): void } {
		const ids = steps.map((to) => library.move(row, to));
		const [outer, inner] = row.events.slice(-2).map((event) => ({ event, resultData: event.resultData }));
		for (const one of [outer, inner]) Object.assign(one?.event ?? {}, { eventStatus: 'PROCESSING', resultData: {} });
		return {
			ids,
			finish: () =>
				[outer, inner].forEach((one) => Object.assign(one?.event ?? {}, { eventStatus: 'SUCCESS', resultData: one?.resultData })),
			/** The other library confirms the message of the action now, for which the broker has waited. */
			confirm: () => {
				const confirmationHeader = { timestamp: new Date(library.now * 1000).toISOString(), messageStatus: 'OK' };
				const incomingMessage = { requestingAgencyMessageConfirmation: { confirmationHeader } };
				Object.assign((inner ?? outer)?.resultData ?? {}, { incomingMessage });
			},
		};
	}

	it('the trigger holds a change by a CrossLink action back until that action is done, but not changes of other requests', async () => {
		const library = new CrossLinkLibrary();
		const [row, other] = [library.old(), library.old()];
		const follower = await started(library);
		const { ids, finish } = atWork(library, row);
		const otherId = library.move(other, 'sent');
		expect(await follower.pollIds()).toEqual([otherId]);
		finish();
		library.now += 60;
		expect(await follower.pollIds()).toEqual(ids);
		library.now += 60;
		const shipped = library.move(row, 'shipped');
		expect(await follower.pollIds()).toEqual([shipped]);
	});

	it('when a CrossLink action in progress is done, the trigger reports it after the earlier changes of its request', async () => {
		const library = new CrossLinkLibrary();
		const row = library.old();
		const follower = await started(library);
		const earlier = [library.move(row, 'checked'), library.move(row, 'sent')];
		library.now += 3 * hour;
		const { ids, finish } = atWork(library, row, ['promised', 'shipped']);
		expect(await follower.poll()).toEqual([]);
		finish();
		library.now += 60;
		expect(await follower.pollIds()).toEqual([...earlier, ...ids]);
		library.now += 60;
		expect(await follower.poll()).toEqual([]);
	});

	it('after ten minutes, the trigger reports an action that CrossLink never finishes as needing staff, and its state as inferred', async () => {
		const library = new CrossLinkLibrary();
		const row = library.old();
		const follower = await started(library);
		atWork(library, row);
		expect(await follower.poll()).toEqual([]);
		library.now += 700;
		const [hangs, sent, ...others] = await follower.poll();
		expect(hangs).toMatchObject({
			event: 'needsStaff',
			entry: {
				sentence: expect.stringMatching(
					/^CrossLink broke off in the midst of an action\. Until whoever runs CrossLink has ended that one, /,
				),
			},
		});
		expect(sent).toMatchObject({ step: { to: { code: 'SENT' }, isInferred: true } });
		expect(others).toEqual([]);
		library.now += 60;
		expect(await follower.poll()).toEqual([]);
	});

	it('the trigger reports the end of a hanging CrossLink action once, although its event has the time when it began', async () => {
		const library = new CrossLinkLibrary();
		const [row, other] = [library.old(), library.old()];
		const follower = await started(library);
		const before = { state: row.state, updatedAt: row.updatedAt };
		const { ids, finish } = atWork(library, row, ['checked']);
		const { state } = row;
		Object.assign(row, before);
		library.now += 700;
		library.note(row);
		expect(words(await follower.poll())).toEqual(['needsStaff']);
		library.now += 300;
		const sent = library.move(other, 'sent');
		expect(await follower.pollIds()).toEqual([sent]);
		library.now += 300;
		finish();
		Object.assign(row, { state, updatedAt: library.now * 1_000_000 });
		expect(await follower.pollIds()).toEqual(ids);
		follower.restart();
		library.note(row);
		expect(await follower.poll()).toEqual([]);
	});

	it('the trigger reports a CrossLink action that no poll saw in progress once, with the time when it was confirmed', async () => {
		const library = new CrossLinkLibrary();
		const [row, other] = [library.old(), library.old()];
		const follower = await started(library);
		const before = { state: row.state, updatedAt: row.updatedAt };
		const { ids, finish, confirm } = atWork(library, row, ['checked']);
		const { state } = row;
		// Until the broker ends the action, lists show the request as it was.
		Object.assign(row, before);
		library.now += 1200;
		const sent = library.move(other, 'sent');
		expect(await follower.pollIds()).toEqual([sent]);
		library.now += 300;
		confirm();
		finish();
		Object.assign(row, { state, updatedAt: library.now * 1_000_000 + 500 });
		library.now += 60;
		expect((await follower.poll()).map(({ eventId, at }) => [eventId, library.now - at])).toEqual([[ids[0], 60]]);
		follower.restart();
		library.note(row);
		expect(await follower.poll()).toEqual([]);
	});
});

describe('a message from a lender that the broker never finished processing', () => {
	const none = (follower: TestFollower) => expect(follower.poll()).resolves.toEqual([]);

	it("the trigger reports a lender's promise that CrossLink never finished processing once, after ten minutes", async () => {
		const library = new CrossLinkLibrary();
		const row = asked(library);
		const follower = await started(library);
		library.note(row);
		const { state, updatedAt } = row;
		const promise = promises(library, row, first);
		Object.assign(promise, { eventStatus: 'NEW', resultData: {} });
		Object.assign(row, { state, updatedAt });
		await none(follower);
		library.now += 700;
		const told = await follower.poll();
		expect(told).toMatchObject([{ eventId: promise.id, event: 'expectsToSupply', entry: { id: promise.id } }]);
		expect(told[0]?.request.underWaySince).toBeUndefined();
		library.now += 60;
		await none(follower);
	});

	it('after a restart, the trigger repeats the last changes of a request once the broker has finished processing it', async () => {
		const library = new CrossLinkLibrary();
		const row = library.old();
		const follower = await started(library, { keepLast: true });
		const sent = library.move(row, 'sent');
		expect(await follower.pollIds()).toEqual([sent]);
		library.now += 60;
		const promise = library.move(row, 'promised');
		const event = row.events.at(-1) ?? {};
		const done = { ...event };
		Object.assign(event, { eventStatus: 'PROCESSING', resultData: {} });
		follower.restart();
		await none(follower);
		Object.assign(event, done);
		library.now += 60;
		expect(await follower.pollIds()).toEqual([sent, promise]);
		await none(follower);
	});

	it('the trigger reports a CrossLink message in PROCESSING for ten minutes as needing staff, with the state it led to', async () => {
		const library = new CrossLinkLibrary();
		const row = asked(library);
		const follower = await started(library);
		const promise = promises(library, row, first);
		Object.assign(promise, { eventStatus: 'PROCESSING', resultData: {} });
		row.events.push({
			...promise,
			id: 'follow-up',
			parentID: promise.id,
			timestamp: promise.timestamp + 1,
			eventName: 'invoke-action',
			eventData: { action: 'send-notification' },
		});
		await none(follower);
		library.now += 700;
		const told = await follower.poll();
		expect(told).toMatchObject([
			{ eventId: promise.id, step: { to: { code: 'WILL_SUPPLY' } } },
			{ event: 'needsStaff', entry: {} },
		]);
		expect(told[0]).not.toHaveProperty('step.isInferred');
		library.now += 60;
		await none(follower);
	});
});

it("the trigger reports a cancellation by a job of the CrossLink broker with the job's event, not as an inferred change", async () => {
	const library = new CrossLinkLibrary();
	const row = asked(library);
	const follower = await started(library);
	library.access.move(row.id, 'CANCELLED', { byJob: true });
	const changes = await follower.poll();
	expect(words(changes)).toEqual(['cancelled']);
	expect(changes[0]).not.toHaveProperty('entry.isInferred');
	expect(changes[0]?.eventId).toBe(row.events.at(-1)?.id);
});

it('the trigger reports changes of all symbols of a CrossLink tenant, each change once', async () => {
	const library = new CrossLinkLibrary({}, { tenant: 'east_crosslink', symbol: undefined });
	const rows = ['ISIL:US-EAST', 'ISIL:US-EASTLAW', 'ISIL:US-EAST'].map((requesterSymbol) => library.old({ requesterSymbol }));
	const follower = await started(library);
	const events = rows.map((row) => library.move(row, 'shipped'));
	expect((await follower.pollIds()).sort()).toEqual([...events].sort());
	library.calls.length = 0;
	expect(await follower.poll()).toEqual([]);
	expect(library.calls).toHaveLength(2);
});

describe('the symbols of a tenant that the Directory names', () => {
	const [east, law] = ['ISIL:US-EAST', 'ISIL:US-EASTLAW'];
	const minutes = 60;
	let library: CrossLinkLibrary;
	let follower: TestFollower;
	/** Sets the symbols in the Directory, after the time for which the client caches an earlier answer. */
	const directoryNames = (...symbols: string[]) => {
		library.now += 11 * minutes;
		jest.spyOn(library.client.client, 'directoryEntries').mockResolvedValue([{ id: 'entry', name: 'East', symbols }] as never);
	};
	const ids = (changes: readonly Change[]) => changes.map(({ eventId }) => eventId).sort();

	beforeEach(() => {
		library = new CrossLinkLibrary({}, { tenant: 'east_crosslink', symbol: undefined });
		follower = new TestFollower(library);
		jest.spyOn(Date, 'now').mockImplementation(() => library.now * 1000);
	});
	afterEach(() => jest.restoreAllMocks());

	it('if a CrossLink tenant gains a symbol, the trigger reports its changes since the trigger started once, and repeats no others', async () => {
		directoryNames(east);
		const [inEast, before] = [library.old({ requesterSymbol: east }), library.old({ requesterSymbol: law })];
		library.move(before, 'checked', library.now - 2 * hour);
		await follower.poll();
		library.now += minutes;
		const joined = Array.from({ length: 30 }, () => library.old({ requesterSymbol: law }));
		const events = joined.map((row) => library.move(row, 'sent'));
		library.now += 3 * hour;
		const shared = library.move(inEast, 'sent');
		expect(ids(await follower.poll())).toEqual([shared]);
		directoryNames(east, law);
		events.push(library.move(inEast, 'promised'), ...joined.slice(0, 5).map((row) => library.move(row, 'promised')));
		for (let poll = 0; poll < 4; poll++) {
			library.now += minutes;
			if (poll === 2) follower.restart();
			await follower.poll();
		}
		const last = library.move(before, 'sent');
		await follower.poll();
		expect([...follower.ids].sort()).toEqual([shared, ...events, last].sort());
		library.now += 20 * minutes;
		expect(await follower.poll()).toEqual([]);
		expect(follower.state?.symbols).toMatchObject({ known: [east, law], own: {} });
	});

	it("if a CrossLink tenant gains a symbol, the trigger still reports another symbol's request that the broker was processing", async () => {
		directoryNames(east);
		const [inEast, inLaw] = [library.old({ requesterSymbol: east }), library.old({ requesterSymbol: law })];
		await follower.poll();
		directoryNames(east, law);
		const begun = library.move(inEast, 'sent');
		const event = inEast.events.at(-1);
		const done = { eventStatus: event?.eventStatus, resultData: event?.resultData };
		Object.assign(event ?? {}, { eventStatus: 'PROCESSING', resultData: {} });
		library.now += 7 * minutes;
		const joined = library.move(inLaw, 'sent');
		expect(ids(await follower.poll())).toEqual([joined]);
		Object.assign(event ?? {}, done);
		library.now += minutes;
		expect(ids(await follower.poll())).toEqual([begun]);
		library.now += minutes;
		expect(await follower.poll()).toEqual([]);
		expect(follower.state?.symbols).toMatchObject({ known: [east, law], own: {} });
	});

	it('if the Directory omits a symbol for a while, the trigger reports its changes, even late ones, once when the Directory names it again', async () => {
		const [inEast, inLaw] = [library.old({ requesterSymbol: east }), library.old({ requesterSymbol: law })];
		const committedLate = library.old({ requesterSymbol: law });
		await follower.poll();
		library.now += minutes;
		const events = [library.move(inLaw, 'checked'), library.move(inEast, 'checked')];
		await follower.poll();
		events.push(library.move(committedLate, 'checked', library.now - 30));
		directoryNames(east);
		events.push(library.move(inLaw, 'sent'), library.move(inEast, 'sent'));
		await follower.poll();
		library.now += 2 * hour;
		await follower.poll();
		directoryNames(east, law);
		events.push(library.move(inEast, 'promised'));
		for (let poll = 0; poll < 3; poll++) {
			library.now += minutes;
			await follower.poll();
		}
		expect([...follower.ids].sort()).toEqual(events.sort());
	});

	it('if the Directory omits a symbol at a restart, the trigger repeats its last changes when the Directory names it again', async () => {
		follower = new TestFollower(library, { keeping: 'scheduled', keepLast: true });
		const inLaw = library.old({ requesterSymbol: law });
		await follower.poll();
		library.now += minutes;
		const last = library.move(inLaw, 'sent');
		expect(ids(await follower.poll())).toEqual([last]);
		directoryNames(east);
		follower.restart();
		expect(await follower.poll()).toEqual([]);
		directoryNames(east, law);
		expect(ids(await follower.poll())).toEqual([last]);
		expect(await follower.poll()).toEqual([]);
	});
});
