import { clock } from '../../../../reshare/clock';
import type { ModRsBackend } from '../../../../reshare/requests/modrs/ModRsBackend';
import { performAction, previewAction, type ActionResult } from '../../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { logInAsEast, newRequestBody, type Json } from '../../sandbox/sandboxCalls';
import { proxyToCurrent } from '../../sandboxForTests';
import { backEnds, readExistingRequest, type TwoLibraries } from './twoLibraries';

/** These tests are about mod-rs alone. */

const [modRs] = backEnds;
let libraries: TwoLibraries;
const sandbox = proxyToCurrent(() => libraries.sandbox);
beforeEach(async () => {
	libraries = await modRs.start();
});
afterEach(() => sandbox.close());

const lent = async (action: RequestAction, id: string) =>
	await performAction(libraries.west, await readExistingRequest(libraries.west, id), action);

const calls = () => sandbox.log.entries.filter(({ path }) => path.endsWith('/performAction')).length;

describe('the lending location of Will Supply on mod-rs', () => {
	const promise = async (place?: string) =>
		await lent({ kind: 'willSupply', ...(place === undefined ? {} : { place }) }, (await modRs.asked(libraries)).lent);

	it('Will Supply asks for a lending location if the library has several, and refuses one from which nothing is lent', async () => {
		expect(await promise()).toMatchObject({
			outcome: 'notPossible',
			reason: 'incomplete',
			explanation: "Choose the lending location, in '⟦place⟧'. Your library has: Main Library, Remote Stacks.",
		});
		expect(await promise('RESERVES')).toMatchObject({
			reason: 'incomplete',
			explanation:
				"'RESERVES' is not a place that your library lends from. Choose another one in '⟦place⟧'. Your library has: Main Library, Remote Stacks.",
		});
		expect(calls()).toBe(0);
	});

	it('Will Supply takes a lending location by its code or by its name', async () => {
		expect(await promise('STACKS')).toMatchObject({ outcome: 'done' });
		expect(await promise('Remote Stacks')).toMatchObject({ outcome: 'done' });
		expect(await promise(' MAIN ')).toMatchObject({ outcome: 'done' });
	});

	const places = (...rows: Json[]) =>
		sandbox.faults.answer(200, { body: JSON.stringify(rows), contentType: 'application/json', path: '^/rs/hostLMSLocations' });

	it('Will Supply takes a lending location by its code before any name, and refuses a name that several locations share', async () => {
		places(
			{ id: '1', code: 'ANNEX', name: 'MAIN' },
			{ id: '2', code: 'MAIN', name: 'Old Library' },
			{ id: '3', code: 'S1', name: 'Stacks' },
			{ id: '4', code: 'S2', name: 'Stacks' },
		);
		expect(await promise('Stacks')).toMatchObject({
			outcome: 'notPossible',
			reason: 'incomplete',
			explanation: expect.stringContaining("Several places that your library lends from are called 'Stacks'"),
		});
		expect(calls()).toBe(0);
		const act = jest.spyOn(libraries.west as ModRsBackend, 'performAction');
		expect(await promise('MAIN')).toMatchObject({ outcome: 'done' });
		expect(act.mock.calls[0]?.[2]).toMatchObject({ pickLocation: 'MAIN' });
	});

	it('Will Supply takes a lending location unchecked if the library has none in mod-rs or the user may not read them', async () => {
		places();
		expect(await promise('NEW')).toMatchObject({ outcome: 'done' });
		sandbox.faults.clear();
		sandbox.faults.answer(403, {
			body: 'Access requires permission: rs.hostlmslocations.get',
			contentType: 'text/plain',
			path: '^/rs/hostLMSLocations',
		});
		expect(await promise('MAIN')).toMatchObject({ outcome: 'done' });
		expect(await promise()).toMatchObject({
			reason: 'incomplete',
			explanation: "Choose the lending location, in '⟦place⟧'.",
		});
	});
});

describe('the barcodes of shipped items on mod-rs', () => {
	const idsOf = (rows: readonly PatronRequest[]) => rows.map(({ id }) => id);
	const lentUnder = async (barcode: string) => idsOf(await libraries.west.findByNumberReferenceOrBarcode(barcode, 'lending'));
	const borrowedUnder = async (barcode: string) => idsOf(await libraries.east.findByNumberReferenceOrBarcode(barcode, 'borrowing'));

	async function awaitingShipment() {
		const pair = await modRs.asked(libraries);
		for (const action of [{ kind: 'willSupply', place: 'MAIN' }, { kind: 'printPullSlip' }] as const)
			expect((await lent(action, pair.lent)).outcome).toBe('done');
		return pair;
	}

	it('Mark as Shipped needs barcodes unless items are checked out already, and then says which barcodes were not used', async () => {
		const { lent: id } = await awaitingShipment();
		expect(await lent({ kind: 'markShipped' }, id)).toMatchObject({
			outcome: 'notPossible',
			reason: 'incomplete',
			explanation: "Give the barcode of each item that is sent, in '⟦barcodes⟧'.",
		});
		const { id: other } = sandbox.requests.add('west', {
			isRequester: false,
			hrid: 'WEST-1',
			state: 'RES_AWAIT_SHIP',
			volumes: [{ id: 'v', name: '39002', itemId: '39002', status: 'Checked out of the LMS', temporaryItemBarcode: 'WEST-1' }],
		});
		expect(await lent({ kind: 'markShipped', barcodes: ['39002', '39003'] }, other)).toMatchObject({
			outcome: 'done',
			explanation: expect.stringContaining('the barcode 39003 is not among them and was not used'),
		});
	});

	it('a request that was shipped with several barcodes is found by each of them, on the lending and on the borrowing side', async () => {
		const { borrowed, lent: id } = await awaitingShipment();
		expect((await lent({ kind: 'markShipped', barcodes: ['39004', '39005'] }, id)).outcome).toBe('done');
		expect((await libraries.west.get(id))?.barcodes).toEqual(['39004', '39005']);
		for (const barcode of ['39004', '39005']) {
			expect(await lentUnder(barcode)).toEqual([id]);
			expect(await borrowedUnder(barcode)).toEqual([borrowed]);
		}
		const temporary = sandbox.requests.get(borrowed).volumes[1]?.temporaryItemBarcode ?? '';
		expect(temporary).not.toBe('');
		expect(await borrowedUnder(temporary)).toEqual([borrowed]);
	});

	it('Mark as Shipped is unclear and names each barcode that the library system did not check out, though mod-rs reports success', async () => {
		const { lent: id } = await awaitingShipment();
		sandbox.behavior.hostLmsKeeps = '39005';
		const result = await lent({ kind: 'markShipped', barcodes: ['39004', '39005'] }, id);
		expect(result).toMatchObject({ after: { code: 'RES_ITEM_SHIPPED' }, request: { barcodes: ['39004'] } });
		expect(result).toMatchObject({ outcome: 'unclear', reason: 'unclear', explanation: expect.stringContaining('39005') });
	});

	it('Mark as Shipped that mod-rs refuses without a reason names the barcodes that the library system did not check out', async () => {
		const { lent: id } = await awaitingShipment();
		sandbox.behavior.hostLmsKeeps = '39004,39005';
		expect(await lent({ kind: 'markShipped', barcodes: ['39004', '39005'] }, id)).toMatchObject({
			outcome: 'notPossible',
			reason: 'refused',
			explanation:
				"ReShare did not perform the action: it names no reason; most likely your library's own system did not check out 39004, 39005.",
		});
	});

	it('a mod-rs request is found by a barcode with characters that have a meaning in the filter grammar of mod-rs', async () => {
		const barcode = '39(06)!';
		const { id } = sandbox.requests.add('west', { isRequester: false, state: 'RES_ITEM_SHIPPED', selectedItemBarcode: barcode });
		sandbox.requests.add('west', { isRequester: false, state: 'RES_ITEM_SHIPPED', selectedItemBarcode: `${barcode}7` });
		expect(await lentUnder(barcode)).toEqual([id]);
	});

	it('a search by barcode on mod-rs finds the open lending request for an item that was lent 120 times before', async () => {
		const values = { isRequester: false, selectedItemBarcode: '39070' };
		for (let loan = 0; loan < 120; loan++)
			sandbox.requests.add('west', { ...values, state: 'RES_COMPLETE', dateCreated: clock.now() - (200 - loan) * 86_400_000 });
		const { id } = sandbox.requests.add('west', { ...values, state: 'RES_ITEM_SHIPPED' });
		const rows = await libraries.west.findByNumberReferenceOrBarcode('39070', 'lending');
		expect([rows.length, rows.some((row) => row.id === id)]).toEqual([100, true]);
	});
});

it('Send Conditions with a cost and no condition is refused on mod-rs before anything is sent', async () => {
	const { lent: id } = await modRs.asked(libraries);
	expect(await lent({ kind: 'sendConditions', cost: 5, currency: 'USD', place: 'MAIN' }, id)).toMatchObject({
		outcome: 'notPossible',
		reason: 'incomplete',
		explanation: expect.stringMatching(/^ReShare sends a cost only along with a condition\./),
	});
	expect(calls()).toBe(0);
});

it('a lender on mod-rs can send conditions after its promise, with or without waiting for an answer, and mark them as agreed', async () => {
	const { lent: id } = await modRs.asked(libraries);
	await lent({ kind: 'willSupply', place: 'MAIN' }, id);
	expect(await lent({ kind: 'sendConditions', condition: 'other', note: 'Insured' }, id)).toMatchObject({
		outcome: 'done',
		after: { code: 'RES_PENDING_CONDITIONAL_ANSWER' },
	});
	expect(await lent({ kind: 'conditionsAgreed' }, id)).toMatchObject({ outcome: 'done', after: { code: 'RES_NEW_AWAIT_PULL_SLIP' } });
	expect(await lent({ kind: 'sendConditions', condition: 'libraryuseonly', withoutWaiting: true }, id)).toMatchObject({
		outcome: 'done',
		after: { code: 'RES_NEW_AWAIT_PULL_SLIP' },
	});
});

const answeredWith = async (message: string, status: number) => {
	const { lent: id } = await modRs.asked(libraries);
	sandbox.faults.answer(status, {
		body: JSON.stringify({ code: -3, message }),
		contentType: 'application/json',
		method: 'POST',
		path: '/performAction$',
		times: 1,
	});
	return await lent({ kind: 'willSupply', place: 'MAIN' }, id);
};

it('a refusal of mod-rs is quoted with exactly one period at its end', async () => {
	const told = 'ReShare did not perform the action: NCIP CheckoutItem call failed.';
	expect((await answeredWith('NCIP CheckoutItem call failed', 400)).explanation).toBe(told);
	expect((await answeredWith('NCIP CheckoutItem call failed. ', 400)).explanation).toBe(told);
});

it('an internal error of mod-rs during an action is unclear, and the sentence warns that the other library may know already', async () => {
	const result = await answeredWith('System error occurred while trying to process request 1', 400);
	expect(result).toMatchObject({ outcome: 'unclear', reason: 'unclear', after: { code: 'RES_IDLE' } });
	expect(result.explanation).toBe(
		'ReShare met with an error of its own and does not say how far the action had come. The other library may have been told already. Look at the request in ReShare before you try again.',
	);
});

describe('actions of staff on a mod-rs request that waits for them', () => {
	let id: string;
	const waiting = {
		isRequester: true,
		hrid: 'EAST-1',
		title: 'Persuasion',
		patronIdentifier: 'P1001',
		refdata: { serviceType: 'loan' },
	} as const;
	const borrowed = async (state: string, action: RequestAction) => {
		({ id } = sandbox.requests.add('east', {
			...waiting,
			state,
		}));
		return await performAction(libraries.east, await readExistingRequest(libraries.east, id), action);
	};

	it.each([
		['checkAgain', 'REQ_BLANK_FORM_REVIEW', 'REQ_IDLE'],
		['approveAsIs', 'REQ_DUPLICATE_REVIEW', 'REQ_VALIDATED'],
		['markReviewed', 'REQ_END_OF_ROTA', 'REQ_END_OF_ROTA_REVIEWED'],
		['markLost', 'SLNP_REQ_CHECKED_IN', 'SLNP_REQ_ITEM_LOST'],
	] as const)('the action %s on a mod-rs request in %s leads to %s', async (kind, from, to) => {
		expect(await borrowed(from, { kind })).toMatchObject({ outcome: 'done', before: { code: from } });
		// The request must have been in this state, from which mod-rs may have continued by itself.
		expect(sandbox.requests.get(id).audit.map((entry) => entry.to)).toContain(to);
	});

	it.each([
		['P1001', { outcome: 'done', before: { code: 'REQ_IDLE' } }],
		['P9001', { outcome: 'done', explanation: 'The request is checked again. The status changed from New to Invalid patron.' }],
		['P9009', { outcome: 'notPossible', reason: 'refused', after: { code: 'REQ_IDLE' } }],
	])(
		'Check Again on a new mod-rs request checks the patron %s, and an invalid patron counts as a result, not as a refusal',
		async (patronIdentifier, told) => {
			({ id } = sandbox.requests.add('east', {
				...waiting,
				patronIdentifier,
				state: 'REQ_IDLE',
			}));
			expect(await performAction(libraries.east, await readExistingRequest(libraries.east, id), { kind: 'checkAgain' })).toMatchObject(
				told,
			);
		},
	);

	it('Check Again is refused for a mod-rs request that is held as a duplicate', async () => {
		expect(await borrowed('REQ_DUPLICATE_REVIEW', { kind: 'checkAgain' })).toMatchObject({
			outcome: 'notPossible',
			reason: 'notAllowedNow',
		});
		expect(calls()).toBe(0);
	});
});

describe('Request Again on mod-rs', () => {
	async function ended(state: string, values: Json = {}) {
		const east = await logInAsEast(sandbox);
		const posted = newRequestBody({
			title: 'Persuasion',
			author: 'Austen, Jane',
			systemInstanceIdentifier: '30000000-0000-4000-8000-000000000001',
			patronReference: 'R-9',
			serviceType: 'loan',
			patronNote: 'Large print, please',
			...values,
		});
		const id = String(((await east.post('/rs/patronrequests', posted)).json as Json).id);
		sandbox.clock.advance(1000);
		sandbox.requests.move(id, state);
		return id;
	}
	const again = async (
		id: string,
		how: (...what: [typeof libraries.east, PatronRequest, RequestAction]) => Promise<ActionResult> = performAction,
	) => await how(libraries.east, await readExistingRequest(libraries.east, id), { kind: 'requestAgain' });

	it.each(['REQ_END_OF_ROTA', 'REQ_CANCELLED'])(
		'Request Again on a mod-rs request in %s makes one new request with the same data, and is refused when it is repeated',
		async (state) => {
			const id = await ended(state);
			const before = sandbox.requests.count('east');
			expect(await again(id, previewAction)).toMatchObject({ outcome: 'wouldBeDone', succeededBy: null });
			const result = await again(id);
			expect(result.outcome).toBe('done');
			expect(sandbox.requests.count('east')).toBe(before + 1);
			expect(await libraries.east.get(result.succeededBy ?? '')).toMatchObject({
				title: 'Persuasion',
				author: 'Austen, Jane',
				side: 'borrowing',
				patronId: 'P1001',
				recordId: '30000000-0000-4000-8000-000000000001',
				passedOnReference: 'R-9',
				serviceType: 'loan',
				note: 'Large print, please',
				precededBy: id,
			});
			expect(result.explanation).toMatch(/^The item was requested again\. The new request is \S+\./);
			expect(await again(id)).toMatchObject({
				outcome: 'notPossible',
				reason: 'notAllowedNow',
				explanation: 'It was requested again already.',
			});
			expect(sandbox.requests.count('east')).toBe(before + 1);
		},
	);

	it('Request Again copies the date by which the item is needed only if that date is still ahead', async () => {
		const past = await again(await ended('REQ_END_OF_ROTA', { neededBy: '2020-01-01' }));
		const ahead = await again(await ended('REQ_END_OF_ROTA', { neededBy: '2999-12-31' }));
		expect([
			(await libraries.east.get(past.succeededBy ?? ''))?.neededBy,
			(await libraries.east.get(ahead.succeededBy ?? ''))?.neededBy,
		]).toEqual([undefined, expect.stringMatching(/^2999-12-31/)]);
	});
});

describe('mod-rs requests that allow no action', () => {
	it('every action, even Close Manually, is refused unsent while mod-rs is still informing the other library', async () => {
		const { borrowed } = await modRs.asked(libraries);
		sandbox.behavior.networkBusyMs = 3_600_000;
		const perform = async (action: RequestAction) =>
			await performAction(libraries.east, await readExistingRequest(libraries.east, borrowed), action);
		expect((await perform({ kind: 'cancel' })).outcome).toBe('done');
		expect(await perform({ kind: 'receive' })).toMatchObject({
			outcome: 'notPossible',
			reason: 'notAllowedNow',
			explanation: expect.stringContaining('It may be waiting for the other library; try again in a minute.'),
		});
		const sent = calls();
		for (const action of [{ kind: 'closeManually', as: 'cancelled' }, { kind: 'markMessagesSeen' }] as const) {
			expect(await perform(action)).toMatchObject({ outcome: 'notPossible', reason: 'notAllowedNow' });
		}
		expect(calls()).toBe(sent);
	});

	it('Close Manually and Mark Messages as Read are refused unsent for an SLNP request, whose state models have neither', async () => {
		const { id } = sandbox.requests.add('east', { isRequester: true, stateModel: 'SLNPRequester', state: 'SLNP_REQ_IDLE' });
		const request = await readExistingRequest(libraries.east, id);
		for (const action of [{ kind: 'closeManually', as: 'cancelled' }, { kind: 'markMessagesSeen' }] as const) {
			expect(await performAction(libraries.east, request, action)).toMatchObject({ outcome: 'notPossible', reason: 'notAllowedNow' });
		}
		expect(calls()).toBe(0);
	});
});

describe('messages of mod-rs that do not reach the other library at once', () => {
	const write = async (messagesFail: 'retry' | 'error') => {
		const { lent: id } = await modRs.asked(libraries);
		sandbox.behavior.messagesFail = messagesFail;
		return await lent({ kind: 'sendMessage', text: 'Which volume?' }, id);
	};

	it('Send Message has the outcome done if ReShare keeps the message to send it again by itself', async () => {
		const result = await write('retry');
		expect(result.request.messages.filter(({ sent }) => sent === true).map(({ text }) => text)).toEqual(['Which volume?']);
		expect(result).toMatchObject({
			outcome: 'done',
			reason: 'done',
			explanation: 'ReShare has taken the message. The other library could not be told yet; ReShare tries again.',
		});
	});

	it('Send Message reports a message as not sent if ReShare will not send it again', async () => {
		expect(await write('error')).toMatchObject({ outcome: 'notPossible', reason: 'notSent' });
	});

	it('Cancel says that ReShare does not try again if ReShare has given up sending the cancellation', async () => {
		const { borrowed } = await modRs.asked(libraries);
		sandbox.requests.get(borrowed).networkStatus = 'Error';
		const result = await performAction(libraries.east, await readExistingRequest(libraries.east, borrowed), { kind: 'cancel' });
		expect(result).toMatchObject({
			after: { code: 'REQ_CANCEL_PENDING' },
			explanation: expect.stringContaining('ReShare does not try again'),
		});
		expect(result.explanation).not.toContain('tries again');
	});
});

describe('Will Supply of a lender in the SLNP state model', () => {
	const answered = async (system: 'has' | 'lacks', autoResponder = 'off') => {
		sandbox.behavior.hostLmsFails = system === 'lacks';
		sandbox.settings.set('west', 'auto_responder_status', autoResponder);
		const { id } = sandbox.requests.add('west', { isRequester: false, state: 'SLNP_RES_IDLE', refdata: { serviceType: 'loan' } });
		return await lent({ kind: 'willSupply', note: 'Today' }, id);
	};

	it('Will Supply in the SLNP state model needs no location, and says that the note was not sent since the borrower hears nothing yet', async () => {
		const result = await answered('has');
		expect(result).toMatchObject({ outcome: 'done', after: { code: 'SLNP_RES_AWAIT_PICKING' } });
		expect(result.explanation).toBe(
			"Your library's own system has the item. The status changed from New to Searching. Your note was not sent.",
		);
	});

	it.each([
		['off', 'SLNP_RES_UNFILLED'],
		// With this setting, mod-rs gives the declined request the same status as a promised one.
		['on:_will_supply_only', 'SLNP_RES_AWAIT_PICKING'],
	])(
		'Will Supply in the SLNP state model is unclear if mod-rs declines instead for lack of the item (auto-responder %s, then %s)',
		async (autoResponder, code) => {
			const result = await answered('lacks', autoResponder);
			expect(result).toMatchObject({ outcome: 'unclear', reason: 'unclear', after: { code } });
			expect(result.explanation).toMatch(
				/^ReShare did not find the item in your library's own system, and told the borrower that it will not come\./,
			);
			sandbox.faults.add({ kind: 'resetAfter', path: 'performAction', times: 1 });
			expect(await answered('lacks', autoResponder)).toMatchObject({
				outcome: 'unclear',
				explanation: expect.stringContaining('The answer was lost'),
			});
		},
	);

	it('Will Supply in the SLNP state model is unclear if the request cannot be read afterward', async () => {
		const { id } = sandbox.requests.add('west', { isRequester: false, state: 'SLNP_RES_IDLE', refdata: { serviceType: 'loan' } });
		const request = await readExistingRequest(libraries.west, id);
		jest.spyOn(libraries.west, 'get').mockRejectedValue(new Error('lost'));
		expect(await performAction(libraries.west, request, { kind: 'willSupply' })).toMatchObject({
			outcome: 'unclear',
			explanation: expect.stringContaining('could not be read'),
		});
	});
});

describe('an action to which a gateway answers 429', () => {
	const act = async (kind: 'status' | 'statusAfter', action: RequestAction = { kind: 'cancel', reason: undefined }, isReadable = true) => {
		const { id } = sandbox.requests.add('east', { isRequester: true, state: 'REQ_REQUEST_SENT_TO_SUPPLIER' });
		sandbox.faults.add({ kind, status: 429, body: '', path: 'performAction', times: 1 });
		const request = await readExistingRequest(libraries.east, id);
		if (!isReadable) sandbox.faults.add({ kind: 'truncated', path: `patronrequests/${id}$` });
		return await performAction(libraries.east, request, action);
	};

	it('an action answered with 429 is done if the patron request shows its effect, and fails with the 429 if it shows none', async () => {
		await expect(act('statusAfter')).resolves.toMatchObject({ outcome: 'done', after: { code: 'REQ_CANCELLED' } });
		await expect(act('status')).rejects.toMatchObject({ kind: 'rateLimited' });
	});

	it('an action answered with 429 is unclear if the patron request cannot be read afterward, or never shows such an action', async () => {
		await expect(act('statusAfter', undefined, false)).resolves.toMatchObject({
			outcome: 'unclear',
			explanation:
				'The answer was lost, and the request could not be read afterward, so it is not known whether the action was performed. Look at it in ReShare before you try again.',
		});
		await expect(act('statusAfter', { kind: 'markMessagesSeen' })).resolves.toMatchObject({ outcome: 'unclear' });
	});

	it('an action on mod-rs answered with 429 is unclear while ReShare is still processing the patron request', async () => {
		const { id } = sandbox.requests.add('east', { isRequester: true, state: 'REQ_REQUEST_SENT_TO_SUPPLIER' });
		const request = await readExistingRequest(libraries.east, id);
		sandbox.faults.add({ kind: 'status', status: 429, body: '', path: 'performAction', times: 1 });
		jest.spyOn(libraries.east, 'get').mockResolvedValueOnce({ ...request, underWaySince: new Date(clock.now()).toISOString() });
		expect(await performAction(libraries.east, request, { kind: 'cancel' })).toMatchObject({ outcome: 'unclear' });
	});
});

it('an action on a mod-rs request fails, and is not unclear, if reading the request right before sending the action fails', async () => {
	const { id } = sandbox.requests.add('east', { isRequester: true, state: 'REQ_REQUEST_SENT_TO_SUPPLIER' });
	const request = await readExistingRequest(libraries.east, id);
	sandbox.faults.add({ kind: 'truncated', path: `patronrequests/${id}$` });
	await expect(performAction(libraries.east, request, { kind: 'cancel' }, () => true)).rejects.toMatchObject({ kind: 'badAnswer' });
});

describe('shipping and return by a lender in the SLNP state model', () => {
	const searching = (serviceType: 'loan' | 'copy', state = 'SLNP_RES_AWAIT_PICKING') =>
		sandbox.requests.add('west', { isRequester: false, hrid: 'WEST-9', state, refdata: { serviceType } }).id;

	it('Mark as Shipped in the SLNP state model needs a barcode, and Mark as Received Back then completes the loan', async () => {
		const id = searching('loan');
		expect(await lent({ kind: 'markShipped' }, id)).toMatchObject({ reason: 'incomplete' });
		expect(await lent({ kind: 'markShipped', barcodes: ['39004'] }, id)).toMatchObject({
			outcome: 'done',
			after: { code: 'SLNP_RES_ITEM_SHIPPED' },
			request: { barcodes: ['39004'] },
		});
		expect(await lent({ kind: 'receivedBack' }, id)).toMatchObject({ outcome: 'done', after: { code: 'SLNP_RES_COMPLETE' } });
	});

	it('the possible actions for a copy in the SLNP state model are listed by their labels', async () => {
		const id = searching('copy', 'SLNP_RES_NEW_AWAIT_PULL_SLIP');
		expect(await lent({ kind: 'printPullSlip' }, id)).toMatchObject({
			outcome: 'done',
			after: { code: 'SLNP_RES_AWAIT_PICKING' },
			possibleActions: ['Mark Document as Supplied', 'Cannot Supply'],
		});
	});
});
