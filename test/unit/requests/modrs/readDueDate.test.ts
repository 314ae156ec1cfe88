import cases from '../../../fixtures/cases/modRsTexts.json';
import { readDueDate } from '../../../../reshare/requests/modrs/toPatronRequest';
import { patronRequestSchema } from '../../../../reshare/requests/modrs/schemas';

const due = (isRequester: boolean | undefined, values: object) => readDueDate(patronRequestSchema.parse({ id: 'r', isRequester, ...values }));

/** mod-rs reads fractions of a second only of three digits, and no day without a time; otherwise it keeps the old value. Without a zone, it is UTC. */
describe('the due date of a borrowed item', () => {
	it.each(cases.borrowedDueDates.map((row) => row.map((value) => value ?? undefined)))(
		'the due date %j of a borrowed item, which mod-rs reads as %j, is %j',
		(dueDateRS, parsedDueDateRS, iso) => {
			expect(due(true, { dueDateRS, parsedDueDateRS })).toEqual({ iso, words: undefined });
		},
	);

	it("the due date of a borrowed item is the supplier's text if that is no date, even if mod-rs still has an earlier date", () => {
		expect(due(true, { dueDateRS: 'end of May', parsedDueDateRS: '2026-03-01T12:00:00Z' })).toEqual({
			iso: undefined,
			words: 'end of May',
		});
		expect(due(true, { dueDateRS: '05/12/2026', dueDateFromLMS: '2026-05-12' })).toEqual({ iso: undefined, words: '05/12/2026' });
		expect(due(true, {})).toEqual({ iso: undefined, words: undefined });
	});
});

describe('the due date of a lent item', () => {
	it("the due date of a request that does not say whose it is comes from the library's own system, because mod-rs treats the item as lent", () => {
		expect(due(undefined, { dueDateFromLMS: '2026-05-12', dueDateRS: '2030-01-01' }).iso).toBe('2026-05-12');
	});

	it.each(cases.lentDueDates)(
		"the due date %j of a lent item, which mod-rs reads in the library's format as %j, is %j",
		(dueDateFromLMS, parsedDueDateFromLMS, iso) => {
			expect(due(false, { dueDateFromLMS, parsedDueDateFromLMS, dueDateRS: '2030-01-01' })).toEqual({ iso, words: undefined });
		},
	);

	it('the due date of a lent item is the one sent to the borrower if the library system gave none', () => {
		expect(due(false, { dueDateRS: '2026-05-12T14:03:07Z', parsedDueDateRS: '2026-05-12T14:03:07Z' })).toEqual({
			iso: '2026-05-12T14:03:07Z',
			words: undefined,
		});
	});
});
