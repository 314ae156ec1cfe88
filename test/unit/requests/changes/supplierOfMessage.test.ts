import { changesOf } from '../../../../reshare/requests/changes/change';
import { schemaOfRequestWithRaw } from '../../../../reshare/requests/modrs/readRequest';
import { itemsOf } from './changeItemsOf';

const status = (code: string) => ({ id: code, code, terminal: false });
const audit = (auditNo: number, second: number, from: string, to: string, rotaPosition: number) => ({
	id: `a${auditNo}`,
	auditNo,
	dateCreated: `2026-03-03T09:00:0${second}Z`,
	fromStatus: status(from),
	toStatus: status(to),
	rotaPosition,
});
const library = (id: string, name: string) => ({ id, symbol: `US-${id}`, owner: { name } });

/** mod-rs asks the next library in the same second, while the first one's message is still unread. */
const declined = {
	id: '11111111-1111-4111-8111-111111111111',
	isRequester: true,
	dateCreated: '2026-03-02T09:00:00Z',
	state: status('REQ_REQUEST_SENT_TO_SUPPLIER'),
	resolvedSupplier: library('LAKE', 'Lakeside College'),
	rotaPosition: 1,
	rota: [
		{ id: 'r0', rotaPosition: 0, directoryId: 'RESHARE:US-HILL' },
		{ id: 'r1', rotaPosition: 1, directoryId: 'RESHARE:US-LAKE' },
	],
	audit: [audit(1, 0, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_UNFILLED', 0), audit(2, 1, 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER', 1)],
	notifications: [
		{
			id: 'n1',
			dateCreated: '2026-03-03T09:00:00Z',
			seen: false,
			isSender: false,
			attachedAction: 'RequestResponse',
			actionStatus: 'Unfilled',
			actionData: 'InUse',
			messageContent: 'Held for a course this term.',
			messageSender: library('HILL', 'Hilltop College'),
		},
	],
};

it('an unread message is reported with the library that wrote it, even if another library is asked by now', async () => {
	const items = await itemsOf(changesOf(schemaOfRequestWithRaw.parse(declined)));
	expect(items.slice(1).map(({ event, supplier, reason }) => [event, supplier, reason])).toEqual([
		['supplierDeclined', 'Hilltop College', 'InUse'],
		['unreadMessage', 'Hilltop College', 'Held for a course this term.'],
		['supplierChosen', 'Lakeside College', null],
	]);
});

it("a message on the lending side is reported with the lender's own library as supplier, whoever wrote it", async () => {
	const lent = {
		...declined,
		isRequester: false,
		state: status('RES_IDLE'),
		audit: [],
		notifications: [{ ...declined.notifications[0], actionStatus: undefined }],
	};
	const items = await itemsOf(changesOf(schemaOfRequestWithRaw.parse(lent)));
	expect(items.map(({ event, supplier }) => [event, supplier])).toEqual([
		['newRequest', 'Lakeside College'],
		['unreadMessage', 'Lakeside College'],
	]);
});
