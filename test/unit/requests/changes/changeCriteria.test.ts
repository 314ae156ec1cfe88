import { isStillCurrent } from '../../../../reshare/requests/changes/changeItem';
import { isSelectedChange } from '../../../../reshare/requests/changes/changeCriteria';
import { Lineage } from '../../../../reshare/requests/model/Lineage';
import type { Change } from '../../../../reshare/requests/changes/change';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';

const state = (code: string) => modRsStates.read({ code, terminal: false }, 'borrowing');
const request = (values: Partial<PatronRequest> = {}) =>
	({ id: 'new', side: 'borrowing', references: [], history: [], messages: [], state: state('REQ_IDLE'), ...values }) as PatronRequest;
const created = (of: PatronRequest): Change => ({
	event: 'newRequest',
	eventId: `created:${of.id}`,
	at: 100,
	order: -1,
	request: of,
	raw: {},
});

describe('the filter for listed requests', () => {
	const lineage = (...earlier: PatronRequest[]) => new Lineage(async (wanted) => earlier.find(({ id }) => id === wanted));
	const isListed = (of: PatronRequest, ...earlier: PatronRequest[]) =>
		isSelectedChange(created(of), { events: new Set(['newRequest']), requests: ['ILL-9'] }, lineage(...earlier));

	it.each<[string, Partial<PatronRequest>]>([
		['its id', { id: 'ILL-9' }],
		['its number', { hrid: 'ILL-9' }],
		['one of its references', { references: ['OTHER', 'ILL-9'] }],
		['the reference of a deleted request that it replaces, passed on to it', { precededBy: 'gone', passedOnReference: 'ILL-9' }],
	])('the trigger filter for listed patron requests lets a change pass if the list names the request by %s', async (_by, values) => {
		expect(await isListed(request(values))).toBe(true);
	});

	it('the trigger filter for listed requests lets a replacement request pass by the reference of the replaced one', async () => {
		expect(await isListed(request({ precededBy: 'old' }), request({ id: 'old', references: ['ILL-9'] }))).toBe(true);
		expect(await isListed(request({ precededBy: 'old' }), request({ id: 'old', references: ['ILL-8'] }))).toBe(false);
	});

	it('the requests that a patron request replaced are each read once, even if two name each other as the earlier one', async () => {
		const [first, second] = [request({ precededBy: 'old' }), request({ id: 'old', precededBy: 'new' })];
		const ids: string[] = [];
		for await (const { id } of lineage(first, second).line(first)) if (ids.push(id) > 4) break;
		expect(ids).toEqual(['new', 'old']);
	});
});

it('isStillCurrent is false for the change "new request" once the status of the patron request has changed', () => {
	expect(isStillCurrent(created(request()))).toBe(true);
	const changed = { id: 'a1', at: '2026-11-20T10:00:00Z', order: 1, from: state('REQ_IDLE'), to: state('REQ_VALIDATED') };
	expect(isStillCurrent(created(request({ history: [changed] as never })))).toBe(false);
});
