import { isStillCurrent } from '../../../../reshare/requests/changes/changeStatusAndAdvice';
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
		['the reference that ReShare has passed on to it, though the one before is gone', { precededBy: 'gone', passedOnReference: 'ILL-9' }],
	])('the filter for listed requests recognizes a request by %s', async (_by, values) => {
		expect(await isListed(request(values))).toBe(true);
	});

	it('the filter for listed requests recognizes a request that was made again by the reference of the request before it', async () => {
		expect(await isListed(request({ precededBy: 'old' }), request({ id: 'old', references: ['ILL-9'] }))).toBe(true);
		expect(await isListed(request({ precededBy: 'old' }), request({ id: 'old', references: ['ILL-8'] }))).toBe(false);
	});

	it('the earlier requests that a request replaced are read once each, even if two requests name each other as the earlier one', async () => {
		const [first, second] = [request({ precededBy: 'old' }), request({ id: 'old', precededBy: 'new' })];
		const ids: string[] = [];
		for await (const { id } of lineage(first, second).line(first)) if (ids.push(id) > 4) break;
		expect(ids).toEqual(['new', 'old']);
	});
});

it("the trigger's change for a new request is no longer current once the request's status has changed", () => {
	expect(isStillCurrent(created(request()))).toBe(true);
	const changed = { id: 'a1', at: '2026-11-20T10:00:00Z', order: 1, from: state('REQ_IDLE'), to: state('REQ_VALIDATED') };
	expect(isStillCurrent(created(request({ history: [changed] as never })))).toBe(false);
});
