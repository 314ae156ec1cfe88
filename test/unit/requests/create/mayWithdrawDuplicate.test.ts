import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import { mayWithdrawDuplicate } from '../../../../reshare/requests/create/concurrentDuplicates';

const minutes = 60_000;

function row(values: Partial<PatronRequest> = {}) {
	return {
		id: 'b',
		side: 'borrowing',
		createdAt: '2027-01-15T10:00:00Z',
		state: modRsStates.read({ code: 'REQ_IDLE', terminal: false, needsAttention: true }, 'borrowing'),
		references: ['R-1'],
		...values,
	} as PatronRequest;
}

function state(code: string, terminal = false) {
	return { state: modRsStates.read({ code, terminal }, 'borrowing') };
}

describe('which request may be withdrawn as a duplicate', () => {
	it('a patron request may be withdrawn as a duplicate if it has our reference, is young and was sent to no library', () => {
		expect(mayWithdrawDuplicate(row(), 'R-1', minutes)).toBe(true);
		expect(mayWithdrawDuplicate(row(state('REQ_VALIDATED')), 'R-1', minutes)).toBe(true);
	});

	it.each<[string, Partial<PatronRequest>, string, number]>([
		['another reference', {}, 'R-2', minutes],
		['no reference', { references: [] }, 'R-1', minutes],
		['older than five minutes', {}, 'R-1', 5 * minutes],
		['a lending request', { side: 'lending' }, 'R-1', minutes],
		['closed already', state('REQ_CANCELLED', true), 'R-1', minutes],
		['sent to a supplier', state('REQ_REQUEST_SENT_TO_SUPPLIER'), 'R-1', minutes],
		['a state unknown here', state('REQ_SOMETHING_NEW'), 'R-1', minutes],
		['with a supplier', { supplier: 'West Prairie' }, 'R-1', minutes],
	])('a patron request is never withdrawn as a duplicate in this case: %s', (_name, values, reference, age) => {
		expect(mayWithdrawDuplicate(row(values), reference, age)).toBe(false);
	});
});
