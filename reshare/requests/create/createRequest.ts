import { inTurn } from '../../inTurn';
import type { CreateDeps } from './run';
import { planForStanding, planRequest, prepare, unused, type Made, type Prepared } from './plan';
import { typedReference } from './reference';
import type { AnnouncedReference } from '../port/referenceLookUps';
import { explainUnclear, resultOfRefusal, resultWith, warned } from './results';
import { refuseIfStopped, send, type SentRequest } from './send';
import { settle } from './settle';
import type { CreateOptions, CreateResult } from './optionsAndResult';
import type { Wish } from '../../wish';
import { askedIn, mayBeOf } from '../model/request';

/**
 * Makes exactly one request of a wish, or says why there is none. In this process, wishes with the same reference wait for each other, and so do
 * those of one patron until they are sent, so that none overlooks another. References of a run are looked up together, each at most a second
 * before it is sent.
 *
 * @throws ReShareError when surely nothing was made and the cause lies outside the wish: the login, the network, a reference
 *   that could not be looked up
 */
export async function createRequest(deps: CreateDeps, wish: Wish, options: CreateOptions): Promise<CreateResult> {
	return await deps.inHand(async () => await withOwnAddress(deps, wish, await make(deps, wish, options)));
}

async function make(deps: CreateDeps, wish: Wish, options: CreateOptions): Promise<CreateResult> {
	const typed = typedReference(wish, deps.requests).value;
	// It is looked up while the Directory is asked for the pickup location's name.
	if (typed !== undefined) return await makeInTurn(deps, typed, async () => await prepare(deps, wish, options), options);
	const prepared = await prepare(deps, wish, options);
	return 'outcome' in prepared ? prepared : await makeInTurn(deps, prepared.reference.value, async () => await Promise.resolve(prepared), options);
}

/** What is written about a request that was there before goes to that request's address: anybody who knows a card may have typed another one. */
async function withOwnAddress({ requests }: CreateDeps, wish: Wish, result: CreateResult): Promise<CreateResult> {
	const { requestId, alreadyExisted, reason } = result;
	if (wish.patronEmail === undefined || requestId === null || !(alreadyExisted || reason === 'duplicate' || reason === 'referenceAlreadyUsed')) return result;
	const existing = await requests.get(requestId).catch(() => undefined);
	return { ...result, patronEmail: existing !== undefined && mayBeOf(existing, wish.patronId) ? (existing.patronEmail ?? '') : '' };
}

async function makeInTurn(deps: CreateDeps, reference: string, preparing: () => Promise<Prepared | CreateResult>, options: CreateOptions): Promise<CreateResult> {
	const { scope, takesReferenceOnce } = deps.requests;
	return await inTurn(`${scope}|reference|${reference}`, async () => {
		refuseIfStopped(deps.timing);
		const announced = options.checks.reference && takesReferenceOnce !== true ? deps.lookups.references.announce(reference) : undefined;
		let rest: () => Promise<CreateResult>;
		try {
			const prepared = await preparing();
			if ('outcome' in prepared) return prepared;
			rest = await deps.place(async () => await inTurn(`${scope}|patron|${prepared.wish.patronId}`, async () => await planAndSend(deps, prepared, options, announced)));
		} finally {
			announced?.done();
		}
		return await rest();
	});
}

/** @returns what is left to do, for which nobody needs to wait */
async function planAndSend(deps: CreateDeps, prepared: Prepared, options: CreateOptions, announced: AnnouncedReference | undefined): Promise<() => Promise<CreateResult>> {
	const { requests, lookups } = deps;
	const { wish, reference } = prepared;
	const planned = await planRequest(deps, prepared, options, announced);
	const settled = async (made: Made | CreateResult): Promise<CreateResult> => ('outcome' in made ? made : await settle(deps, options, prepared, made));
	if ('outcome' in planned || planned.kind === 'made') return async () => await settled(planned);

	const { told, known, before } = planned;
	const made = async ({ row, attempt, notes }: SentRequest): Promise<Made> => {
		// Only the server has looked.
		const isChecked = options.checks.reference && requests.takesReferenceOnce === true;
		const checks = isChecked ? [unused(reference), ...told.checks] : told.checks;
		// An answer may hold less than the list view does.
		await lookups.remember(wish.patronId, { ...row, ...askedIn((name) => wish[name]), recordId: wish.instanceId, serviceType: wish.serviceType });
		if (attempt.isOwn) lookups.references.made(row.id, reference.value);
		return { kind: 'made', row, attempt, told: warned({ ...told, checks }, ...notes) };
	};
	const sent = await send({ ...deps, known, before }, planned.message, wish, reference);
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
				return resultWith(told, { outcome: 'needsStaff', reason: 'unclear', explanation: explainUnclear(sent.detail, reference.value, requests) });
			};
	}
}
