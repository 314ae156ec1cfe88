import { withLock } from '../../lock';
import type { CreateDeps } from './run';
import { planForStanding, planRequest, prepare, unused, type Made, type Prepared } from './plan';
import { typedReference } from './reference';
import type { AnticipatedReference } from '../port/ReferenceLoader';
import { explainUnclear, resultOfRefusal, resultWith, warned } from './results';
import { refuseIfStopped, send, type SentRequest } from './send';
import { reconcile } from './reconcile';
import type { CreateOptions, CreateResult } from './optionsAndResult';
import type { RequestDraft } from '../../draft';
import { askedIn, mayBeOf } from '../model/request';

/**
 * Makes exactly one request of a draft, or says why there is none. In this process, drafts with the same reference wait for each
 * other, and so do
 * those of one patron until they are sent, so that none overlooks another. References of a run are looked up together, each at
 * most a second
 * before it is sent.
 *
 * @throws ReShareError when surely nothing was made and the cause lies outside the draft: the login, the network, a reference
 *   that could not be looked up
 */
export async function createRequest(deps: CreateDeps, draft: RequestDraft, options: CreateOptions): Promise<CreateResult> {
	return await deps.inProgress(async () => await withOwnAddress(deps, draft, await make(deps, draft, options)));
}

async function make(deps: CreateDeps, draft: RequestDraft, options: CreateOptions): Promise<CreateResult> {
	const typed = typedReference(draft, deps.requests).value;
	// It is looked up while the Directory is asked for the pickup location's name.
	if (typed !== undefined) return await createLocked(deps, typed, async () => await prepare(deps, draft, options), options);
	const prepared = await prepare(deps, draft, options);
	return 'outcome' in prepared
		? prepared
		: await createLocked(deps, prepared.reference.value, async () => await Promise.resolve(prepared), options);
}

/**
 * What is written about a request that was there before goes to that request's address: anybody who knows a card may have typed
 * another one.
 */
async function withOwnAddress({ requests }: CreateDeps, draft: RequestDraft, result: CreateResult): Promise<CreateResult> {
	const { requestId, alreadyExisted, reason } = result;
	if (
		draft.patronEmail === undefined ||
		requestId === null ||
		!(alreadyExisted || reason === 'duplicate' || reason === 'referenceAlreadyUsed')
	)
		return result;
	const existing = await requests.get(requestId).catch(() => undefined);
	return { ...result, patronEmail: existing !== undefined && mayBeOf(existing, draft.patronId) ? (existing.patronEmail ?? '') : '' };
}

async function createLocked(
	deps: CreateDeps,
	reference: string,
	preparing: () => Promise<Prepared | CreateResult>,
	options: CreateOptions,
): Promise<CreateResult> {
	const { scope, enforcesUniqueReference } = deps.requests;
	return await withLock(`${scope}|reference|${reference}`, async () => {
		refuseIfStopped(deps.timing);
		const announced =
			options.checks.reference && enforcesUniqueReference !== true ? deps.lookups.references.announce(reference) : undefined;
		let rest: () => Promise<CreateResult>;
		try {
			const prepared = await preparing();
			if ('outcome' in prepared) return prepared;
			rest = await deps.slot(
				async () =>
					await withLock(`${scope}|patron|${prepared.draft.patronId}`, async () => await planAndSend(deps, prepared, options, announced)),
			);
		} finally {
			announced?.done();
		}
		return await rest();
	});
}

/** @returns what is left to do, for which nobody needs to wait */
async function planAndSend(
	deps: CreateDeps,
	prepared: Prepared,
	options: CreateOptions,
	announced: AnticipatedReference | undefined,
): Promise<() => Promise<CreateResult>> {
	const { requests, lookups } = deps;
	const { draft, reference } = prepared;
	const planned = await planRequest(deps, prepared, options, announced);
	const settled = async (made: Made | CreateResult): Promise<CreateResult> =>
		'outcome' in made ? made : await reconcile(deps, options, prepared, made);
	if ('outcome' in planned || planned.kind === 'made') return async () => await settled(planned);

	const { context: told, known, before } = planned;
	const made = async ({ row, attempt, notes }: SentRequest): Promise<Made> => {
		// Only the server has looked.
		const isChecked = options.checks.reference && requests.enforcesUniqueReference === true;
		const checks = isChecked ? [unused(reference), ...told.checks] : told.checks;
		// An answer may hold less than the list view does.
		await lookups.remember(draft.patronId, {
			...row,
			...askedIn((name) => draft[name]),
			recordId: draft.instanceId,
			serviceType: draft.serviceType,
		});
		if (attempt.isOwn) lookups.references.made(row.id, reference.value);
		return { kind: 'made', row, attempt, context: warned({ ...told, checks }, ...notes) };
	};
	const sent = await send({ ...deps, known, before }, planned.message, draft, reference);
	switch (sent.kind) {
		case 'exists': {
			const one = await made(sent);
			return async () => await settled(one);
		}
		case 'taken':
			return async () => await settled(planForStanding(sent.existing, prepared));
		case 'refused':
			return async () => await resultOfRefusal(sent.reason, sent.detail, told, lookups);
		case 'unclear':
			return async () => {
				const late = await sent.late?.();
				if (late !== undefined) return await settled(await made(late));
				return resultWith(told, {
					outcome: 'needsStaff',
					reason: 'unclear',
					explanation: explainUnclear(sent.detail, reference.value, requests),
				});
			};
	}
}
