import { actionTable, type RequestAction } from '../../reshare/requests/model/actions';
import { performAction, previewAction } from '../../reshare/requests/act/performAction';
import type { Side } from '../../reshare/requests/model/request';
import { backEnds, readExistingRequest, type RequestPair, type Step, type TwoLibraries } from '../unit/requests/act/twoLibraries';
import { waitInVirtualTime } from '../sandboxInVirtualTime';

/** These tests are the same for every back end. What differs is tested with each of them. */
describe.each(backEnds)('actions of both libraries over $name', (backEnd) => {
	let libraries: TwoLibraries;
	let pair: RequestPair;

	beforeEach(async () => {
		libraries = await backEnd.start();
		pair = await backEnd.asked(libraries);
	});
	afterEach(() => libraries.sandbox.close());

	const backendOf = (side: Side) => (side === 'borrowing' ? libraries.east : libraries.west);
	const read = (side: Side) => readExistingRequest(backendOf(side), side === 'borrowing' ? pair.borrowed : pair.lent);
	const perform = async (side: Side, action: RequestAction) => await performAction(backendOf(side), await read(side), action);
	const calls = () => libraries.sandbox.log.entries.filter(({ method, path }) => method === 'POST' && backEnd.actions.test(path)).length;
	const label = async (side: Side) => (await read(side)).state?.label;

	async function play(steps: readonly Step[]) {
		for (const [side, action, status] of steps) {
			expect([action.kind, await perform(side, action)]).toEqual([
				action.kind,
				expect.objectContaining({ outcome: 'done', reason: 'done' }),
			]);
			expect([action.kind, await label(side)]).toEqual([action.kind, status]);
		}
	}

	it('an action that the back end lacks is refused, and the answer says what to do instead', async () => {
		const offered = await libraries.west.actions();
		const lacking = (Object.keys(actionTable) as Array<keyof typeof actionTable>).filter((kind) => offered[kind] === undefined);
		expect(lacking.length).toBeGreaterThan(0);
		for (const kind of lacking) {
			const side = actionTable[kind].side ?? 'lending';
			const result = await perform(side, { kind, as: 'complete' } as RequestAction);
			expect(result).toMatchObject({ outcome: 'notPossible', reason: 'notOffered' });
			expect(result.explanation).toMatch(
				new RegExp(`^The ReShare of your library has no action '${actionTable[kind].label}'\\. [A-Z].+\\.$`),
			);
		}
	});

	it('Cannot Supply ends the lending request, and the borrowing library gets the reason and the note', async () => {
		await play(backEnd.promise);
		const reason = (await libraries.west.choices('cannotSupplyReasons'))[1]?.value ?? '';
		expect(reason).not.toBe('');
		expect(await perform('lending', { kind: 'cannotSupply', reason, note: 'Looked twice.' })).toMatchObject({
			outcome: 'done',
			explanation: expect.stringContaining('will not come'),
		});
		expect((await read('lending')).state?.known?.phase).toBe('over');
		const refusal = (await read('borrowing')).messages.find(({ status, reason: told }) => status === 'Unfilled' && told === reason);
		expect(refusal?.text).toContain('Looked twice.');
	});

	it.each([
		[
			'Send Conditions with a cost that is no number',
			{ kind: 'sendConditions', condition: 'Other', cost: Number.NaN, currency: 'USD' },
			/cost.* is not an amount of money/i,
		],
		[
			'Send Conditions with a cost but no currency',
			{ kind: 'sendConditions', condition: 'Other', cost: 5 },
			/currency.* is not a currency code/i,
		],
		['Send Conditions with neither condition nor cost', { kind: 'sendConditions', note: 'Please' }, /no condition to send/],
		[
			'Send Document with a link that is no web address',
			{ kind: 'sendDocument', link: 'documents/4711.pdf' },
			/is not the address of a document/,
		],
		['Recall with a due date that does not exist', { kind: 'recall', dueDay: '2026-02-30' }, /is not a date/],
		['dance, which does not exist,', { kind: 'dance' } as unknown as RequestAction, /There is no action 'dance'/],
	] as Array<[string, RequestAction, RegExp]>)(
		'the action %s is refused as bad input, whatever the status of the request is',
		async (_name, action, words) => {
			await expect(perform('lending', action)).rejects.toMatchObject({ kind: 'badInput', message: expect.stringMatching(words) });
		},
	);

	// CrossLink's state model 3.0.0 takes no barcodes.
	(backEnd.name === 'CrossLink 3.0.0' ? it.skip : it)(
		"Mark as Shipped refuses the request's own number as a barcode, which arrives if a pull slip is scanned twice",
		async () => {
			await play(backEnd.untilSearched);
			const { hrid = '', state } = await read('lending');
			for (const barcode of [hrid, hrid.toLowerCase()])
				expect(await perform('lending', { kind: 'markShipped', barcodes: [barcode] })).toMatchObject({
					outcome: 'notPossible',
					reason: 'incomplete',
					explanation: `'${hrid}' is the number of the request. Scan or enter the barcode of the item that is sent.`,
				});
			expect((await read('lending')).state).toEqual(state);
		},
	);

	it.each(['agreeCancellation', 'refuseCancellation'] as const)(
		'the action %s answers a cancellation, and ends the lending request only if the lender agrees to cancel',
		async (kind) => {
			await play(backEnd.promise);
			expect((await perform('borrowing', { kind: 'cancel' })).outcome).toBe('done');
			expect((await read('lending')).state?.known?.event).toBe('cancelRequested');
			expect(await perform('lending', { kind })).toMatchObject({
				outcome: 'done',
				explanation: expect.stringContaining(actionTable[kind].done),
			});
			expect((await read('lending')).state?.known?.phase).toBe(kind === 'agreeCancellation' ? 'over' : 'asking');
			const borrowed = (await read('borrowing')).state?.known?.event;
			if (kind === 'refuseCancellation') expect(borrowed).not.toBe('cancelled');
		},
	);

	it('sending a copy as a link gives the borrowing and the lending request the status of a delivered document', async () => {
		pair = await backEnd.asked(libraries, true);
		if (backEnd.name === 'mod-rs')
			await play([
				['lending', { kind: 'willSupply' }, 'Awaiting pull slip printing'],
				['lending', { kind: 'printPullSlip' }, 'Searching (non-returnables)'],
			]);
		const link = 'https://documents.example.org/4711.pdf';
		expect(await perform('lending', { kind: 'sendDocument', link })).toMatchObject({ outcome: 'done' });
		expect((await read('lending')).state?.known?.event).toBe('documentDelivered');
		expect((await read('borrowing')).state?.known?.event).toBe('documentDelivered');
	});

	it('an item can be marked as returned by the patron and shipped back in one action', async () => {
		const steps = backEnd.day(['39008']);
		const until = steps.findIndex(([, { kind }]) => kind === 'patronReturned');
		await play(steps.slice(0, until));
		expect(await perform('borrowing', { kind: 'returnAndShipBack' })).toMatchObject({
			outcome: 'done',
			after: { label: steps.find(([, { kind }]) => kind === 'shipBack')?.[2] },
		});
		expect((await perform('lending', { kind: 'receivedBack' })).outcome).toBe('done');
	});

	it.each(['checkAgain', 'approveAsIs'] as const)(
		'a request held for staff by a failed check goes on after the action %s, which is not possible a second time',
		async (kind) => {
			backEnd.move(libraries, pair.borrowed, 'held');
			expect((await read('borrowing')).state?.known?.whatToDo).toBeDefined();
			const preview = await previewAction(libraries.east, await read('borrowing'), { kind });
			expect(preview.outcome).toBe('wouldBeDone');
			expect(preview.possibleActions).toEqual(expect.arrayContaining(['Check Again', 'Approve as It Is', 'Cancel']));
			const made = calls();
			const result = await perform('borrowing', { kind });
			expect(result).toMatchObject({ outcome: 'done', reason: 'done' });
			expect(result.explanation).toMatch(
				new RegExp(`^${actionTable[kind].done.replaceAll('.', '[.]')} The status changed from Invalid [Pp]atron to `),
			);
			expect(calls() - made).toBe(1);
			expect((await read('borrowing')).state?.known?.whatToDo).toBeUndefined();
			// mod-rs begins with the state New and leaves it by itself, but staff may also ask for the checks there.
			await waitInVirtualTime(1000);
			expect(await perform('borrowing', { kind })).toMatchObject({ outcome: 'notPossible', reason: 'notAllowedNow' });
		},
	);

	it('a note for staff is stored with the request, and an empty note removes it', async () => {
		expect(await perform('lending', { kind: 'writeStaffNote', text: 'Second copy in the stacks' })).toMatchObject({
			outcome: 'done',
			explanation: 'The note for staff is written.',
		});
		const raw = async () => JSON.stringify((await libraries.west.getWithRaw(pair.lent))?.raw);
		expect(await raw()).toContain('Second copy in the stacks');
		expect((await perform('lending', { kind: 'writeStaffNote', text: '' })).outcome).toBe('done');
		expect(await raw()).not.toContain('Second copy in the stacks"');
	});

	it.each(['markShipped', 'receive', 'receivedBack'] as const)(
		"the action %s is refused, and the request stays as it was, if the library's own system fails",
		async (kind) => {
			const steps = backEnd.day(['39009']);
			const at = steps.findIndex(([, action]) => action.kind === kind);
			await play(steps.slice(0, at));
			const [side, action] = steps[at] ?? ['borrowing', { kind }];
			const before = await label(side);
			const made = calls();
			libraries.sandbox.behavior.hostLmsFails = true;
			expect(await perform(side, action)).toMatchObject({
				outcome: 'notPossible',
				reason: 'refused',
				explanation: expect.stringMatching(/^ReShare did not perform the action/),
			});
			expect(await label(side)).toBe(before);
			// CrossLink first notes the items.
			expect(calls() - made).toBeLessThanOrEqual(kind === 'markShipped' ? 3 : 1);
		},
	);
});
