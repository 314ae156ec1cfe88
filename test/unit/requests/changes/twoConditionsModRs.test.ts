import { changesOf } from '../../../../reshare/requests/changes/change';
import { schemaOfRequestWithRaw } from '../../../../reshare/requests/modrs/readRequest';
import { itemsOf } from './changeItemsOf';

const status = (code: string) => ({ id: code, code, terminal: false });
const audit = (auditNo: number, from: string, to: string, rotaPosition: number | undefined) => ({
	id: `a${auditNo}`,
	auditNo,
	dateCreated: `2026-03-03T0${auditNo}:00:00Z`,
	fromStatus: status(from),
	toStatus: status(to),
	rotaPosition,
});
const library = (id: string, name: string) => ({ id, symbol: `US-${id}`, owner: { name } });
const [hill, lake] = [library('HILL', 'Hilltop College'), library('LAKE', 'Lakeside College')];

/** Hilltop's condition was rejected, so that it will never be accepted, but mod-rs still has it. Then Lakeside sets another one. */
const request = {
	id: '11111111-1111-4111-8111-111111111111',
	isRequester: true,
	state: status('REQ_CONDITIONAL_ANSWER_RECEIVED'),
	resolvedSupplier: lake,
	rotaPosition: 1,
	rota: [
		{ id: 'r0', rotaPosition: 0, directoryId: 'RESHARE:US-HILL' },
		{ id: 'r1', rotaPosition: 1, directoryId: 'RESHARE:US-LAKE' },
	],
	audit: [
		audit(1, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 0),
		audit(2, 'REQ_CONDITIONAL_ANSWER_RECEIVED', 'REQ_CANCEL_PENDING', 0),
		audit(3, 'REQ_CANCEL_PENDING', 'REQ_CANCELLED_WITH_SUPPLIER', 0),
		audit(4, 'REQ_CANCELLED_WITH_SUPPLIER', 'REQ_UNFILLED', 0),
		audit(5, 'REQ_UNFILLED', 'REQ_REQUEST_SENT_TO_SUPPLIER', 1),
		audit(6, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', 1),
	],
	conditions: [
		{ id: 'c1', dateCreated: '2026-03-03T01:00:00Z', code: 'libraryuseonly', accepted: false, relevantSupplier: hill },
		{ id: 'c2', dateCreated: '2026-03-03T06:00:00Z', code: 'noreproduction', accepted: false, relevantSupplier: lake },
	],
};

const offers = async (record: object) => {
	const items = await itemsOf(changesOf(schemaOfRequestWithRaw.parse(record)));
	return items
		.filter(({ status: now }) => now?.code === 'REQ_CONDITIONAL_ANSWER_RECEIVED')
		.map(({ supplier, reason }) => [supplier, reason]);
};

it('the reason of a conditional answer on mod-rs is the condition of that library, not one of an earlier library', async () => {
	expect(await offers(request)).toEqual([
		['Hilltop College', 'libraryuseonly'],
		['Lakeside College', 'noreproduction'],
	]);
});

it('the reason of a conditional answer behind a broker is chosen by the symbol of the library that set the condition', async () => {
	const { resolvedSupplier: _, rotaPosition: __, ...brokered } = request;
	const conditions = [
		{ id: 'c1', dateCreated: '2026-03-03T01:00:00Z', code: 'libraryuseonly', accepted: false, supplyingInstitutionSymbol: 'ISIL:US-HILL' },
		{ id: 'c2', dateCreated: '2026-03-03T06:00:00Z', code: 'noreproduction', accepted: false, supplyingInstitutionSymbol: 'ISIL:US-LAKE' },
	];
	const last = {
		...brokered,
		supplyingInstitutionSymbol: 'ISIL:US-LAKE',
		rota: [],
		audit: [audit(6, 'REQ_REQUEST_SENT_TO_SUPPLIER', 'REQ_CONDITIONAL_ANSWER_RECEIVED', undefined)],
		conditions,
	};
	expect((await offers(last)).at(-1)).toEqual(['US-LAKE', 'noreproduction']);
});

it('the reason of a conditional answer lists all conditions if nothing says when and by whom they were set', async () => {
	expect(
		await offers({
			...request,
			conditions: request.conditions.map(({ relevantSupplier: _, dateCreated: __, ...condition }) => condition),
			audit: request.audit.slice(-1),
		}),
	).toEqual([['Lakeside College', 'libraryuseonly; noreproduction']]);
});
