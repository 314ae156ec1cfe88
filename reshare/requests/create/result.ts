import { hostTerms } from '../../hostTerms';
import type { Observed } from './awaitValidation';
import { resultOf, resultTwo, resultWith, withWarnings } from './buildResult';
import { warningsOfArrival } from './droppedFields';
import { explainMissing, explainUnchecked } from './explanations';
import type { CreateResult } from './optionsAndResult';
import type { Reconciled } from './reconcile';
import type { RequestOfDraft } from './reuseExisting';
import type { CreateDeps } from './run';
import type { ValidatedDraft } from './validate';

/** The last stage: what became of the request, as far as it was observed. */
export async function result(
	deps: CreateDeps,
	{ draft, options, reference, submitter }: ValidatedDraft,
	{ request, race }: Reconciled,
	observed: Observed,
): Promise<CreateResult> {
	const { lookups, timing } = deps;
	const { validationWaitMs } = options;
	const alreadyExisted = request.attempt === undefined;
	const { progress, row, wasRead } = observed;
	if (race?.kind === 'two') return resultTwo(race.rows, request.context, alreadyExisted);
	const waited = timing.isStopped() ? 'before this was stopped' : `within ${Math.round(validationWaitMs / 1000)} seconds`;
	const context = withWarnings(
		request.context,
		...(race?.kind === 'unknown'
			? ['Whether another request with the same reference came into being meanwhile could not be checked.']
			: []),
		...(!alreadyExisted && wasRead ? warningsOfArrival(draft, reference.value, row, submitter) : []),
		...warningsOfProgress(observed, waited),
	);
	await lookups.remember(draft.patronId, row);
	const isUnchecked = submitter.checksBeforeAnswer === true && progress === 'unchecked' && validationWaitMs > 0;
	if (!isUnchecked) return resultOf(row, context, alreadyExisted);
	const explanation = explainUnchecked(row, alreadyExisted);
	return resultWith(context, { outcome: 'needsStaff', reason: 'reshareError', explanation }, row, alreadyExisted);
}

/** For a request that was made, and that the library's own ReShare does not have. */
export function resultOfMissing({ requests }: CreateDeps, { submitter }: ValidatedDraft, { row, context }: RequestOfDraft): CreateResult {
	submitter.resolver?.strayed();
	return resultWith(context, { outcome: 'needsStaff', ...explainMissing(row.id, requests.tenant, submitter) });
}

function warningsOfProgress({ wasRead, progress }: Observed, when: string): string[] {
	if (!wasRead) return ['The request could not be read again to learn its status.'];
	if (progress === 'passedOn') return [];
	const what = progress === 'unchecked' ? 'has not checked the request' : 'has not asked a library for the request';
	return [`ReShare ${what} ${when}; the ${hostTerms.follower} tells what comes of it.`];
}
