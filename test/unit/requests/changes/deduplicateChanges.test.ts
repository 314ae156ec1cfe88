import { createEmptyCursor } from '../../../../reshare/requests/changes/cursor';
import { deduplicateChanges } from '../../../../reshare/requests/changes/deduplicateChanges';
import type { FetchedRequest, RequestFetch } from '../../../../reshare/requests/changes/fetchRequests';
import { advanceCursor } from '../../../../reshare/requests/changes/advanceCursor';
import type { PatronRequest } from '../../../../reshare/requests/model/request';

const time = (second: number) => new Date(second * 1000).toISOString();

/** Makes a request with one event at each of these seconds, numbered from 1 on. */
function fetched(seconds: readonly number[], more: Partial<FetchedRequest> = {}) {
	const history = seconds.map((second, index) => ({ id: `e${index + 1}`, at: time(second), order: index + 1, event: 'overdue' }));
	const about = { id: 'r', side: 'borrowing', changedAt: time(980), references: [], history, messages: [], conditions: [] };
	const request = about as unknown as PatronRequest;
	return { record: { request, raw: {} }, before: undefined, ...more };
}

const empty = createEmptyCursor('scope', 0);
const cursor = { ...empty, delivered: { ...empty.delivered, events: { e2: 950 } } };
const window = { start: 900, listFrom: 900, pendingFrom: 900, repeated: new Set<string>() };
const backlog = { ...window, pendingFrom: 500 };
const quarantine = { from: 500, mark: null, tries: 1, next: 0, isReported: true };

it.each([
	['reports changes that are in the overlap window and not yet delivered', window, fetched([899, 950, 960]), ['e3']],
	['repeats the last delivery once it may be lost', { ...window, repeated: new Set(['e2']) }, fetched([899, 950, 960]), ['e2', 'e3']],
	['reports changes before the overlap window during a backlog', backlog, fetched([499, 950, 600]), ['e3']],
	['leaves out, during a backlog, changes that were read before', backlog, fetched([600, 950, 700], { before: [1, 600] }), ['e3']],
	['reports all changes of a request since that was put in quarantine', window, fetched([499, 950, 500], { quarantine }), ['e3']],
	[
		'repeats those changes of a quarantined request that a restart may have lost',
		{ ...window, repeated: new Set(['e2']) },
		fetched([499, 950, 500], { quarantine: { ...quarantine, from: 600 } }),
		['e2'],
	],
	[
		'leaves out changes of a request that were read before its quarantine',
		window,
		fetched([510, 950, 520], { quarantine: { ...quarantine, mark: [1, 510] } }),
		['e3'],
	],
])('deduplicateChanges decides which changes a poll of the trigger delivers: it %s', (_title, openWindow, request, expected) => {
	const { changes, delivered } = deduplicateChanges({ cursor, window: openWindow, requests: [request], inProcess: [] });
	expect(changes.map(({ eventId }) => eventId)).toEqual(expected);
	expect(Object.keys(delivered.events)).toEqual(expect.arrayContaining(expected));
});

const [stateA, stateB] = [{ code: 'A' }, { code: 'B' }];
const refusalAt600 = { id: 'refusal', at: time(600), order: 1, event: 'overdue', isUnlisted: true };
const stepAt700 = { id: 'step', at: time(700), order: 2, from: stateA, to: stateB };

it('deduplicateChanges reports an event that shows only with a later change, even if its request was in quarantine meanwhile', () => {
	const { record } = fetched([]);
	const request = { ...record.request, history: [refusalAt600, stepAt700] } as unknown as PatronRequest;
	const waiting = { ...fetched([]), record: { request, raw: {} }, quarantine: { ...quarantine, mark: [0, 510] as const } };
	const { changes } = deduplicateChanges({ cursor, window, requests: [waiting as unknown as FetchedRequest], inProcess: [] });
	expect(changes.map(({ eventId }) => eventId)).toEqual(['refusal', 'step']);
});

it('deduplicateChanges stores an event that shows only with a later, inferred change as delivered together with that change', () => {
	const { record } = fetched([]);
	const history = [refusalAt600, { ...stepAt700, isUnlisted: true }];
	const request = { ...record.request, history } as unknown as PatronRequest;
	const { changes, delivered } = deduplicateChanges({
		cursor,
		window,
		requests: [{ ...fetched([]), record: { request, raw: {} } }],
		inProcess: [],
	});
	expect(changes.map(({ eventId }) => eventId)).toEqual(['refusal', 'step']);
	expect(delivered).toEqual({ events: cursor.delivered.events, unlisted: { refusal: 600, step: 700 } });
});

it('deduplicateChanges reports a change once if its patron request was read twice in one poll', () => {
	expect(deduplicateChanges({ cursor, window, requests: [fetched([910]), fetched([910])], inProcess: [] }).changes).toHaveLength(1);
	expect(cursor.delivered.events).toEqual({ e2: 950 });
});

it('deduplicateChanges holds the cursor back at the first undelivered change of a patron request that the back end still processes', () => {
	const inProcess = [fetched([890, 950, 960, 970])];
	expect(deduplicateChanges({ cursor, window, requests: [], inProcess })).toMatchObject({ changes: [], firstInProcess: 960 });
	const withoutChanges = [fetched([890, 950])];
	expect(deduplicateChanges({ cursor, window, requests: [], inProcess: withoutChanges }).firstInProcess).toBe(980);
});

it.each([
	['keeps the backlog while a patron request of it is in process', [fetched([600])], 500],
	['ends a backlog that was read completely', [], null],
])('advanceCursor decides how long a backlog lasts: it %s', (_title, inProcess, begin) => {
	const before = createEmptyCursor('scope', 0, { since: 1200, backlogFrom: 500 });
	const options = { overlapSeconds: 300 };
	const unread = { next: () => ({}) };
	const read = { cursor: before, window: backlog, options, inProcess, reached: 1300, isComplete: true, unread, marks: {}, quarantined: {} };
	const found = { changes: [], delivered: empty.delivered, firstInProcess: 600 };
	const { position } = advanceCursor(read as unknown as RequestFetch, found);
	expect(position.backlogFrom).toBe(begin);
});
