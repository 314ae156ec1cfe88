import { restoreAfterMigration } from '../../../../reshare/requests/act/restoreAfterMigration';
import { changesOf } from '../../../../reshare/requests/changes/change';
import { CrossLinkBackend } from '../../../../reshare/requests/crosslink/CrossLinkBackend';
import { modRsIdOf } from '../../../../reshare/requests/crosslink/migratedRow';
import { isTransition } from '../../../../reshare/requests/model/request';
import {
	toRequestSavedBeforeMigration,
	type RequestSavedBeforeMigration,
} from '../../../../reshare/requests/model/requestSavedBeforeMigration';
import { findRequest } from '../../../../reshare/requests/read/findRequest';
import type { PatronRequest } from '../../../../reshare';
import type { SupplierMessage } from '../../../../sandbox/crosslink/isoMessages';
import { createDependenciesFor } from '../create/practiceDependencies';
import { okapiFor, buildLentRecordRequestBody } from './crosslinkClients';
import { sandboxForEach } from '../../sandboxForTests';
import { modRsReferenceFields } from '../modRsReferenceFields';

/** Tests requests that were moved from mod-rs to CrossLink, with the data that the consortium's scripts leave of them. */
const sandbox = sandboxForEach({ validationDelayMs: 5, autoStaff: false });
let backend: CrossLinkBackend;

beforeEach(async () => {
	backend = new CrossLinkBackend(okapiFor(sandbox));
});

const broker = () => sandbox.crosslink.requests;
const migrate = () => broker().import(sandbox.requests.all('east'));
const receive = (id: string, message: SupplierMessage) => broker().receive(id, broker().get(id).supplierSymbol ?? '', message);
const transitions = ({ history }: PatronRequest) => history.filter(isTransition).map(({ from, to }) => [from.code, to.code]);

/** Makes a request in mod-rs, with its UUID and number. */
async function begun(state: string, reference: string): Promise<{ readonly uuid: string; readonly hrid: string }> {
	const row = await sandbox.requests.create('east', {
		title: 'Braiding sweetgrass',
		systemInstanceIdentifier: '30000000-0000-4000-8000-000000000001',
		patronIdentifier: 'P1001',
		requestingInstitutionSymbol: 'RESHARE:US-EAST',
		pickupLocationSlug: 'EAST-MAIN',
		patronEmail: 'amara@example.edu',
		neededBy: '2027-01-31',
		refdata: { serviceType: 'loan' },
		...modRsReferenceFields(reference),
	});
	sandbox.requests.advance(row.id, state);
	return { uuid: row.id, hrid: row.hrid ?? '' };
}

async function found(name: string) {
	const one = await findRequest(backend, name);
	if (one === undefined) throw new Error(`nothing is called ${name}`);
	return one.request;
}

it('a patron request migrated to CrossLink is found by its mod-rs UUID, its old number, its new id and the old URL of its page', async () => {
	const { uuid, hrid } = await begun('REQ_SHIPPED', 'ILL-7');
	const { imported, failed } = migrate();
	expect(failed).toEqual([]);
	expect(imported).toEqual([expect.stringMatching(new RegExp(`^${hrid}~\\d+$`))]);
	for (const name of [uuid, uuid.toUpperCase(), hrid, imported[0] ?? '', `https://east.reshare.example.org/request/requests/view/${uuid}`])
		expect(await found(name)).toMatchObject({ id: imported[0], title: 'Braiding sweetgrass', patronId: 'P1001' });
	expect(
		(await backend.find({ side: 'borrowing', openOrClosed: 'open', patronId: 'P1001', sort: 'createdOldest' })).listed.map(
			({ request: { id } }) => id,
		),
	).toEqual(imported);
});

it('the history of a migrated request begins at the migration; neither the migration nor a staff note counts as a change of status', async () => {
	const { uuid } = await begun('REQ_EXPECTS_TO_SUPPLY', 'ILL-7');
	migrate();
	const { id } = await found(uuid);
	await backend.client.putInternalNote(id, 'Asked at the desk.');
	expect(transitions(await found(uuid))).toEqual([]);

	receive(id, { reason: 'StatusChange', status: 'Loaned' });
	expect(transitions(await found(uuid))).toEqual([['WILL_SUPPLY', 'SHIPPED']]);
	broker().move(id, 'RECEIVED');
	const request = await found(uuid);
	expect(transitions(request)).toEqual([
		['WILL_SUPPLY', 'SHIPPED'],
		['SHIPPED', 'RECEIVED'],
	]);
	// The trigger had reported the new request while it was in mod-rs, so it reports only the later changes.
	expect(changesOf({ request, raw: {} }).map(({ step }) => step?.to.code)).toEqual(['SHIPPED', 'RECEIVED']);
	expect(request.history.some(({ isInferred }) => isInferred === true)).toBe(false);
});

it('the trigger reports one change, expectsToSupply, if the library to which a migrated request was sent before promises to supply it', async () => {
	const { uuid } = await begun('REQ_REQUEST_SENT_TO_SUPPLIER', 'ILL-7');
	migrate();
	const { id } = await found(uuid);
	receive(id, { reason: 'RequestResponse', status: 'WillSupply' });
	const request = await found(uuid);
	expect(changesOf({ request, raw: {} }).map(({ event, step }) => [event, step?.to.code])).toEqual([['expectsToSupply', 'WILL_SUPPLY']]);
});

/** Returns what Save Before Move stores of a request in mod-rs. */
async function saved(uuid: string): Promise<RequestSavedBeforeMigration> {
	const request = await createDependenciesFor(sandbox).requests.get(uuid);
	if (request === undefined) throw new Error('mod-rs has no such request');
	return toRequestSavedBeforeMigration(request, request.side ?? 'borrowing');
}

it('restoring the data saved before a migration writes it into the staff note; a second time changes nothing', async () => {
	const { uuid } = await begun('REQ_SHIPPED', 'ILL-7');
	sandbox.requests.get(uuid).localNote = 'Call before pickup.';
	const before = await saved(uuid);
	migrate();
	const { id, ...arrived } = await found(uuid);
	expect(arrived).toMatchObject({
		references: [],
		recordId: undefined,
		patronEmail: undefined,
		neededBy: undefined,
		pickupLocation: undefined,
		due: { iso: undefined },
	});

	expect(await restoreAfterMigration(backend, before)).toMatchObject({
		outcome: 'arrived',
		inNoteOnly: ['the email', 'the pickup location', 'the day by which it is needed', 'the due date'],
	});
	expect(await found('ILL-7')).toMatchObject({
		id,
		references: ['ILL-7'],
		recordId: '30000000-0000-4000-8000-000000000001',
		pickupLocation: 'Main Library',
		patronEmail: 'amara@example.edu',
		neededBy: '2027-01-31',
		due: { iso: before.dueDate },
	});
	const note = broker().get(id).internalNote;
	expect(note).toMatch(/\nCall before pickup\.$/);
	expect(await restoreAfterMigration(backend, before)).toMatchObject({ outcome: 'arrived' });
	expect(broker().get(id).internalNote).toBe(note);
});

it('modRsIdOf returns the id of a lending request if that is a UUID, else nothing, even if its ISO 18626 header has one', () => {
	const lent = (id: string) =>
		({
			id,
			side: 'lending',
			requesterRequestId: 'WEST-3~0',
			illRequest: { header: { multipleItemRequestId: '1f0c9f0e-2d1b-4d0a-9a51-0f2f3f1c7b11' } },
		}) as unknown as Parameters<typeof modRsIdOf>[0];
	expect(modRsIdOf(lent('1F0C9F0E-2D1B-4D0A-9A51-0F2F3F1C7B11'))).toBe('1f0c9f0e-2d1b-4d0a-9a51-0f2f3f1c7b11');
	expect(modRsIdOf(lent('a-number-of-the-broker'))).toBeUndefined();
});

it.each(['MY-SET-7', '1f0c9f0e-2d1b-4d0a-9a51-0f2f3f1c7b11'])(
	'a request that staff made in CrossLink whose multipleItemRequestId is %s is not taken for a migrated one',
	async (multipleItemRequestId) => {
		const { illRequest, ...rest } = buildLentRecordRequestBody('set-1');
		await backend.client.postRow({ ...rest, illRequest: { ...(illRequest as object), header: { multipleItemRequestId } } });
		broker().advance('set-1', 'SUPPLIER_LOCATED');
		expect(broker().get('set-1').illRequest.header).toMatchObject({ multipleItemRequestId });
		const request = await found('set-1');
		expect(request.isMigrated).toBe(false);
		expect(changesOf({ request, raw: {} }).map(({ event }) => event)).toContain('newRequest');
	},
);
