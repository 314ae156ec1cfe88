import { DateTime } from 'luxon';
import { answerOrElse } from '../../errors';
import { mayBelongToPatron } from '../model/request';
import { requestNameWithStatus, type CreateBlocker } from './buildResult';
import type { CreateJob } from './createTypes';
import { runDraftChecks } from './runDraftChecks';

/**
 * Makes three groups of checks at the same time: those of the draft, of the submitter, and of the back end from which the library migrates.
 * The `blocker` says why the draft is not sent.
 */
export async function checkDraftAndBackEnds(job: CreateJob) {
	const { draft, lookups, options, submitter, timing } = job;
	const [{ refusal, ...findings }, blocker, former] = await Promise.all([
		runDraftChecks(lookups, draft, options.checks, DateTime.fromMillis(timing.now(), { zone: options.timeZone ?? 'UTC' })),
		submitter.blocker?.(() => lookups.pickupLocations()),
		checkFormer(job),
	]);
	return {
		...findings,
		warnings: [...findings.warnings, ...former.warnings],
		blocker: refusal ?? blocker ?? former.blocker,
	};
}

/**
 * While a library migrates, its open requests may remain in the former back end until they end. A typed reference that one of them has is
 * taken; a derived one only shows that the patron has asked for the same there.
 */
async function checkFormer({
	lookups,
	options,
	reference: { value, typed, patronId },
	requests: { former },
}: CreateJob): Promise<{ readonly warnings: readonly string[]; readonly blocker?: CreateBlocker }> {
	if (former === undefined || !options.checks.reference) return { warnings: [] };
	return await answerOrElse(
		async () => {
			const rows = await lookups.inFormer(value);
			const other = rows.find((one) => mayBelongToPatron(one, patronId)) ?? rows[0];
			if (other === undefined) return { warnings: [] };
			const name = `${requestNameWithStatus(other)} in ${former.name}`;
			if (!typed) return { warnings: [`Request ${name} asks for the same thing and is still open there: cancel one of the two.`] };
			const note = `The reference ${value} belongs to request ${name}, which is still open there. Use another reference, or wait until it has ended`;
			return { warnings: [], blocker: { reason: 'referenceAlreadyUsed', note, other } };
		},
		(why) => ({ warnings: [`Whether a request with this reference is still open in ${former.name} could not be checked: ${why}`] }),
	);
}
