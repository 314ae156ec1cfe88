import type { StoredEvent } from '../../../../sandbox/crosslink/row';
import { CrossLinkLibrary } from './crossLinkLibrary';
import { Follower } from './follower';
import { libraries } from './libraries';
import type { Library } from './library';

/** Two pages of changes: the request of the first page changes meanwhile and comes again with the second. */
async function pollWhileItChanges(
	library: Library,
	happens: (row: { readonly id: string }) => void,
): Promise<{ readonly follower: Follower; readonly readings: number }> {
	const row = library.old();
	const others = Array.from({ length: 120 }, () => library.old());
	library.move(row, 'promised');
	const follower = new Follower(library);
	await follower.poll();
	library.now += 600;
	happens(row);
	library.note(row);
	library.now += 1;
	for (const other of others) library.note(other);
	library.calls.length = 0;
	library.beforeCall = () => {
		if (library.countOf(library.item) < 100) return;
		library.beforeCall = () => undefined;
		library.now += 1;
		library.note(row);
	};
	await follower.poll();
	const readings = library.calls.filter(({ path }) => library.item.test(path) && path.includes(encodeURIComponent(row.id))).length;
	for (let poll = 0; poll < 3; poll++) {
		library.now += 60;
		library.note(row);
		await follower.poll();
	}
	return { follower, readings };
}

it.each(libraries)('over %s a message is told once, though its request changes while the pages are read', async (_backEnd, start) => {
	const library = start();
	const { follower, readings } = await pollWhileItChanges(library, (row) => library.message(row, 'May we send the paperback?'));
	// Where somebody wrote, CrossLink's events are read before the notes and after them.
	expect(readings).toBe(library instanceof CrossLinkLibrary ? 4 : 2);
	expect(follower.delivered.map(({ event }) => event)).toEqual(['unreadMessage']);
});

type Happening = (library: CrossLinkLibrary, id: string) => void;
const kinds: ReadonlyArray<readonly [what: string, events: readonly string[], happens: Happening]> = [
	[
		'a refusal, and who is asked next',
		['supplierDeclined', 'supplierChosen', 'supplierChosen'],
		({ access }, id) => {
			access.receive(id, 'ISIL:US-HILL', { reason: 'Notification', status: 'Unfilled', reasonUnfilled: 'NotOnShelf' });
			for (const next of ['ISIL:US-LAKE', 'ISIL:US-COAST']) access.receive(id, next, { reason: 'StatusChange', status: 'ExpectToSupply' });
		},
	],
	[
		"a step of the broker's that failed",
		['needsStaff'],
		({ access }, id) => void access.get(id).events.push({ ...eventLike(access.get(id).events), eventStatus: 'ERROR' }),
	],
	['a change of which no event tells', ['shipped'], ({ access }, id) => access.move(id, 'SHIPPED', { silently: true })],
];

/** An event that another one caused. */
function eventLike([first]: readonly StoredEvent[]): StoredEvent {
	if (first === undefined) throw new Error('The request has no event');
	return { ...first, id: 'step-behind', timestamp: first.timestamp + 1_000_000, parentID: first.id, resultData: {} };
}

it.each(kinds)('over CrossLink %s is told once, though its request changes while the pages are read', async (_what, events, happens) => {
	const library = new CrossLinkLibrary();
	const { follower, readings } = await pollWhileItChanges(library, ({ id }) => happens(library, id));
	expect(readings).toBeGreaterThanOrEqual(2);
	expect(follower.delivered.map(({ event }) => event)).toEqual(events);
});

it('over CrossLink a message that comes between the pages is told, though as many were unread at the last poll', async () => {
	const library = new CrossLinkLibrary();
	const [row, ...others] = Array.from({ length: 121 }, () => library.old());
	if (row === undefined) throw new Error('There is no request');
	const follower = new Follower(library);
	await follower.poll();
	library.now += 600;
	library.message(row, 'May we send the paperback?');
	await follower.poll();
	for (const notification of row.notifications) notification.acknowledgedAt = library.now * 1_000_000;
	for (const one of [row, ...others]) library.note(one);
	let isMoved = false;
	library.calls.length = 0;
	library.beforeCall = () => {
		const read = library.countOf(library.item);
		// Its row is from before, so it is read again with the next page.
		if (read === 0 && library.countOf(library.list) === 1 && !isMoved) {
			isMoved = true;
			library.now += 1;
			library.move(row, 'shipped');
		}
		if (read < 100) return;
		library.beforeCall = () => undefined;
		library.now += 1;
		library.message(row, 'It is on its way.');
	};
	await follower.poll();
	expect(follower.delivered.map(({ event }) => event)).toEqual(['unreadMessage', 'shipped', 'unreadMessage']);
});
