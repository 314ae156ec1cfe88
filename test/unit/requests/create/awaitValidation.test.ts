import { awaitValidation } from '../../../../reshare/requests/create/awaitValidation';
import { realTiming } from '../../../../reshare/requests/create/timing';
import { crossLinkStates } from '../../../../reshare/requests/crosslink/statesAndSentences';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { bareRequest } from '../bareRequest';
import { EmptyBackend } from '../empty/EmptyBackend';

it.each([
	['no library is asked yet', undefined],
	['the borrowing library looks for its own copy', 'East'],
])('a CrossLink request in SENT is waited for while %s', async (_what, supplier) => {
	const at = (code: string, by?: string): PatronRequest => ({
		...bareRequest,
		id: 'ILL-1',
		hrid: 'ILL-1',
		borrower: 'East',
		supplier: by,
		state: crossLinkStates.read({ code }, 'borrowing'),
	});
	const desk = new EmptyBackend();
	const readings = [at('SENT', supplier), at('SENT', 'West')];
	desk.get = async () => readings.shift();
	expect(await awaitValidation(desk, at('SENT'), 60_000, realTiming, at('SENT'))).toMatchObject({
		progress: 'passedOn',
		row: { supplier: 'West' },
	});
	expect(readings).toEqual([]);
});
