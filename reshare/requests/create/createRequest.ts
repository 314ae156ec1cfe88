import type { RequestDraft } from '../../draft';
import { withLock, withLocks } from '../../lock';
import { mayBelongToPatron } from '../model/request';
import { verdictOnNewRequest } from '../model/state';
import type { SendableRequest } from '../port/Submitter';
import { buildResult, resultOfRefusal, resultOfRequest, withWarnings } from './buildResult';
import { observeRequest, observeRequestAgain } from './awaitValidation';
import { lockKeysOfJournal } from './CopyRequestsOfYear';
import type { CreateJob, CreateOptions, CreateResult } from './createTypes';
import { lookUpDuplicates } from './lookUpDuplicates';
import { reportResult, resultOfMissingRequest } from './reportResult';
import type { CreateDependencies } from './setUpCreateRun';
import { refuseIfStopped } from './sendDraftExactlyOnce';
import { decideSending, reconcileSubmission, submitDraft } from './submitDraft';
import { validateDraft } from './validateDraft';

/*
 * Create is a sequence of stages, most of them in the file of their name: checkDraftAndBackEnds is in runDraftChecks.ts, and
 * reconcileSubmission in submitDraft.ts. This is what a draft holds during each of them:
 *
 *                     inProgress    reference    slot          patron and, for a copy, journal
 *                     (semaphore)   (lock)       (semaphore)   (locks)
 *   validateDraft          x
 *   findExisting           x            x             x            x
 *   checkDraftAndBackEnds  x            x             x            x
 *   submitDraft            x            x             x            x
 *   reconcileSubmission    x            x
 *   lookUpDuplicates       x            x
 *   awaitValidation        x            x
 *   lookUpDuplicates       x            x
 *   reportResult           x            x
 *
 * decideSending (submitDraft.ts) runs findExisting and checkDraftAndBackEnds, and then findExisting again.
 */

/**
 * Creates exactly one request from a draft, or explains why there is none. In this process, drafts with the same reference wait for each
 * other until the end, and drafts of one patron until they are sent, so that none overlooks another. The references of a run are looked up
 * together, each at most a second before its draft is sent. A server that enforces unique references is not asked for them beforehand.
 *
 * @throws ReShareError if surely nothing was made and the cause lies outside the draft: the login, the network, or a reference that could
 * not be looked up
 */
export function createRequest(deps: CreateDependencies, draft: RequestDraft, options: CreateOptions): Promise<CreateResult> {
	return deps.inProgress(async () => {
		const job = await validateDraft(deps, draft, options);
		if (job.kind === 'finished') return job.result;
		const created = await withLock(`${deps.requests.scope}|reference|${job.reference.value}`, () => runStages(job));
		return await withStoredAddress(deps, draft, created);
	});
}

/** The stages after `validateDraft`. */
async function runStages(job: CreateJob): Promise<CreateResult> {
	refuseIfStopped(job.timing);
	const { checks } = job.options;
	const isLookedUp = checks.reference && job.requests.enforcesUniqueReference !== true;
	const patronLock = `${job.requests.scope}|patron|${job.draft.patronId}`;
	const isCounted = checks.copyrightLimit !== undefined && job.draft.serviceType === 'copy';
	const locks = [patronLock, ...(isCounted ? lockKeysOfJournal(job.requests.scope, job.draft) : [])];
	const anticipated = isLookedUp ? job.lookups.references.announce(job.reference.value) : undefined;
	const submitted = await job
		.slot(() => withLocks(locks, async () => await submitDraft(job, await decideSending(job, anticipated))))
		.finally(() => anticipated?.done());
	const request = await reconcileSubmission(job, submitted);
	if (request.kind === 'finished') return request.result;
	const early = await lookUpDuplicates(job, request, 'early');
	if (early.kind === 'finished') return early.result;
	const observed = await observeRequest(job, early);
	if (observed.isMissing) return resultOfMissingRequest(job, early);
	const late = await lookUpDuplicates(job, early, 'late');
	if (late.kind === 'finished') return late.result;
	return await reportResult(job, late, await observeRequestAgain(job, early, late, observed));
}

/**
 * Replaces the draft's email address by that of the request that existed before. Anybody who knows the number of a patron's card may have
 * typed the new address, which must get nothing about that request. Neither must the address of another request whose patron ReShare
 * does not know.
 */
async function withStoredAddress({ requests }: CreateDependencies, draft: RequestDraft, created: CreateResult) {
	const { alreadyExisted, reason, requestId } = created;
	const isOther = alreadyExisted || reason === 'duplicate' || reason === 'referenceAlreadyUsed';
	if (draft.patronEmail === undefined || requestId === null || !isOther) return created;
	const existing = await requests.get(requestId).catch(() => undefined);
	const isAddressOfPatron =
		existing !== undefined &&
		mayBelongToPatron(existing, draft.patronId) &&
		(alreadyExisted || verdictOnNewRequest(existing.state).reason !== 'patronNotValid');
	return { ...created, patronEmail: isAddressOfPatron ? (existing.patronEmail ?? '') : '' };
}

/** The result of a preview. It has the reason and the sentences of Create, as far as they can be known before sending. */
export interface PreviewResult extends Omit<CreateResult, 'outcome' | 'alreadyExisted' | 'patronEmail'> {
	readonly outcome: 'wouldBeSent' | 'wouldNotBeSent' | 'alreadyExists';
	/** The OpenURL that Create would send if the checks let the draft pass; null if it would post to mod-rs. */
	readonly openUrl: string | null;
	/** The record that the resolver, or this package, would post. */
	readonly request: Readonly<Record<string, unknown>> | null;
	readonly requestFrom: 'resolver' | 'package' | null;
}

/**
 * Runs the stages of Create that come before sending, and asks the resolver for the record that it would post.
 *
 * @throws ReShareError if Create would throw before sending
 */
export async function previewRequest(deps: CreateDependencies, draft: RequestDraft, options: CreateOptions): Promise<PreviewResult> {
	const { requests, lookups } = deps;
	const job = await validateDraft(deps, draft, options);
	if (job.kind === 'finished') return show('wouldNotBeSent', job.result, undefined);
	const isLookedUp = options.checks.reference || requests.enforcesUniqueReference === true;
	const anticipated = isLookedUp ? lookups.references.announce(job.reference.value) : undefined;
	const decided = await decideSending(job, anticipated).finally(() => anticipated?.done());
	const { message } = job;
	if (decided.kind === 'finished') return show('wouldNotBeSent', decided.result, message);
	if (decided.kind === 'exists') return show('alreadyExists', resultOfRequest(decided.row, decided.context, true), message);

	const { context } = decided;
	const shown = await decided.message.ask?.();
	if (shown?.reason !== undefined) return show('wouldNotBeSent', await resultOfRefusal(shown.reason, shown.why, context, lookups), message);
	const warnings = shown === undefined || shown.request !== undefined ? [] : [`The resolver did not show what it would send: ${shown.why}`];
	const explanation = 'Create would send this request to ReShare. Nothing was sent now.';
	const ready = buildResult(withWarnings(context, ...warnings), { outcome: 'created', reason: null, explanation });
	const preview = show('wouldBeSent', ready, message);
	return shown?.request === undefined ? preview : { ...preview, request: shown.request, requestFrom: 'resolver' };
}

function show(outcome: PreviewResult['outcome'], result: CreateResult, message: SendableRequest | undefined): PreviewResult {
	const { outcome: _, alreadyExisted: __, ...shared } = result;
	return {
		outcome,
		...shared,
		openUrl: message?.openUrl ?? null,
		request: message?.request ?? null,
		requestFrom: message === undefined ? null : 'package',
	};
}
