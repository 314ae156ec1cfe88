import { ReShareError } from '../../../../reshare/errors';
import { awaitValidation, progressOf } from '../../../../reshare/requests/create/awaitValidation';
import { realTiming } from '../../../../reshare/requests/create/timing';
import { waitInVirtualTime, startSandbox } from '../../../sandboxInVirtualTime';
import { createRequest } from '../../../../reshare/requests/create/createRequest';
import { crossLinkStates } from '../../../../reshare/requests/crosslink/statesAndSentences';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { bareRequest } from '../bareRequest';
import { EmptyBackend } from '../empty/EmptyBackend';
import { sandboxForAll } from '../../sandboxForTests';
import { createDependenciesFor, buildLoanDraft, optionsWith, recordLentBySeveral, rowsWithReference } from './practiceDependencies';

const waitingJob = { options: optionsWith({ validationWaitMs: 60_000 }), timing: realTiming };

const sandbox = sandboxForAll({ validationDelayMs: 60 }, startSandbox);

it('Create reports a new request in the status that it reached during the wait for concurrent duplicates', async () => {
	const sleep = async (ms: number) => {
		await waitInVirtualTime(ms);
		const [row] = rowsWithReference(sandbox, 'ILL-1');
		if (ms > 1000 && row !== undefined) sandbox.requests.move(row.id, 'REQ_EXPECTS_TO_SUPPLY');
	};
	const draft = buildLoanDraft({
		instanceId: recordLentBySeveral.instanceId,
		title: recordLentBySeveral.title,
		author: recordLentBySeveral.author,
		reference: 'ILL-1',
	});
	const deps = createDependenciesFor(sandbox);
	const result = await createRequest(
		{ ...deps, timing: { ...deps.timing, sleep } },
		draft,
		optionsWith({ via: 'direct', requestingSymbol: 'RESHARE:US-EAST' }),
	);
	expect(result).toMatchObject({ outcome: 'created', status: { code: 'REQ_EXPECTS_TO_SUPPLY' } });
});

it.each([
	['no library is asked yet', undefined],
	['the borrowing library looks for its own copy', 'East'],
])('the wait for validation of a CrossLink request in SENT goes on while %s', async (_what, supplier) => {
	const at = (code: string, by?: string): PatronRequest => ({
		...bareRequest,
		id: 'ILL-1',
		hrid: 'ILL-1',
		borrower: 'East',
		supplier: by,
		state: crossLinkStates.read({ code }, 'borrowing'),
	});
	const backend = new EmptyBackend();
	const readings = [at('SENT', supplier), at('SENT', 'West')];
	backend.get = async () => readings.shift();
	const validated = await awaitValidation({ ...waitingJob, requests: backend }, { row: at('SENT'), isRead: true });
	expect(validated).toMatchObject({ row: { supplier: 'West' } });
	expect(progressOf(validated.row)).toBe('passedOn');
	expect(readings).toEqual([]);
});

it('the wait for the validation ends at once if the account may not read the request', async () => {
	const desk = new EmptyBackend();
	let reads = 0;
	desk.get = async () => {
		reads += 1;
		throw new ReShareError('permission', 'The account lacks a permission');
	};
	expect(await awaitValidation({ ...waitingJob, requests: desk }, { row: bareRequest, isRead: false })).toMatchObject({ isRead: false });
	expect(reads).toBe(1);
});
