import { changesOf } from '../../../../reshare/requests/changes/change';
import { reasonOfChange } from '../../../../reshare/requests/changes/reasonOfChange';
import { schemaOfRequestWithRaw } from '../../../../reshare/requests/modrs/readRequest';
import { buildTimeline } from '../../../../reshare/requests/read/timeline';

const status = (code: string) => ({ id: code, code, terminal: code === 'REQ_END_OF_ROTA' });
const audit = (auditNo: number, dateCreated: string, from: string, to: string) => ({
	id: `a${auditNo}`,
	auditNo,
	dateCreated,
	fromStatus: status(from),
	toStatus: status(to),
	message: 'Status Change message received',
});

/** Makes a refusal. Besides its own time, mod-rs stores the one in the message's header, which comes from the lender's machine. */
const refused = (lendersClockIsOffBy: number) =>
	schemaOfRequestWithRaw.parse({
		id: '11111111-1111-4111-8111-111111111111',
		hrid: 'EAST-7',
		isRequester: true,
		dateCreated: '2026-03-02T09:00:00Z',
		lastUpdated: '2026-03-03T09:00:01Z',
		state: status('REQ_END_OF_ROTA'),
		rota: [{ id: 'r1', rotaPosition: 0, directoryId: 'RESHARE:US-LAKE' }],
		audit: [
			audit(1, '2026-03-02T09:00:03Z', 'REQ_SUPPLIER_IDENTIFIED', 'REQ_REQUEST_SENT_TO_SUPPLIER'),
			audit(2, '2026-03-03T09:00:00Z', 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED'),
			audit(3, '2026-03-03T09:00:01Z', 'REQ_UNFILLED', 'REQ_END_OF_ROTA'),
		],
		notifications: [
			{
				id: 'n1',
				dateCreated: '2026-03-03T09:00:00Z',
				timestamp: Date.parse('2026-03-03T09:00:00Z') + lendersClockIsOffBy,
				seen: true,
				isSender: false,
				attachedAction: 'StatusChange',
				actionStatus: 'Unfilled',
				actionData: 'NotOnShelf',
				messageSender: { symbol: 'US-LAKE' },
			},
		],
	});

it.each([
	['right', 0],
	['20 seconds behind', -20_000],
	['20 seconds ahead', 20_000],
	['an hour ahead', 3_600_000],
])("a refusal is reported once, with its reason, if the lender's clock is %s", (_clock, offBy) => {
	const record = refused(offBy);
	const told = changesOf(record).map((change) => [change.event, reasonOfChange(change) ?? null]);
	expect(told).toEqual([
		['newRequest', null],
		['supplierChosen', null],
		['supplierDeclined', 'NotOnShelf'],
		['endOfRota', 'NotOnShelf'],
	]);
	const { refusals } = buildTimeline(record.request, 'UTC', new Date('2026-03-04T09:00:00Z'));
	expect(refusals.map(({ library, reason }) => [library, reason])).toEqual([['US-LAKE', 'not on shelf']]);
});
