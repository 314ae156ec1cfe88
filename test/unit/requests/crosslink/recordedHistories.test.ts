import { performAction, previewAction } from '../../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import { buildTimeline } from '../../../../reshare/requests/read/timelineEntries';
import { maskChange, changesOf, type Change } from '../../../../reshare/requests/changes/change';
import { changeNeedsStaff, reasonOfChange } from '../../../../reshare/requests/changes/reasonAndAdviceOfChange';
import { isStillCurrent } from '../../../../reshare/requests/changes/changeItem';
import { patronMasks } from '../../../../reshare/requests/model/masking';
import { needsStaff, verdictOnNewRequest } from '../../../../reshare/requests/model/state';
import { backendOfHistory, readHistory, type HistoryName } from './recordedHistory';

/** Reads a real broker's answers for requests that went wrong. All readers must report what the status does not show. */

async function read(name: HistoryName) {
	const story = readHistory(name);
	const backend = backendOfHistory(story);
	const [whole, changed] = [await backend.getWithRaw(story.row.id), await backend.getChanged({ id: story.row.id, side: 'borrowing' })];
	if (whole === undefined || changed === undefined) throw new Error('no such request');
	return { backend, whole, changed };
}

/** The index of the first event after the checks and the sending. */
const afterSending = 4;
const told = (change: Change) =>
	[change.event, ...(changeNeedsStaff(change) ? ['needs staff'] : []), ...(isStillCurrent(change) ? ['still so'] : [])].join(', ');

interface Wanted {
	/** What Get shows of the request at the end. */
	readonly is: { readonly status: string; readonly needsStaff: boolean; readonly supplier?: string };
	/** The timeline's sentences. */
	readonly story: readonly string[];
	/** The events that the trigger reports. */
	readonly changes: readonly string[];
}

const stays = (status: string) => `CrossLink could not note it, and the status stays ${status}. Staff must look at it.`;

const wanted: Readonly<Record<HistoryName, Wanted>> = {
	localRace: {
		is: { status: 'SENT', needsStaff: true, supplier: 'East Library' },
		story: [`Your own library may hold the item. ${stays('Sent')}`],
		changes: ['needsStaff, needs staff, still so'],
	},
	otherRace: {
		is: { status: 'CANCEL_PENDING', needsStaff: true },
		story: [
			'The request was sent to Mock Library.',
			'Mock Library expects to supply the item.',
			'Cancellation was asked of Mock Library.',
			`The request was canceled. ${stays('Cancel Pending')}`,
		],
		changes: ['supplierChosen', 'expectsToSupply', 'statusChange', 'cancelled, needs staff, still so'],
	},
	promiseBack: {
		is: { status: 'WILL_SUPPLY', needsStaff: false, supplier: 'West Library' },
		story: [
			'The request was sent to Mock Library.',
			'Mock Library expects to supply the item.',
			'Mock Library cannot supply the item.',
			'The request was sent to West Library.',
			'West Library expects to supply the item.',
		],
		changes: ['supplierChosen', 'expectsToSupply', 'supplierDeclined', 'supplierChosen', 'expectsToSupply, still so'],
	},
	cancelThenShipped: {
		is: { status: 'CANCEL_PENDING', needsStaff: true, supplier: 'Alma Library' },
		story: [
			'The request was sent to South Library.',
			'South Library expects to supply the item.',
			'Cancellation was asked of South Library.',
			`The request was sent to Alma Library. ${stays('Cancel Pending')}`,
			`Alma Library sent the item. ${stays('Cancel Pending')}`,
		],
		changes: ['supplierChosen', 'expectsToSupply', 'statusChange', 'supplierChosen, needs staff', 'shipped, needs staff, still so'],
	},
	cancelNobodyNext: {
		is: { status: 'CANCEL_PENDING', needsStaff: true },
		story: [
			'The request was sent to West Library.',
			'West Library expects to supply the item.',
			'Cancellation was asked of West Library.',
			`The request was canceled. ${stays('Cancel Pending')}`,
		],
		changes: ['supplierChosen', 'expectsToSupply', 'statusChange', 'cancelled, needs staff, still so'],
	},
	conditionsThenNo: {
		is: { status: 'CONDITION_PENDING', needsStaff: true, supplier: 'West Library' },
		story: [
			'The request was sent to North Library.',
			'North Library expects to supply the item.',
			'North Library would send the item under conditions. Reason: library use only.',
			'North Library cannot supply the item. Reason: not on shelf.',
			`The request was sent to West Library. ${stays('Condition Pending')}`,
			`West Library expects to supply the item. ${stays('Condition Pending')}`,
		],
		changes: [
			'supplierChosen',
			'expectsToSupply',
			'needsStaff, needs staff',
			'supplierDeclined',
			'supplierChosen, needs staff',
			'expectsToSupply, needs staff, still so',
		],
	},
	unfilledNeedsStaff: {
		is: { status: 'UNFILLED', needsStaff: false },
		story: ['No library was asked: the shared index names none that holds the title. The request cannot be filled.'],
		changes: ['endOfRota, still so'],
	},
	lookupFailed: {
		is: { status: 'UNFILLED', needsStaff: false },
		story: ['No library was asked: CrossLink could not look up who holds the title. The request cannot be filled.'],
		changes: ['endOfRota, still so'],
	},
};

describe.each(Object.entries(wanted))('the recorded history %s', (name, { is, story, changes }) => {
	it('Get, the timeline and the trigger report all that happened to a CrossLink request recorded from a real server', async () => {
		const { whole, changed } = await read(name as HistoryName);
		const { request } = whole;
		expect({
			status: request.state?.code,
			needsStaff: needsStaff(request.state),
			...(request.supplier === undefined ? {} : { supplier: request.supplier }),
		}).toEqual(is);
		expect(request.history.filter(({ isInferred }) => isInferred === true)).toEqual([]);
		expect(
			buildTimeline(patronMasks.none.request(request), 'UTC', new Date())
				.entries.slice(afterSending)
				.map(({ sentence }) => sentence),
		).toEqual(story);
		for (const record of [whole, changed]) expect(changesOf(record).slice(afterSending).map(told)).toEqual(changes);
	});

	it('the trigger gives each reason why a real CrossLink request needs staff, even if patrons are masked', async () => {
		const { changed } = await read(name as HistoryName);
		const reasons = changesOf(changed)
			.filter((change) => change.step === undefined && changeNeedsStaff(change))
			.map((change) => reasonOfChange(maskChange(patronMasks.none, change)));
		expect(reasons).toEqual(story.filter((sentence) => sentence.includes('could not note it')));
	});
});

it('the timeline says that no library was asked because the lookup of holders failed, even if that came before SENT', async () => {
	const { row, events, ...others } = readHistory('lookupFailed');
	const refused = events
		.slice(0, -1)
		.map((event) =>
			event.eventName === 'patron-request-message'
				? { ...event, eventStatus: 'PROBLEM', resultData: { eventError: { Message: 'status change not allowed: Unfilled' } } }
				: event,
		);
	const backend = backendOfHistory({
		...others,
		row: { ...row, state: 'SENT', terminalState: false, lastAction: 'send-request' },
		events: refused,
	});
	const request = await backend.get(row.id);
	expect(request?.history.at(-1)?.sentence).toBe(
		`No library was asked: CrossLink could not look up who holds the title. The request cannot be filled. ${stays('Sent')}`,
	);
	expect(
		request && buildTimeline(request, 'UTC', new Date()).entries.filter(({ sentence }) => sentence.startsWith('No library was asked')),
	).toHaveLength(1);
	expect(needsStaff(request?.state)).toBe(true);
});

it('a request that CrossLink left in SENT while the borrowing library has the title needs staff after creation', async () => {
	const { backend, whole } = await read('localRace');
	expect(verdictOnNewRequest(whole.request.state)).toEqual({ outcome: 'needsStaff', reason: 'reshareError' });
	expect(await previewAction(backend, whole.request, { kind: 'cancel' })).toMatchObject({ blocker: 'stuck' });
});

it.each<[HistoryName, string, string]>([
	['cancelNobodyNext', 'West Library', 'finds none that is left to ask; the status stays as it is. Look at the request again.'],
	[
		'cancelThenShipped',
		'South Library',
		'asks Alma Library all the same; the status stays as it is. Look at the request again, and write to that library if the item is no longer wanted.',
	],
])('Perform Action says after a cancellation whether CrossLink still asks the next library: %s', async (name, library, rest) => {
	const story = readHistory(name);
	const at = `/broker/patron_requests/${story.row.id}`;
	const backend = backendOfHistory(story, {
		[`${at}/actions`]: { actions: [{ name: 'cancel-request', available: true }] },
		[`${at}/action`]: { result: 'SUCCESS', outcome: 'success' },
	});
	const request = await backend.get(story.row.id);
	if (request === undefined) throw new Error('no such request');
	// Without `writesTo`, the request is as it was before the cancellation.
	expect((await performAction(backend, { ...request, writesTo: undefined }, { kind: 'cancel' })).explanation).toBe(
		`Cancellation was asked of the lender. ${library} has agreed, and this version of CrossLink ${rest}`,
	);
});

it('Agree to Conditions, Reject Conditions and Send Message are refused after the lender withdrew its conditional offer', async () => {
	const story = readHistory('conditionsThenNo');
	const names = ['accept-condition', 'reject-condition'];
	const backend = backendOfHistory(story, {
		[`/broker/patron_requests/${story.row.id}/actions`]: { actions: names.map((name) => ({ name, available: true })) },
	});
	const request = await backend.get(story.row.id);
	if (request === undefined) throw new Error('no such request');
	for (const kind of ['agreeConditions', 'rejectConditions', 'sendMessage'] as const) {
		expect(await previewAction(backend, request, { kind, text: 'Hello' } as RequestAction)).toMatchObject({
			outcome: 'notPossible',
			explanation:
				'CrossLink would write to North Library, though West Library has the request by now; try again when that one has answered.',
		});
	}
});

it('the conditions of a CrossLink request count as no longer open once the lender has withdrawn its offer', async () => {
	expect((await read('conditionsThenNo')).whole.request.conditions).toMatchObject([
		{ code: 'LibraryUseOnly', from: 'North Library', accepted: false },
	]);
});
