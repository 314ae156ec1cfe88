import { DateTime } from 'luxon';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { usualCheckSwitches } from '../../../../reshare/requests/create/createTypes';
import { CreateLookups } from '../../../../reshare/requests/create/setUpCreateRun';
import { runDraftChecks } from '../../../../reshare/requests/create/runDraftChecks';
import { modRsStates } from '../../../../reshare/requests/modrs/statesAndSentences';
import { buildLoanDraft } from './practiceDependencies';

const draft = buildLoanDraft({ title: 'The left hand of darkness', author: 'Le Guin, Ursula K.' });
const row = (id: string, values: Partial<PatronRequest> = {}) =>
	({
		id,
		state: modRsStates.read({ code: 'REQ_SHIPPED', terminal: false }, 'borrowing'),
		title: draft.title,
		author: draft.author,
		...values,
	}) as PatronRequest;

/** Makes the lookups of a library whose patron has these open requests. */
function lookups(...open: PatronRequest[]) {
	return new CreateLookups({
		find: async () => ({ listed: open.map((request) => ({ request })) }),
	} as never);
}

const only = { ...usualCheckSwitches, patron: false, limit: false, pickupLocation: false };

it.each([
	['the same record', draft.instanceId, ['refused', 'passed']],
	['another edition', 'another', ['passed', 'refused']],
])(
	'an open request for %s fails one check only: duplicate for the same record, sameWork for another edition',
	async (_what, recordId, results) => {
		const { checks } = await runDraftChecks(lookups(row('open', { recordId })), draft, { ...only, sameWork: 'refuse' }, DateTime.utc());
		expect(checks.map(({ check, result }) => [check, result])).toEqual(
			['duplicate', 'sameWork'].map((check, index) => [check, results[index]]),
		);
	},
);

it('a request created in a run counts as open, in its newest state, for later drafts of that run until it is closed', async () => {
	const run = lookups(row('earlier'));
	const ids = async () => (await run.openRequests('P1001')).map(({ id, state }) => [id, state?.code]);
	await ids();
	await run.remember('P1001', row('made', { state: modRsStates.read({ code: 'REQ_IDLE', terminal: false }, 'borrowing') }));
	await run.remember('P1001', row('made'));
	expect(await ids()).toEqual([
		['earlier', 'REQ_SHIPPED'],
		['made', 'REQ_SHIPPED'],
	]);
	await run.remember('P1001', row('made', { state: modRsStates.read({ code: 'REQ_CANCELLED', terminal: true }, 'borrowing') }));
	expect(await ids()).toEqual([['earlier', 'REQ_SHIPPED']]);
});
