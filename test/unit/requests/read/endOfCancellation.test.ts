import { buildTimeline } from '../../../../reshare/requests/read/timeline';
import { changesOf } from '../../../../reshare/requests/changes/change';
import { schemaOfRequestWithRaw } from '../../../../reshare/requests/modrs/readRequest';

const status = (code: string) => ({ id: code, code, terminal: false });
const audit = (auditNo: number, from: string, to: string, message: string) => ({
	id: `a${auditNo}`,
	auditNo,
	dateCreated: `2026-03-03T0${auditNo}:00:00Z`,
	fromStatus: status(from),
	toStatus: status(to),
	message,
});

/** With a broker, mod-rs rejects conditions by asking that library to cancel. This makes a history after that message. */
const after = (message: string) =>
	schemaOfRequestWithRaw.parse({
		id: '11111111-1111-4111-8111-111111111111',
		isRequester: true,
		state: status('REQ_REQUEST_SENT_TO_SUPPLIER'),
		supplyingInstitutionSymbol: 'ISIL:US-LAKE',
		audit: [
			audit(1, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'Request Response message received'),
			audit(2, 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'REQ_CANCEL_PENDING', 'Rejected loan conditions'),
			audit(3, 'REQ_CANCEL_PENDING', 'REQ_REQUEST_SENT_TO_SUPPLIER', message),
		],
	});

it.each([
	[
		'the next library has been asked: its change of status came',
		'Status Change message received',
		'supplierChosen',
		'The request was sent to the lender.',
	],
	['the cancellation was refused', 'Supplier denied cancellation.', 'statusChange', 'The lender did not agree to the cancellation.'],
])('a mod-rs request that leaves REQ_CANCEL_PENDING is reported by the cause of that: %s', (_what, message, event, sentence) => {
	const record = after(message);
	expect(
		changesOf(record)
			.map(({ event }) => event)
			.at(-1),
	).toBe(event);
	expect(buildTimeline(record.request, 'UTC', new Date('2026-03-08T09:00:00Z')).entries.at(-1)).toMatchObject({ event, sentence });
});
