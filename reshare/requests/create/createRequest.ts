import { inTurn } from './inTurn';
import type { CreateDeps } from './run';
import { planForStanding, planRequest, prepare, unused, type Prepared } from './plan';
import { typedReference } from './reference';
import type { AnnouncedReference } from '../port/referenceLooks';
import { explainUnclear, resultOfRefusal, resultWithout } from './results';
import { send } from './send';
import { settle, type Sent } from './settle';
import type { CreateOptions, CreateResult } from './optionsAndResult';
import type { Wish } from '../../wish';
import { askedIn } from '../model/request';

/**
 * Makes exactly one request of a wish, or says why there is none: plans, sends, settles.
 *
 * In this process, wishes with the same reference wait for each other, and so do those of one patron until they are sent, so that none
 * overlooks another. References of a run are looked up together, each at most a second before it is sent.
 *
 * @throws ReShareError when surely nothing was made and the cause lies outside the wish: the login, the network, a reference
 *   that could not be looked up
 */
export async function createRequest(deps: CreateDeps, wish: Wish, options: CreateOptions): Promise<CreateResult> {
	return await deps.inHand(async () => await prepareAndMake(deps, wish, options));
}

/** A typed reference is looked up while the Directory is asked for the pickup location's name; a derived one comes from preparing. */
async function prepareAndMake(deps: CreateDeps, wish: Wish, options: CreateOptions): Promise<CreateResult> {
	const typed = typedReference(wish, deps.requests);
	const preparing = async (): Promise<Preparation> => await prepare(deps, wish, typed, options);
	if (typed !== undefined && 'value' in typed) return await makeInTurn(deps, typed.value, preparing, options);
	const prepared = await preparing();
	return 'result' in prepared ? prepared.result : await makeInTurn(deps, prepared.reference.value, () => prepared, options);
}

type Preparation = Awaited<ReturnType<typeof prepare>>;

async function makeInTurn(deps: CreateDeps, reference: string, preparing: () => Preparation | Promise<Preparation>, options: CreateOptions): Promise<CreateResult> {
	const { scope } = deps.requests;
	return await inTurn(`${scope}|reference|${reference}`, async () => {
		deps.signal?.throwIfAborted();
		const announced = options.checks.reference && deps.requests.takesReferenceOnce !== true ? deps.lookups.references.announce(reference) : undefined;
		let prepared: Preparation;
		let sent: Awaited<ReturnType<typeof planAndSend>>;
		try {
			prepared = await preparing();
			if ('result' in prepared) return prepared.result;
			const ready = prepared;
			sent = await deps.place(async () => await inTurn(`${scope}|patron|${ready.wish.patronId}`, async () => await planAndSend(deps, ready, options, announced)));
		} finally {
			announced?.done();
		}
		if ('result' in sent) return sent.result;
		return await settle(deps, options, prepared, sent);
	});
}

async function planAndSend(
	deps: CreateDeps,
	prepared: Prepared,
	options: CreateOptions,
	announced: AnnouncedReference | undefined,
): Promise<Sent | { readonly result: CreateResult }> {
	const { requests, lookups } = deps;
	const { wish, reference } = prepared;
	const plan = await planRequest(deps, prepared, options, announced);
	if (plan.kind === 'stop') return { result: plan.result };
	if (plan.kind === 'return') return { kind: 'made', row: plan.row, alreadyExisted: true, told: plan.told };

	const { told, known, before } = plan;
	deps.signal?.throwIfAborted();
	const sent = await send({ ...deps, known, before }, plan.message, wish, reference);
	switch (sent.kind) {
		case 'taken': {
			const planned = planForStanding(sent.existing, prepared);
			return planned.kind === 'stop' ? { result: planned.result } : { kind: 'made', row: planned.row, alreadyExisted: true, told: planned.told };
		}
		case 'refused':
			return { result: await resultOfRefusal(sent, told, lookups) };
		case 'unclear':
			return { result: resultWithout(told, { outcome: 'needsStaff', reason: 'unclear', explanation: explainUnclear(sent.detail, reference.value, requests) }) };
		case 'pending':
			return { ...sent, told };
		case 'exists': {
			const { row, own, sentAt, notes, twinUntil } = sent;
			// Only the server has looked.
			const isChecked = options.checks.reference && requests.takesReferenceOnce === true;
			await lookups.remember(wish.patronId, wishOnto(row, wish));
			if (own) lookups.references.made(row.id, reference.value);
			return {
				kind: 'made',
				row,
				alreadyExisted: false,
				sentAt,
				own: own ? { id: row.id, sentAt } : undefined,
				twinUntil,
				told: { ...told, checks: isChecked ? [unused(reference), ...told.checks] : told.checks, warnings: [...told.warnings, ...notes] },
			};
		}
	}
}

/** An answer may hold less than the list view does. */
function wishOnto<Row extends { readonly id: string }>(row: Row, wish: Wish): Row {
	return { ...row, ...askedIn((name) => wish[name]), recordId: wish.instanceId, serviceType: wish.serviceType };
}
