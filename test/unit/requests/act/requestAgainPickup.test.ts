import { performAction, type ActionResult } from '../../../../reshare/requests/act/performAction';
import { addToStaffNote } from '../../../../reshare/requests/crosslink/staffNote';
import { backEnds, read, type BackEnd, type Pair, type TwoLibraries } from './twoLibraries';

/** If the directory has no pickup locations, only the internal note contains the wanted one. */

const [, august, november] = backEnds;
let libraries: TwoLibraries;
let pair: Pair;

async function stage(backEnd: BackEnd) {
	libraries = await backEnd.start();
	pair = await backEnd.asked(libraries);
}

afterEach(() => libraries.sandbox.close());

const row = (id: string) => libraries.sandbox.crosslink.requests.get(id);

async function requestedAgain(): Promise<ActionResult & { readonly next: string }> {
	const result = await performAction(libraries.east, await read(libraries.east, pair.borrowed), { kind: 'requestAgain' });
	return { ...result, next: result.succeededBy ?? '' };
}

it('Request Again copies the pickup location from the staff note of the old request, without the rest of the note', async () => {
	await stage(november);
	row(pair.borrowed).internalNote = `${addToStaffNote({ pickupLocation: 'EAST-SCI' })}\nCalled on Monday`;
	november.move(libraries, pair.borrowed, 'unfilled');
	const { outcome, next } = await requestedAgain();
	expect(outcome).toBe('done');
	expect((await libraries.east.get(next))?.pickupLocation).toBe('EAST-SCI');
	// The note of staff is about the old request, and is not copied.
	expect(row(next).internalNote).toBe('Pickup location: EAST-SCI');
});

it('Request Again writes no staff note into the successor if the old note names no pickup location', async () => {
	await stage(november);
	row(pair.borrowed).internalNote = 'Called on Monday';
	november.move(libraries, pair.borrowed, 'unfilled');
	const { next } = await requestedAgain();
	expect(row(next).internalNote).toBeUndefined();
});

describe.each([august, november])('$name: the successor of a request for which the lender asked for a retry', (backEnd) => {
	beforeEach(async () => {
		await stage(backEnd);
		row(pair.borrowed).internalNote = `${addToStaffNote({ pickupLocation: 'EAST-SCI' })}\nCalled on Monday`;
		libraries.sandbox.crosslink.requests.move(pair.borrowed, 'RETRY_PENDING');
	});

	it('the successor that CrossLink makes for a retry gets the pickup location of the old request', async () => {
		const { outcome, next } = await requestedAgain();
		expect(outcome).toBe('done');
		expect((await libraries.east.get(next))?.pickupLocation).toBe('EAST-SCI');
	});

	it('Request Again says that staff must write the pickup location if the staff note of the new request cannot be written', async () => {
		libraries.sandbox.faults.add({ kind: 'status', status: 500, method: 'PUT', path: '/internal_note$', times: 1 });
		expect(await requestedAgain()).toMatchObject({
			outcome: 'done',
			explanation: expect.stringContaining("The pickup location 'EAST-SCI' could not be noted in the new request. Write it there."),
		});
	});
});
