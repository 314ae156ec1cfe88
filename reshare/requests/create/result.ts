import { hostTerms } from '../../hostTerms';
import type { Observed } from './awaitValidation';
import { resultOf, resultTwo, resultWith, withWarnings } from './buildResult';
import { warningsOfArrival } from './droppedFields';
import { explainMissing, explainUnchecked } from './explanations';
import type { CreateResult } from './optionsAndResult';
import type { Reconciled } from './reconcile';
import type { RequestOfDraft } from './reuseExisting';
import type { CreateJob } from './validate';

/** The last stage: what became of the request, as far as it was observed. */
export async function result(job: CreateJob, { request, race }: Reconciled, observed: Observed): Promise<CreateResult> {
	const { draft, lookups, options, reference, submitter, timing } = job;
	const { progress, row, wasRead } = observed;
	const alreadyExisted = request.attempt === undefined;
	if (race?.kind === 'two') return resultTwo(race.rows, request.context, alreadyExisted);
	const warnings: string[] = [];
	if (race?.kind === 'unknown')
		warnings.push('Whether another request with the same reference came into being meanwhile could not be checked.');
	if (!alreadyExisted && wasRead) warnings.push(...warningsOfArrival(draft, reference.value, row, submitter));
	const seconds = Math.round(options.validationWaitMs / 1000);
	warnings.push(...warningsOfProgress(observed, timing.isStopped() ? 'before this was stopped' : `within ${seconds} seconds`));
	await lookups.remember(draft.patronId, row);
	const context = withWarnings(request.context, ...warnings);
	const isUnchecked = submitter.checksBeforeAnswer === true && progress === 'unchecked' && options.validationWaitMs > 0;
	if (!isUnchecked) return resultOf(row, context, alreadyExisted);
	const explanation = explainUnchecked(row, alreadyExisted);
	return resultWith(context, { outcome: 'needsStaff', reason: 'reshareError', explanation }, row, alreadyExisted);
}

/** The result for a request that was made, and that the library's own ReShare does not have. */
export function resultOfMissing({ requests, submitter }: CreateJob, { row, context }: RequestOfDraft): CreateResult {
	submitter.resolver?.strayed();
	return resultWith(context, { outcome: 'needsStaff', ...explainMissing(row.id, requests.tenant, submitter) });
}

function warningsOfProgress({ wasRead, progress }: Observed, when: string): string[] {
	if (!wasRead) return ['The request could not be read again to learn its status.'];
	if (progress === 'passedOn') return [];
	const what = progress === 'unchecked' ? 'has not checked the request' : 'has not asked a library for the request';
	return [`ReShare ${what} ${when}; the ${hostTerms.follower} tells what comes of it.`];
}
