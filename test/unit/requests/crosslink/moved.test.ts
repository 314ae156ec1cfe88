import { isTransition } from '../../../../reshare/requests';
import { createRequest, startCreating } from '../../../../reshare/requests/create';
import { changesOf } from '../../../../reshare/requests/changes/change';
import { CrossLinkDesk } from '../../../../reshare/requests/crosslink/CrossLinkDesk';
import { findRequest } from '../../../../reshare/requests/read/findRequest';
import type { PatronRequest } from '../../../../reshare';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { loan, optionsWith, testKey } from '../create/practice';
import { okapiFor } from './practice';

/** Requests that were begun in mod-rs and moved into CrossLink with what the consortium's scripts leave of them. */
let sandbox: Sandbox;
let desk: CrossLinkDesk;

beforeEach(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 5, autoStaff: false });
	desk = new CrossLinkDesk(okapiFor(sandbox));
});
afterEach(async () => await sandbox.close());

const broker = () => sandbox.crosslink.requests;
const transitions = ({ history }: PatronRequest) => history.filter(isTransition).map(({ from, to }) => [from.code, to.code]);

/** A request that mod-rs has brought to a state; its UUID and the number that staff read. */
async function begun(state: string, reference: string): Promise<{ readonly uuid: string; readonly hrid: string }> {
	const row = await sandbox.requests.create('east', {
		title: 'Braiding sweetgrass', systemInstanceIdentifier: '30000000-0000-4000-8000-000000000001', patronIdentifier: 'P1001', requestingInstitutionSymbol: 'RESHARE:US-EAST',
		pickupLocationSlug: 'EAST-MAIN', patronEmail: 'amara@example.edu', neededBy: '2027-01-31', refdata: { serviceType: 'loan' },
		requestIdentifiers: [{ id: `identifier-${reference}`, identifierType: 'REFERENCE', identifier: reference }],
	});
	sandbox.requests.advance(row.id, state);
	return { uuid: row.id, hrid: row.hrid ?? '' };
}

async function found(name: string): Promise<PatronRequest> {
	const one = await findRequest(desk, name);
	if (one === undefined) throw new Error(`nothing is called ${name}`);
	return one.request;
}

it.each(['REQ_EXPECTS_TO_SUPPLY', 'REQ_SHIPPED', 'REQ_CHECKED_IN', 'REQ_SHIPPED_TO_SUPPLIER'])('from %s is found by its UUID, its number and its new one', async (state) => {
	const { uuid, hrid } = await begun(state, 'ILL-7');
	const { imported, failed } = broker().import(sandbox.requests.all('east'));
	expect(failed).toEqual([]);
	expect(imported).toEqual([expect.stringMatching(new RegExp(`^${hrid}~\\d+$`))]);
	for (const name of [uuid, uuid.toUpperCase(), hrid, imported[0] ?? '', `https://east.reshare.example.org/request/requests/view/${uuid}`]) expect(await found(name)).toMatchObject({ id: imported[0], title: 'Braiding sweetgrass', patronId: 'P1001' });
	expect((await desk.openRequestsOf('P1001')).map(({ id }) => id)).toEqual(imported);
});

it('begins where it was left: that it was moved, and that staff write a note, is no change of status', async () => {
	const { uuid } = await begun('REQ_EXPECTS_TO_SUPPLY', 'ILL-7');
	broker().import(sandbox.requests.all('east'));
	const { id } = await found(uuid);
	await desk.client.putInternalNote(id, 'Asked at the desk.');
	expect(transitions(await found(uuid))).toEqual([]);

	broker().receive(id, broker().get(id).supplierSymbol ?? '', { reason: 'StatusChange', status: 'Loaned' });
	expect(transitions(await found(uuid))).toEqual([['WILL_SUPPLY', 'SHIPPED']]);
	broker().move(id, 'RECEIVED');
	const request = await found(uuid);
	expect(transitions(request)).toEqual([['WILL_SUPPLY', 'SHIPPED'], ['SHIPPED', 'RECEIVED']]);
	expect(changesOf({ request, raw: {} }).filter(({ kind }) => kind === 'transition')).toHaveLength(2);
	expect(request.history.some(({ isInferred }) => isInferred === true)).toBe(false);
});

it('gives back what was saved of it: nodes read it in the note to staff, and a wish with its reference finds it', async () => {
	const { uuid } = await begun('REQ_SHIPPED', 'ILL-7');
	sandbox.requests.get(uuid).localNote = 'Call before pickup.';
	broker().import(sandbox.requests.all('east'));
	const { id } = await found(uuid);
	const before = await found(uuid);
	expect(before).toMatchObject({ references: [], patronEmail: undefined, neededBy: undefined, pickupLocation: undefined });
	await desk.restore(before, { references: ['ILL-7'], recordId: '30000000-0000-4000-8000-000000000001', pickupLocation: 'Main Library', patronEmail: 'amara@example.edu', neededBy: '2027-01-31', dueDate: '2027-02-28' });
	expect(await found('ILL-7')).toMatchObject({ id, references: ['ILL-7'], recordId: '30000000-0000-4000-8000-000000000001', pickupLocation: 'Main Library', patronEmail: 'amara@example.edu', neededBy: '2027-01-31', due: { iso: '2027-02-28' } });
	expect(broker().get(id).internalNote).toContain('Call before pickup.');

	const count = broker().count();
	const result = await createRequest(startCreating(desk, testKey), loan({ instanceId: '30000000-0000-4000-8000-000000000001', title: 'Braiding sweetgrass', reference: 'ILL-7', patronId: 'P1001' }), { ...optionsWith({}), via: 'direct' });
	expect(result).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId: id });
	expect(broker().count()).toBe(count);
});
