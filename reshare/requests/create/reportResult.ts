import { progressOf } from './awaitValidation';
import { resultOfRequest, resultOfTwoRequests, buildResult, explainUncheckedRequest, withWarnings } from './buildResult';
import type { CreateJob, CreateResult } from './createTypes';
import type { RequestAmongDuplicates } from './lookUpDuplicates';
import type { RequestOfDraft } from './reuseExistingRequest';
import { warnOfDroppedFields } from './warnOfDroppedFields';

/** Runs the last stage: it reports the state of the request, as far as it was observed. */
export async function reportResult(
	job: CreateJob,
	{ attempt, context: before, isRead, race, row }: RequestAmongDuplicates,
): Promise<CreateResult> {
	const { lookups, options, submitter, timing } = job;
	const alreadyExisted = attempt === undefined;
	if (race?.kind === 'two') return resultOfTwoRequests(race.rows, job, before, alreadyExisted);
	const warnings: string[] = [];
	if (race?.kind === 'unknown')
		warnings.push('Whether another request with the same reference came into being meanwhile could not be checked.');
	const progress = isRead ? progressOf(row) : 'unchecked';
	if (!alreadyExisted && isRead) warnings.push(...warnOfDroppedFields(job, row));
	if (!isRead) warnings.push('The request could not be read again to learn its status.');
	else if (progress !== 'passedOn') {
		const what = progress === 'unchecked' ? 'has not checked the request' : 'has not asked a library for the request';
		const when = timing.isStopped() ? 'before this was stopped' : `within ${Math.round(options.validationWaitMs / 1000)} seconds`;
		warnings.push(`ReShare ${what} ${when}; the ⟦follower⟧ tells what comes of it.`);
	}
	await lookups.remember(job.draft.patronId, row);
	const context = withWarnings(before, ...warnings);
	const isUnchecked = submitter.checksBeforeAnswer === true && progress === 'unchecked' && options.validationWaitMs > 0;
	if (!isUnchecked) return resultOfRequest(row, context, alreadyExisted);
	const explanation = explainUncheckedRequest(row, alreadyExisted);
	return buildResult(context, { outcome: 'needsStaff', reason: 'reshareError', explanation }, row, alreadyExisted);
}

/** Builds the result for a request that was made, but that the library's own ReShare does not have. */
export function resultOfMissingRequest({ requests, submitter: { resolver } }: CreateJob, { row, context }: RequestOfDraft) {
	resolver?.strayed();
	const explanation =
		resolver === undefined
			? `ReShare took the request in as ${row.id}, and does not know it any more. Staff must find out why before it is sent again.`
			: `The OpenURL resolver made a request (${row.id}), but not in your library: ReShare does not know it in the tenant ${requests.tenant}. ` +
				"Either '⟦openUrlTenant⟧' in the ⟦settings⟧ is another library's, or the resolver sends a name that it does not know to another library. " +
				'Have the request canceled in that library and the ⟦settings⟧ corrected before anything is sent again.';
	return buildResult(context, { outcome: 'needsStaff', reason: resolver === undefined ? 'unclear' : 'otherLibrary', explanation });
}
