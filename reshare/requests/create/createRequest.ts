import type { RequestDraft } from '../../draft';
import { withLock, withLocks } from '../../lock';
import { mayBelongToPatron } from '../model/request';
import { verdictOnNewRequest } from '../model/state';
import { awaitValidation } from './awaitValidation';
import { lockKeysOfJournal } from './CopyRequestsOfYear';
import { decideSending } from './decideSending';
import type { CreateJob, CreateOptions, CreateResult } from './createTypes';
import { lookUpDuplicates } from './lookUpDuplicates';
import { reportResult, resultOfMissingRequest } from './reportResult';
import type { CreateDependencies } from './setUpCreateRun';
import { refuseIfStopped } from './sendDraftExactlyOnce';
import { reconcileSubmission, submitDraft } from './submitDraft';
import { validateDraft } from './validateDraft';

/*
 * Create is a sequence of stages, most of them in the file of their name; reconcileSubmission is in submitDraft.ts. This is what a draft
 * holds during each of them:
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
 * decideSending.ts runs findExisting and checkDraftAndBackEnds, and then findExisting again.
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
	const validated = await awaitValidation(job, early);
	if (validated.isMissing) return resultOfMissingRequest(job, validated);
	const late = await lookUpDuplicates(job, validated, 'late');
	if (late.kind === 'finished') return late.result;
	// If our own request was withdrawn, the one that stays may not be validated yet.
	return await reportResult(job, late.row.id === validated.row.id ? late : await awaitValidation(job, late));
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
