import { Follower, type FollowerOptions } from '../../../../reshare/requests/changes/Follower';
import type { Cursor } from '../../../../reshare/requests/changes/cursor';
import type { CrossLinkRequest } from '../../../../sandbox/crosslink/createCrossLink';
import { CrossLinkLibrary } from './CrossLinkLibrary';

/** The broker stores a borrower's message to a lender as an event and a note, without changing the request. */
const [lender, borrower] = ['ISIL:US-WEST', 'ISIL:US-EAST'];
const agency = (symbol: string) => ({ agencyIdType: { '#text': 'ISIL' }, agencyIdValue: symbol.slice(5) });
const header = { supplyingAgencyId: agency(lender), requestingAgencyId: agency(borrower) };
const following: FollowerOptions = {
	side: 'lending',
	criteria: { events: new Set(['needsStaff']) },
	overlapSeconds: 300,
	ignoreOlderThanSeconds: 0,
	startHours: 0,
	repeatAfterRestart: false,
	patronDetails: 'full',
	timeZone: 'UTC',
	staffLink: () => null,
};

let library: CrossLinkLibrary;
let cursor: Cursor | undefined;
beforeEach(() => {
	library = new CrossLinkLibrary();
	cursor = undefined;
	jest.spyOn(Date, 'now').mockImplementation(() => library.now * 1000);
});
afterEach(() => jest.restoreAllMocks());

let count = 0;
function lent(values: { readonly note?: string; readonly createdAt?: number } = {}) {
	const number = ++count;
	const at = (values.createdAt ?? library.now - 90_000) * 1_000_000;
	const serviceInfo = { serviceType: 'Loan', ...(values.note === undefined ? {} : { note: values.note }) };
	return library.access.add({
		id: `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
		side: 'lending',
		requesterSymbol: borrower,
		supplierSymbol: lender,
		requesterRequestId: `EAST-${number}`,
		illRequest: { header, bibliographicInfo: { title: `Number ${number}` }, serviceInfo },
		createdAt: at,
		updatedAt: at,
	});
}

function received(row: CrossLinkRequest, note: string) {
	row.notifications.push({
		id: `note-${++count}`,
		fromSymbol: borrower,
		toSymbol: lender,
		direction: 'received',
		kind: 'note',
		note,
		createdAt: library.now * 1_000_000,
	});
}

/** Stores a message like the broker's handleRequestingAgencyMessage, for an action `Notification` without ReShare's mark. */
function writes(row: CrossLinkRequest, note: string) {
	receives(row, { requestingAgencyMessage: { header, action: 'Notification', note } });
	received(row, note);
}

/** Stores the event of a message from the borrower. */
function receives(row: CrossLinkRequest, incomingMessage: unknown) {
	row.events.push({
		id: `event-${++count}`,
		timestamp: library.now * 1_000_000,
		eventType: 'TASK',
		eventName: 'patron-request-message',
		eventStatus: 'SUCCESS',
		eventData: { incomingMessage },
		resultData: {},
	});
}

async function poll() {
	const { delivered, after } = await new Follower(library.client, following).poll(cursor, { failures: new Map(), mustStop: () => false });
	cursor = JSON.parse(JSON.stringify(after)) as Cursor;
	return delivered.map(({ item }) => item.reason);
}

it("the lender's trigger reports a borrower's note even if more than a hundred other requests have unread notes", async () => {
	const rows = Array.from({ length: 150 }, () => lent());
	for (const row of rows) received(row, 'Thank you.');
	library.now += 3600;
	const other = lent();
	library.move(other, 'checked');
	await poll();
	library.now += 60;
	await poll();
	library.now += 60;
	const [row] = rows;
	if (row === undefined) throw new Error('no such request');
	writes(row, 'Please send the second edition only.');
	const told: Array<string | null> = [];
	for (let minute = 0; minute < 15; minute++) {
		library.now += 60;
		// Other requests keep changing, so that the cursor advances.
		library.note(other);
		told.push(...(await poll()));
	}
	expect(told).toEqual(['Please send the second edition only.']);
});

it("the lender's trigger reports the note in a borrower's new request as an unread message", async () => {
	lent();
	await poll();
	library.now += 60;
	const row = lent({ createdAt: library.now, note: 'Please send the second edition only.' });
	// The broker stores the note of the request as an unread note (extractRequestNotifications).
	received(row, 'Please send the second edition only.');
	receives(row, { request: { header, serviceInfo: { serviceType: 'Loan', note: 'Please send the second edition only.' } } });
	library.move(row, 'checked');
	expect(await poll()).toEqual(['Please send the second edition only.']);
});
