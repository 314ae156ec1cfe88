import type { ObservedRequest } from './awaitValidation';
import { resultOfRequest, resultOfTwoRequests, buildResult, withWarnings } from './buildResult';
import { warnOfDroppedFields } from './warnOfDroppedFields';
import { explainMissingRequest, explainUncheckedRequest } from './explanations';
import type { CreateResult } from './createTypes';
import type { RequestAmongDuplicates } from './lookUpDuplicates';
import type { RequestOfDraft } from './reuseExistingRequest';
import type { CreateJob } from './validateDraft';

/** Runs the last stage: it reports the state of the request, as far as it was observed. */
export async function reportResult(
	job: CreateJob,
	{ request, race }: RequestAmongDuplicates,
	observed: ObservedRequest,
): Promise<CreateResult> {
	const { draft, lookups, options, reference, submitter, timing } = job;
	const { progress, row, wasRead } = observed;
	const alreadyExisted = request.attempt === undefined;
	if (race?.kind === 'two') return resultOfTwoRequests(race.rows, job, request.context, alreadyExisted);
	const warnings: string[] = [];
	if (race?.kind === 'unknown')
		warnings.push('Whether another request with the same reference came into being meanwhile could not be checked.');
	if (!alreadyExisted && wasRead) warnings.push(...warnOfDroppedFields(draft, reference.value, row, submitter));
	const seconds = Math.round(options.validationWaitMs / 1000);
	warnings.push(...warningsOfProgress(observed, timing.isStopped() ? 'before this was stopped' : `within ${seconds} seconds`));
	await lookups.remember(draft.patronId, row);
	const context = withWarnings(request.context, ...warnings);
	const isUnchecked = submitter.checksBeforeAnswer === true && progress === 'unchecked' && options.validationWaitMs > 0;
	if (!isUnchecked) return resultOfRequest(row, context, alreadyExisted);
	const explanation = explainUncheckedRequest(row, alreadyExisted);
	return buildResult(context, { outcome: 'needsStaff', reason: 'reshareError', explanation }, row, alreadyExisted);
}

/** Builds the result for a request that was made, but that the library's own ReShare does not have. */
export function resultOfMissingRequest({ requests, submitter }: CreateJob, { row, context }: RequestOfDraft): CreateResult {
	submitter.resolver?.strayed();
	const reason = submitter.resolver === undefined ? 'unclear' : 'otherLibrary';
	const explanation = explainMissingRequest(row.id, requests.tenant, submitter);
	return buildResult(context, { outcome: 'needsStaff', reason, explanation });
}

function warningsOfProgress({ wasRead, progress }: ObservedRequest, when: string) {
	if (!wasRead) return ['The request could not be read again to learn its status.'];
	if (progress === 'passedOn') return [];
	const what = progress === 'unchecked' ? 'has not checked the request' : 'has not asked a library for the request';
	return [`ReShare ${what} ${when}; the ⟦follower⟧ tells what comes of it.`];
}
