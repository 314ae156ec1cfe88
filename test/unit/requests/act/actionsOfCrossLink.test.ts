import { changesOf } from '../../../../reshare/requests/changes/change';
import { changeNeedsStaff, stateAfterChange } from '../../../../reshare/requests/changes/reasonAndAdviceOfChange';
import { buildTimeline } from '../../../../reshare/requests/read/timelineEntries';
import { performAction, previewAction } from '../../../../reshare/requests/act/performAction';
import { addToStaffNote } from '../../../../reshare/requests/crosslink/staffNote';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import type { Side } from '../../../../reshare/requests/model/request';
import { buildCrossLinkRequestBody, lentRecordId, crossLinkRequestsPath } from '../../sandbox/crossLinkCalls';
import { logIn, type Json } from '../../sandbox/sandboxCalls';
import { waitInVirtualTime } from '../../../sandboxInVirtualTime';
import { proxyToCurrent } from '../../sandboxForTests';
import { backEnds, readExistingRequest, type BackEnd, type RequestPair, type TwoLibraries } from './twoLibraries';

/** These tests are about CrossLink alone, and about differences between its versions. */

const [, august, november] = backEnds;
let libraries: TwoLibraries;
const sandbox = proxyToCurrent(() => libraries.sandbox);
let pair: RequestPair;
afterEach(() => sandbox.close());

async function stage(backEnd: BackEnd) {
	libraries = await backEnd.start();
	pair = await backEnd.asked(libraries);
}

async function perform(
	side: Side,
	action: RequestAction,
	id = side === 'borrowing' ? pair.borrowed : pair.lent,
	how: typeof performAction | typeof previewAction = performAction,
) {
	const backend = side === 'borrowing' ? libraries.east : libraries.west;
	return await how(backend, await readExistingRequest(backend, id), action);
}

const preview = (side: Side, action: RequestAction, id?: string) => perform(side, action, id, previewAction);

async function lend() {
	for (const action of [{ kind: 'printPullSlip' }, { kind: 'markShipped', barcodes: ['39001'] }] as const)
		expect((await perform('lending', action)).outcome).toBe('done');
	expect((await perform('borrowing', { kind: 'receive' })).outcome).toBe('done');
}

const row = (id: string) => sandbox.crosslink.requests.get(id);
const actions = () => sandbox.log.entries.filter(({ method, path }) => method === 'POST' && path.endsWith('/action'));

describe('CrossLink with state model 3.7.0', () => {
	beforeEach(() => stage(november));

	it('a lender that agrees to a renewal gives both libraries a new due date in CrossLink state model 3.7.0', async () => {
		await lend();
		expect(await perform('borrowing', { kind: 'renew' })).toMatchObject({ outcome: 'done', after: { code: 'RENEWAL_PENDING' } });
		expect(await perform('lending', { kind: 'agreeRenewal', dueDay: '2027-03-31' })).toMatchObject({
			outcome: 'done',
			after: { code: 'RENEWED' },
		});
		expect([row(pair.borrowed).state, row(pair.borrowed).dueDate]).toEqual(['RENEWED', '2027-03-31T23:59:59.000Z']);
	});

	it.each(['INVALID_PATRON', 'NEEDS_REVIEW', 'OVER_LIMIT', 'DUPLICATE'])(
		'Cancel closes a CrossLink request that is held for staff in %s, even if the answer is lost',
		async (state) => {
			sandbox.crosslink.requests.move(pair.borrowed, state);
			sandbox.faults.add({ kind: 'resetAfter', method: 'POST', path: '/action$', times: 1 });
			expect(await perform('borrowing', { kind: 'cancel' })).toMatchObject({ outcome: 'done' });
			expect(row(pair.borrowed).terminalState).toBe(true);
		},
	);

	it('the borrower learns of an overdue mark and of a recall that the lender sends in CrossLink state model 3.7.0', async () => {
		await lend();
		expect(await perform('lending', { kind: 'markOverdue' })).toMatchObject({ outcome: 'done', after: { code: 'OVERDUE' } });
		expect(row(pair.borrowed).state).toBe('OVERDUE');
		expect(await perform('lending', { kind: 'recall', dueDay: '2026-12-01', note: 'For a reserve shelf' })).toMatchObject({
			outcome: 'done',
			after: { code: 'RECALLED' },
		});
		expect([row(pair.borrowed).state, row(pair.borrowed).dueDate]).toEqual(['RECALLED', '2026-12-01T23:59:59.000Z']);
		expect((await libraries.east.get(pair.borrowed))?.messages.some(({ text }) => text === 'For a reserve shelf')).toBe(true);
	});

	it('Mark as Shipped sends only the items whose barcodes were scanned, and names the item that it took off the request', async () => {
		const named = row(pair.lent).items[0]?.barcode ?? '';
		expect(named).toMatch(/^3\d{13}$/);
		await perform('lending', { kind: 'printPullSlip' });
		expect(await perform('lending', { kind: 'markShipped', barcodes: ['39001', '39002'] })).toMatchObject({
			outcome: 'done',
			explanation: expect.stringContaining(`Taken off the request, as it is not among the barcodes: ${named}.`),
		});
		expect(row(pair.lent).items.map(({ barcode }) => barcode)).toEqual(['39001', '39002']);
		expect(row(pair.borrowed).items.map(({ itemId }) => itemId)).toEqual(['39001', '39002']);
	});

	it('Mark as Shipped asks for barcodes if a CrossLink request has no item at all', async () => {
		await perform('lending', { kind: 'printPullSlip' });
		row(pair.lent).items = [];
		expect(await perform('lending', { kind: 'markShipped' })).toMatchObject({
			outcome: 'notPossible',
			reason: 'incomplete',
			explanation: "Give the barcode of each item that is sent, in '⟦barcodes⟧'.",
		});
	});

	it('Mark as Shipped succeeds when repeated after CrossLink had noted the items and the checkout in the library system failed', async () => {
		await perform('lending', { kind: 'printPullSlip' });
		sandbox.behavior.hostLmsFails = true;
		expect(await perform('lending', { kind: 'markShipped', barcodes: ['39003'] })).toMatchObject({
			outcome: 'notPossible',
			reason: 'refused',
			explanation: expect.stringContaining('LMS CheckOutItem failed'),
		});
		sandbox.behavior.hostLmsFails = false;
		expect((await perform('lending', { kind: 'markShipped', barcodes: ['39003'] })).outcome).toBe('done');
		expect(row(pair.borrowed).items.map(({ itemId }) => itemId)).toEqual(['39003']);
	});

	it('Will Supply succeeds for a request in ITEM_PENDING as soon as the library system answers again', async () => {
		sandbox.behavior.hostLmsFails = true;
		pair = await november.asked(libraries);
		expect(row(pair.lent).state).toBe('ITEM_PENDING');
		expect(await perform('lending', { kind: 'willSupply' })).toMatchObject({ outcome: 'notPossible', reason: 'refused' });
		sandbox.behavior.hostLmsFails = false;
		expect(await perform('lending', { kind: 'willSupply' })).toMatchObject({ outcome: 'done', after: { code: 'WILL_SUPPLY' } });
	});

	describe('Request Again in CrossLink state model 3.7.0', () => {
		const borrowing = () => sandbox.crosslink.requests.all('east_crosslink').filter(({ side }) => side === 'borrowing');

		it('Request Again on CrossLink makes one request with an id derived from the reference, and is refused when repeated', async () => {
			november.move(libraries, pair.borrowed, 'unfilled');
			const before = borrowing().length;
			const result = await perform('borrowing', { kind: 'requestAgain' });
			expect(result).toMatchObject({ outcome: 'done', succeededBy: expect.stringMatching(/^draft-\d+\./) });
			expect(borrowing()).toHaveLength(before + 1);
			const next = row(result.succeededBy ?? '');
			expect(next).toMatchObject({ prevReqId: pair.borrowed, requesterSymbol: 'ISIL:US-EAST' });
			// The patron is named as in the first request, because the library's own system has another ID.
			expect(next.illRequest.patronInfo).toMatchObject({ patronId: 'P1001' });
			expect(next.illRequest).toMatchObject({
				bibliographicInfo: row(pair.borrowed).illRequest.bibliographicInfo as object,
				header: { requestingAgencyRequestId: next.id },
			});
			expect(result.explanation).toContain(`The new request is ${next.id}.`);
			expect(await perform('borrowing', { kind: 'requestAgain' })).toMatchObject({
				outcome: 'notPossible',
				explanation: 'It was requested again already.',
			});
			expect(borrowing()).toHaveLength(before + 1);
			expect((await libraries.east.findByNumberReferenceOrBarcode(pair.borrowed, 'borrowing')).map(({ id }) => id)).toEqual([
				pair.borrowed,
			]);
		});

		it('Request Again on a CrossLink request that Request Again made skips the id that is taken and makes a third request', async () => {
			november.move(libraries, pair.borrowed, 'unfilled');
			const first = (await perform('borrowing', { kind: 'requestAgain' })).succeededBy ?? '';
			november.move(libraries, first, 'unfilled');
			const second = await perform('borrowing', { kind: 'requestAgain' }, first);
			expect(second).toMatchObject({ outcome: 'done', succeededBy: expect.not.stringMatching(`^${first}$`) });
			expect(row(second.succeededBy ?? '').prevReqId).toBe(first);
		});

		it('Write Staff Note on CrossLink is unclear if its HTTP answer is lost, even on a request that was requested again before', async () => {
			november.move(libraries, pair.borrowed, 'unfilled');
			expect((await perform('borrowing', { kind: 'requestAgain' })).outcome).toBe('done');
			sandbox.faults.add({ kind: 'resetBefore', method: 'PUT', path: '/internal_note$', times: 1 });
			expect(await perform('borrowing', { kind: 'writeStaffNote', text: 'Call the patron' })).toMatchObject({
				outcome: 'unclear',
				reason: 'unclear',
			});
		});
	});
});

describe.each([
	['3.0.0', august],
	['3.7.0', november],
] as const)('CrossLink with state model %s', (version, backEnd) => {
	beforeEach(() => stage(backEnd));

	/** Makes a request in the state in which the checks leave it. */
	async function checked(patron: string, id = `held-${version}`) {
		const { tenant, username, password } = sandbox.crosslink.east;
		await (
			await logIn(sandbox, tenant, username, password)
		).post(crossLinkRequestsPath, buildCrossLinkRequestBody(id, lentRecordId, { patron }));
		return id;
	}

	it('Check Again holds the request of a blocked patron once more, and Approve as It Is sends it all the same', async () => {
		const id = await checked('P9001');
		expect(await perform('borrowing', { kind: 'checkAgain' }, id)).toMatchObject({
			outcome: 'done',
			after: { code: 'INVALID_PATRON' },
			explanation: 'The request was checked again, and is still held for staff: User Blocked.',
		});
		expect(await perform('borrowing', { kind: 'approveAsIs' }, id)).toMatchObject({
			outcome: 'done',
			after: { code: expect.stringMatching(/^(SENT|SUPPLIER_LOCATED|WILL_SUPPLY)$/) },
		});
	});

	it('a lender asks the borrower to request another record, for which it must give an id, and the borrower can decline', async () => {
		expect(await perform('lending', { kind: 'askForRetry', note: 'It is the second edition' })).toMatchObject({
			outcome: 'notPossible',
			reason: 'incomplete',
			explanation:
				"Give the id of the record that the borrower is to request instead, in '⟦otherRecord⟧'. Without one, say that your library cannot supply.",
		});
		expect(await perform('lending', { kind: 'askForRetry', recordId: lentRecordId, note: 'It is the second edition' })).toMatchObject({
			outcome: 'done',
			after: { code: 'COMPLETED_WITH_RETRY' },
			explanation: expect.stringMatching(/^The borrower was asked to request another record in its place\./),
		});
		const borrowed = await libraries.east.get(pair.borrowed);
		expect(borrowed).toMatchObject({ state: { code: 'RETRY_PENDING' } });
		expect(borrowed?.messages.some(({ text }) => text === 'It is the second edition')).toBe(true);
		expect((await libraries.east.allowed(borrowed as NonNullable<typeof borrowed>)).map(({ label }) => label)).toEqual(
			expect.arrayContaining(['Request Again', 'Decline Retry']),
		);
		expect(await perform('borrowing', { kind: 'declineRetry' })).toMatchObject({ outcome: 'done', after: { code: 'RETRY_REJECTED' } });
		expect(row(pair.borrowed).nextReqId).toBeUndefined();
	});

	it.each([
		['a moment ago', 5, /^Another action is under way; try again in a minute\.$/],
		[
			'before the broker went down',
			3600,
			/^CrossLink broke off in the midst of an action\. Until whoever runs CrossLink has ended that one, the request allows no other, not even closing it\. It began [-\d]+ [:\d]+ UTC\.$/,
		],
	])(
		'Cancel is refused in CrossLink while another action that began %s is under way, and the sentence says what to wait for',
		async (_when, seconds, words) => {
			const { events } = row(pair.borrowed);
			events.push({
				id: 'open',
				timestamp: (sandbox.clock.now() - seconds * 1000) * 1000,
				eventType: 'TASK',
				eventName: 'invoke-action',
				eventStatus: 'PROCESSING',
				eventData: { action: 'cancel-request' },
				resultData: {},
			});
			for (const act of [preview, perform]) {
				const { possibleActions, ...result } = await act('borrowing', { kind: 'cancel' });
				expect(result).toMatchObject({
					outcome: 'notPossible',
					reason: 'notAllowedNow',
					explanation: expect.stringMatching(words),
				});
				expect(possibleActions).toEqual(['Send Message', 'Mark Messages as Read', 'Write Staff Note']);
			}
			expect(actions()).toEqual([]);
		},
	);

	it('a message that a lender sends on CrossLink after Cannot Supply does not count as a second refusal for the borrower', async () => {
		expect((await perform('lending', { kind: 'cannotSupply', reason: 'OnLoan' })).outcome).toBe('done');
		expect((await perform('lending', { kind: 'sendMessage', text: 'It is back in May' })).outcome).toBe('done');
		const borrowed = await libraries.east.getWithRaw(pair.borrowed);
		if (borrowed === undefined) throw new Error('There is no such request');
		const lender = borrowed.request.messages.at(-1)?.from;
		const { entries, refusals } = buildTimeline(borrowed.request, 'UTC', new Date());
		expect(refusals.filter(({ library }) => library === lender)).toHaveLength(1);
		expect(entries.map(({ sentence }) => sentence)).toContain(`${lender} wrote: It is back in May`);
		expect(changesOf(borrowed).filter((change) => change.event === 'supplierDeclined' && change.message?.from === lender)).toHaveLength(1);
	});

	it('the trigger reports a CrossLink request whose next step failed in the library system as needing staff', async () => {
		sandbox.behavior.hostLmsFails = true;
		pair = await backEnd.asked(libraries);
		const lent = await libraries.west.getWithRaw(pair.lent);
		if (lent === undefined) throw new Error('There is no such request');
		expect(lent.raw).toMatchObject({ state: version === '3.0.0' ? 'VALIDATED' : 'ITEM_PENDING', lastActionOutcome: 'failure' });
		expect(
			changesOf(lent)
				.filter(changeNeedsStaff)
				.map((change) => [change.event, stateAfterChange(change)?.code]),
		).toEqual([['needsStaff', lent.raw.state]]);
	});

	it('Write Staff Note keeps the pickup location in the note, the only place for it in CrossLink, until staff write another one', async () => {
		row(pair.borrowed).internalNote = 'Pickup location: EAST-MAIN\nCall him';
		expect((await perform('borrowing', { kind: 'writeStaffNote', text: 'She has moved' })).outcome).toBe('done');
		expect((await libraries.east.get(pair.borrowed))?.pickupLocation).toBe('EAST-MAIN');
		expect(row(pair.borrowed).internalNote).toBe('Pickup location: EAST-MAIN\nShe has moved');
		await perform('borrowing', { kind: 'writeStaffNote', text: 'Pickup location: EAST-SCI' });
		expect(row(pair.borrowed).internalNote).toBe('Pickup location: EAST-SCI');
		await perform('borrowing', { kind: 'writeStaffNote', text: '' });
		expect(row(pair.borrowed).internalNote).toBe('Pickup location: EAST-SCI');
	});

	it('Mark as Lost and Mark End of Rota as Reviewed are no actions of CrossLink, and the refusal says what to do instead', async () => {
		expect((await perform('borrowing', { kind: 'markLost' })).explanation).toBe(
			"The ReShare of your library has no action 'Mark as Lost'. Write to the lender with Send Message.",
		);
		expect((await perform('borrowing', { kind: 'markReviewed' })).explanation).toBe(
			"The ReShare of your library has no action 'Mark End of Rota as Reviewed'. A request that could not be filled is over, and waits for nobody.",
		);
	});
});

it.each([
	[
		'3.0.0',
		august,
		{
			outcome: 'notPossible',
			reason: 'notAllowedNow',
			explanation:
				'This version of CrossLink would take the request for a duplicate again. Cancel it, or wait until the other one is older than your library has set for this check.',
		},
	],
	[
		'3.7.0',
		november,
		{
			outcome: 'done',
			explanation: expect.stringMatching(/^The request goes on as it is\. The status changed from Duplicate to /),
		},
	],
] as const)(
	'Approve as It Is on a duplicate is refused in CrossLink state model 3.0.0 and sends the request in 3.7.0 (tested: %s)',
	async (_version, backEnd, expected) => {
		libraries = await backEnd.start({ crosslinkDuplicateHours: 24 * 7 });
		pair = await backEnd.asked(libraries);
		const { tenant, username, password } = sandbox.crosslink.east;
		await (await logIn(sandbox, tenant, username, password)).post(crossLinkRequestsPath, buildCrossLinkRequestBody('twin', lentRecordId));
		expect(row('twin').state).toBe('DUPLICATE');
		const foreseen = await preview('borrowing', { kind: 'approveAsIs' }, 'twin');
		expect(foreseen.outcome).toBe(expected.outcome === 'done' ? 'wouldBeDone' : 'notPossible');
		expect(await perform('borrowing', { kind: 'approveAsIs' }, 'twin')).toMatchObject(expected);
	},
);

it("a request over the patron's limit is held again by Check Again, and Approve as It Is sends it all the same", async () => {
	libraries = await november.start({ crosslinkMaxRequests: 1 });
	pair = await november.asked(libraries);
	const { tenant, username, password } = sandbox.crosslink.east;
	await (await logIn(sandbox, tenant, username, password)).post(crossLinkRequestsPath, buildCrossLinkRequestBody('more', lentRecordId));
	expect(row('more').state).toBe('OVER_LIMIT');
	expect(await perform('borrowing', { kind: 'checkAgain' }, 'more')).toMatchObject({
		outcome: 'done',
		after: { code: 'OVER_LIMIT' },
		explanation: 'The request was checked again, and is still held for staff.',
	});
	expect(await perform('borrowing', { kind: 'approveAsIs' }, 'more')).toMatchObject({
		outcome: 'done',
		explanation: expect.stringMatching(/^The request goes on as it is\. The status changed from Over Limit to /),
	});
});

describe('CrossLink with state model 3.0.0', () => {
	beforeEach(() => stage(august));

	it("Send Document sends the link to a copy of which the patron's own library has the original, and completes the request", async () => {
		sandbox.scenarios.set({ supplier: 'US-EAST', scenario: { kind: 'onOwnShelf' } });
		const { tenant, username, password } = sandbox.crosslink.east;
		const { illRequest, ...rest } = buildCrossLinkRequestBody('own-copy', lentRecordId) as { illRequest: { serviceInfo: object } };
		await (
			await logIn(sandbox, tenant, username, password)
		).post(crossLinkRequestsPath, {
			...rest,
			illRequest: { ...illRequest, serviceInfo: { ...illRequest.serviceInfo, serviceType: 'Copy' } },
		});
		sandbox.crosslink.requests.advance('own-copy', 'LOCAL_SUPPLY');
		expect(await perform('borrowing', { kind: 'sendDocument', link: 'https://documents.example.org/1' }, 'own-copy')).toMatchObject({
			outcome: 'done',
			after: { code: 'COMPLETED' },
		});
		expect(await libraries.east.get('own-copy')).toMatchObject({ documentLink: 'https://documents.example.org/1' });
	});

	it('Mark as Shipped in CrossLink state model 3.0.0 ships the item without the barcodes, and says that it takes none', async () => {
		expect(await perform('lending', { kind: 'markShipped', barcodes: ['39001'] })).toMatchObject({
			outcome: 'done',
			explanation:
				"The item is marked as shipped. The status changed from Will Supply to Shipped. Your library's ReShare takes no barcodes with this action.",
		});
	});

	it('Mark as Shipped in CrossLink state model 3.0.0 is refused if the library system has not named an item', async () => {
		row(pair.lent).items = [];
		expect(await perform('lending', { kind: 'markShipped', barcodes: ['39001'] })).toMatchObject({
			outcome: 'notPossible',
			reason: 'incomplete',
			explanation: expect.stringContaining("your library's own system must name it first"),
		});
	});

	it.each(['renew', 'agreeRenewal', 'refuseRenewal', 'markOverdue', 'recall', 'printPullSlip'] as const)(
		'the action %s is not offered in CrossLink state model 3.0.0',
		async (kind) => {
			const side = kind === 'renew' ? 'borrowing' : 'lending';
			expect(await perform(side, { kind } as RequestAction)).toMatchObject({ outcome: 'notPossible', reason: 'notOffered' });
		},
	);

	it('Cancel and Send Message are refused while CrossLink 3.0.0 would write to a library that has declined, which is named', async () => {
		sandbox.behavior.hostLmsFails = true;
		pair = await august.asked(libraries);
		expect(row(pair.borrowed)).toMatchObject({ state: 'SUPPLIER_LOCATED', supplierSymbol: 'ISIL:US-NORTH' });
		const hindered = {
			outcome: 'notPossible',
			reason: 'notAllowedNow',
			explanation:
				'CrossLink would write to North Fells University Library, though West Prairie College Library has the request by now; try again when that one has answered.',
		};
		for (const action of [{ kind: 'cancel' }, { kind: 'sendMessage', text: 'Is it on its way?' }] as const) {
			expect(await preview('borrowing', action)).toMatchObject(hindered);
			expect(await perform('borrowing', action)).toMatchObject({
				...hindered,
				possibleActions: ['Mark Messages as Read', 'Write Staff Note'],
			});
		}
		expect(sandbox.log.entries.filter(({ method, path }) => method === 'POST' && /action$|notifications$/.test(path))).toEqual([]);
	});

	it('Send Message is unclear if its answer is lost, and CrossLink stored the message but could not send it to the lender', async () => {
		sandbox.behavior.hostLmsFails = true;
		pair = await august.asked(libraries);
		sandbox.faults.add({ kind: 'resetAfter', method: 'POST', path: '/notifications$', times: 1 });
		const request = await readExistingRequest(libraries.east, pair.borrowed);
		const result = await performAction(
			libraries.east,
			{ ...request, writesTo: undefined },
			{ kind: 'sendMessage', text: 'Is it on its way?' },
		);
		expect(result).toMatchObject({ outcome: 'unclear', reason: 'unclear' });
		expect(buildTimeline(result.request, 'UTC', new Date()).story).toMatch(/Your library could not send to .*: Is it on its way\?$/);
	});

	it('Reject Conditions in CrossLink state model 3.0.0 says that the next library is asked only after the lender has agreed', async () => {
		expect((await perform('lending', { kind: 'sendConditions', condition: 'LibraryUseOnly' })).outcome).toBe('done');
		expect(await perform('borrowing', { kind: 'rejectConditions' })).toMatchObject({
			outcome: 'done',
			after: { code: 'CANCEL_PENDING' },
			explanation:
				'The conditions were rejected. The status changed from Condition Pending to Cancel Pending. If the library agrees, this version of CrossLink asks South Bay State University Library; the status stays as it is. Look at the request again.',
		});
		expect(row(pair.lent).state).toBe('CANCEL_REQUESTED');
		expect(row(pair.borrowed).suppliers.find(({ status }) => status === 'selected')?.symbol).toBe('ISIL:US-WEST');
	});

	it('Request Again accepts the retry that a lender asks for in CrossLink state model 3.0.0, and names the successor', async () => {
		sandbox.crosslink.requests.move(pair.borrowed, 'RETRY_PENDING');
		expect(await perform('borrowing', { kind: 'requestAgain' })).toMatchObject({
			outcome: 'done',
			after: { code: 'RETRY_ACCEPTED' },
			succeededBy: expect.stringMatching(/^US-EAST-\d+$/),
		});
	});

	it('Mark as Returned by Patron on an item that was never checked out performs check-out and check-in', async () => {
		expect((await perform('lending', { kind: 'markShipped' })).outcome).toBe('done');
		expect((await perform('borrowing', { kind: 'receive' })).outcome).toBe('done');
		expect(await perform('borrowing', { kind: 'patronReturned' })).toMatchObject({
			outcome: 'done',
			explanation: 'The item is marked as returned by the patron. The status changed from Received to Checked In.',
		});
		expect(
			row(pair.borrowed)
				.events.flatMap(({ eventName, eventData }) => (eventName === 'invoke-action' ? [eventData.action] : []))
				.slice(-2),
		).toEqual(['check-out', 'check-in']);
	});

	it('Cannot Supply with a reason in the spelling of mod-rs reaches the borrower in the spelling of ISO 18626', async () => {
		expect((await perform('lending', { kind: 'cannotSupply', reason: 'notonshelf' })).outcome).toBe('done');
		expect((await libraries.east.get(pair.borrowed))?.messages.map(({ reason }) => reason)).toContain('NotOnShelf');
	});

	it('Mark as Returned and Shipped Back is unclear, and says that the item is checked in, if its second step is refused', async () => {
		expect((await perform('lending', { kind: 'markShipped' })).outcome).toBe('done');
		for (const kind of ['receive', 'checkOut'] as const) expect((await perform('borrowing', { kind })).outcome).toBe('done');
		sandbox.faults.answer(400, {
			body: '{"error":"not now"}',
			contentType: 'application/json',
			method: 'POST',
			path: '/action$',
			skip: 1,
			times: 1,
		});
		expect(await perform('borrowing', { kind: 'returnAndShipBack' })).toMatchObject({
			outcome: 'unclear',
			reason: 'refused',
			explanation: 'ReShare did not perform the action: not now. The status changed from Checked Out to Checked In.',
		});
	});

	it('Mark as Returned and Shipped Back is unclear, and says that shipping is still possible, if its second answer is lost', async () => {
		expect((await perform('lending', { kind: 'markShipped' })).outcome).toBe('done');
		for (const kind of ['receive', 'checkOut'] as const) expect((await perform('borrowing', { kind })).outcome).toBe('done');
		sandbox.faults.add({ kind: 'resetBefore', method: 'POST', path: '/action$', skip: 1, times: 1 });
		expect(await perform('borrowing', { kind: 'returnAndShipBack' })).toMatchObject({
			outcome: 'unclear',
			after: { code: 'CHECKED_IN' },
			explanation:
				"The answer was lost. The status changed from Checked Out to Checked In, and 'Mark as Shipped Back' is still possible. Look at it in ReShare before you try again.",
		});
	});
});

/** If the directory has no pickup locations, only the internal note contains the wanted one. */
describe('the pickup location of a request that is requested again', () => {
	const wanted = 'Pickup location: EAST-SCI';
	const note = `${addToStaffNote({ pickupLocation: 'EAST-SCI' })}\nCalled on Monday`;
	const requestAgain = () => perform('borrowing', { kind: 'requestAgain' });

	// The rest of the note is about the old request, and is not copied.
	it.each([
		['with a pickup location gives the new request a note with that location alone', note, 'EAST-SCI', wanted],
		['without a pickup location gives the new request no staff note', 'Called on Monday', undefined, undefined],
	])(
		'Request Again on CrossLink copies nothing but the pickup location from a staff note: a staff note %s',
		async (_what, internalNote, pickupLocation, copied) => {
			await stage(november);
			row(pair.borrowed).internalNote = internalNote;
			november.move(libraries, pair.borrowed, 'unfilled');
			const { outcome, succeededBy } = await requestAgain();
			expect(outcome).toBe('done');
			expect((await libraries.east.get(succeededBy ?? ''))?.pickupLocation).toBe(pickupLocation);
			expect(row(succeededBy ?? '').internalNote).toBe(copied);
		},
	);

	describe.each([august, november])('$name: the successor of a request for which the lender asked for a retry', (backEnd) => {
		beforeEach(async () => {
			await stage(backEnd);
			row(pair.borrowed).internalNote = note;
			sandbox.crosslink.requests.move(pair.borrowed, 'RETRY_PENDING');
		});

		it('the new request that CrossLink makes when a retry is accepted gets the pickup location of the old request', async () => {
			const { outcome, succeededBy } = await requestAgain();
			expect(outcome).toBe('done');
			expect((await libraries.east.get(succeededBy ?? ''))?.pickupLocation).toBe('EAST-SCI');
		});

		it('Request Again says that staff must write the pickup location if the staff note of the new request cannot be written', async () => {
			sandbox.faults.answer(500, { method: 'PUT', path: '/internal_note$', times: 1 });
			expect(await requestAgain()).toMatchObject({
				outcome: 'done',
				explanation: expect.stringContaining("The pickup location 'EAST-SCI' could not be noted in the new request. Write it there."),
			});
		});
	});
});

const refusal: RequestAction = { kind: 'cannotSupply', reason: 'NotOnShelf' };

/** A lender's request has its own header, in which the broker names that library as the supplier (handleRequestMessageWithPeer). */
describe.each([august, november])('a lender on $name', (backEnd) => {
	beforeEach(async () => {
		await stage(backEnd);
		const { illRequest, supplierSymbol = '' } = row(pair.lent);
		expect(illRequest.header).toMatchObject({
			supplyingAgencyId: { agencyIdType: { '#text': 'ISIL' }, agencyIdValue: supplierSymbol.slice('ISIL:'.length) },
		});
	});

	it('the maximum cost that a borrower names is neither a condition nor an unread message of the lender', async () => {
		const { tenant, username, password } = sandbox.crosslink.east;
		const posted = buildCrossLinkRequestBody('costs', lentRecordId) as { illRequest: Json };
		posted.illRequest.billingInfo = { maximumCosts: { currencyCode: { '#text': 'USD' }, monetaryValue: '30' } };
		await (await logIn(sandbox, tenant, username, password)).post(crossLinkRequestsPath, posted);
		await waitInVirtualTime(1000);
		sandbox.clock.advance(2 * 86_400_000);
		const lends = sandbox.crosslink.requests.all('west_crosslink').find(({ requesterRequestId }) => requesterRequestId === 'costs');
		expect(lends?.notifications).toMatchObject([{ direction: 'received', kind: 'condition', cost: 30, currency: 'USD' }]);
		expect(await libraries.west.get(lends?.id ?? '')).toMatchObject({ conditions: [], unreadMessages: 0, messages: [] });
		expect((await libraries.west.find({ side: 'lending', unread: true, sort: 'createdNewest' })).listed).toEqual([]);
	});

	/** The broker returns no result for an action that succeeded (checkSupplyingResponse). */
	it("the CrossLink event of a lender's action that succeeded contains no ISO 18626 messages", async () => {
		expect(await perform('lending', refusal)).toMatchObject({ outcome: 'done' });
		const action = row(pair.lent).events.findLast(({ eventName }) => eventName === 'invoke-action');
		expect(action).toMatchObject({ eventStatus: 'SUCCESS', eventData: { action: 'cannot-supply' } });
		for (const message of ['incomingMessage', 'outgoingMessage']) expect(action?.resultData).not.toHaveProperty(message);
	});

	it('Cannot Supply on a lending request that has gone on to another library is refused with that reason', async () => {
		for (const supplier of row(pair.borrowed).suppliers) supplier.status = 'skipped';
		expect(await perform('lending', refusal)).toMatchObject({
			outcome: 'notPossible',
			reason: 'refused',
			explanation: 'ReShare did not perform the action: another library has the request by now, or it is over.',
		});
	});
});

it('Will Supply in CrossLink state model 3.0.0 is refused while the borrower has another promise, and conditions are suggested', async () => {
	libraries = await august.start();
	for (const supplier of ['US-NORTH', 'US-SOUTH', 'US-RIVER'])
		sandbox.scenarios.set({ supplier, scenario: { kind: 'lateUnfilled', reason: 'NotOnShelf' } });
	const { borrowed, lent } = await august.asked(libraries);
	sandbox.clock.advance(30 * 86_400_000);
	const { requests: rows } = sandbox.crosslink;
	const lender =
		lent === '' ? (rows.all('west_crosslink').find(({ requesterRequestId }) => requesterRequestId === borrowed)?.id ?? '') : lent;
	expect([row(borrowed).state, row(lender).state, row(lender).lastAction, row(lender).lastActionOutcome]).toEqual([
		'WILL_SUPPLY',
		'VALIDATED',
		'will-supply',
		'failure',
	]);
	expect(await perform('lending', { kind: 'willSupply' }, lender)).toMatchObject({
		outcome: 'notPossible',
		reason: 'refused',
		explanation:
			'ReShare did not perform the action: the borrower takes no promise now, perhaps because it still has that of another library; it does take conditions, so send some.',
	});
	expect(await perform('lending', { kind: 'sendConditions', condition: 'LibraryUseOnly' }, lender)).toMatchObject({ outcome: 'done' });
	expect(row(borrowed).state).toBe('CONDITION_PENDING');
});
