import { ReShareError } from '../../errors';
import { resolverAddress } from '../../openurl';
import type { RequestsClient } from '../RequestsClient';
import { runChecks } from './checks';
import { findExisting, type Existing } from './existing';
import { explainRefused, explainUnclear, nameWithStatus, sentence, zeroLimitHint } from './explain';
import { inTurn } from './locks';
import type { RunLookups } from './lookups';
import { prepare, type Prepared } from './prepare';
import type { AnnouncedReference } from './referenceLooks';
import type { Reference } from './reference';
import type { ReferenceKey } from './referenceKey';
import { resultOfObstacle, resultOfProblems, resultTwo, resultWith, resultWithout, type Told } from './result';
import type { Obstacle } from './resolverService';
import { isOpen } from './row';
import { sendOnce } from './send';
import { settle, type Made, type Settling } from './settle';
import { namesItsRequest, type Sender } from './sender';
import { realTiming, type Timing } from './timing';
import type { CheckResult, CreateOptions, CreateResult, Wish } from './types';
import { sendViaModRs } from './viaModRs';
import { sendViaResolver, type ResolverAccess } from './viaResolver';

export interface CreateDeps {
	readonly requests: RequestsClient;
	/** For references of wishes that bring none. */
	readonly referenceKey: ReferenceKey;
	/** Needed for `via: 'resolver'`. */
	readonly resolver?: ResolverAccess;
	/** One for all wishes of a run. */
	readonly lookups: RunLookups;
	/** Lets a few wishes at a time be checked and sent; the waiting afterwards needs no place. Default: at once. */
	readonly place?: <Result>(work: () => Promise<Result>) => Promise<Result>;
	readonly timing?: Timing;
	/** Nothing more is sent once it is aborted. */
	readonly signal?: AbortSignal;
}

type Stage = { readonly made: Made; readonly told: Told } | { readonly result: CreateResult };

/**
 * Makes sure that a wish has exactly one request in ReShare, or says why it has none.
 *
 * Looks the reference up, makes the checks, sends once, looks again after an unclear answer, and waits for ReShare's
 * first verdict. Equal references of this process wait for each other, and so do the wishes of one patron up to the
 * sending, so that none overlooks the other. The references of a run are looked up together, each after its own turn has
 * come and at most a second before it is sent.
 *
 * @throws ReShareError when surely nothing was made and the cause lies outside the wish: the login, the network, or a
 *   reference that could not be looked up
 */
export async function createRequest(deps: CreateDeps, rawWish: Wish, options: CreateOptions): Promise<CreateResult> {
	const timing = deps.timing ?? realTiming;
	const prepared = prepare(rawWish, options, deps.referenceKey, timing.now());
	const { reference, wish } = prepared;
	if (reference === undefined) return resultOfProblems(prepared.problems, { reference: null, checks: [], warnings: prepared.warnings });
	const scope = deps.requests.okapi.scope;
	const send = senderFor(deps, options);
	const place = deps.place ?? (async (work) => await work());
	return await inTurn(`${scope}|reference|${reference.value}`, async () => {
		deps.signal?.throwIfAborted();
		const announced = options.checks.reference ? deps.lookups.references.announce(reference.value) : undefined;
		const turn: Turn = { send, prepared, reference, options, timing, announced };
		const stage = await place(
			async () => await inTurn(`${scope}|patron|${wish.patronId}`, async () => await checkAndSend(deps, turn)),
		).finally(() => announced?.done());
		if ('result' in stage) return stage.result;
		const context: Settling = {
			requests: deps.requests,
			looks: deps.lookups.references,
			timing,
			verdictWaitMs: options.verdictWaitMs,
			via: options.via,
			strayed: () => deps.resolver?.service?.strayed(),
			guardsReference: options.checks.reference,
			noticed: async (row) => await deps.lookups.remember(wish.patronId, row),
		};
		return await settle(context, stage.made, wish, reference.value, stage.told);
	});
}

/** What stands in the way of everything that would be sent through the resolver. */
export async function obstacleTo(deps: CreateDeps, options: CreateOptions): Promise<Obstacle | undefined> {
	if (options.via === 'direct') return undefined;
	return await deps.resolver?.service?.obstacle(async () => await deps.lookups.pickupLocations());
}

function senderFor(deps: CreateDeps, options: CreateOptions): Sender {
	if (options.via === 'direct') return sendViaModRs(deps.requests, options.requestingSymbol);
	if (deps.resolver === undefined) {
		throw new ReShareError('badInput', "The credential has no 'OpenURL Base URL'", {
			description: "Fill in the two OpenURL fields of the credential, or set 'Send Through' to ReShare directly.",
		});
	}
	resolverAddress(deps.resolver.baseUrl, deps.resolver.openUrlTenant);
	return sendViaResolver(deps.resolver);
}

/** A wish whose turn has come. */
interface Turn {
	readonly send: Sender;
	readonly prepared: Prepared;
	readonly reference: Reference;
	readonly options: CreateOptions;
	readonly timing: Timing;
	/** Undefined where the reference is not to be looked up. */
	readonly announced: AnnouncedReference | undefined;
}

async function checkAndSend(deps: CreateDeps, { send, prepared, reference, options, timing, announced }: Turn): Promise<Stage> {
	const { wish } = prepared;
	const sources = { requests: deps.requests, looks: deps.lookups.references };
	// A request that cannot be told from another process's is never withdrawn, so nothing looked up earlier will do for it.
	const holds = namesItsRequest(options.via, wish.serviceType) ? timing.lookHolds : 0;
	let existing = announced && (await findExisting(sources, reference, timing, await announced.rows(holds)));
	const referenceCheck = existing === undefined ? [] : [describeExisting(existing, reference)];
	const told: Told = { reference: reference.value, checks: referenceCheck, warnings: prepared.warnings };
	if (existing !== undefined && existing.kind !== 'none') return fromExisting(existing, prepared, reference, told);
	if (prepared.problems.length > 0) return { result: resultOfProblems(prepared.problems, told) };

	const [checked, obstacle] = await Promise.all([runChecks(deps.lookups, wish, options.checks), obstacleTo(deps, options)]);
	const toldAll: Told = { ...told, checks: [...referenceCheck, ...checked.checks], warnings: [...prepared.warnings, ...checked.warnings] };
	if (checked.refusal !== undefined) {
		// What stands in the way may be this very wish, sent by another process after the reference was looked up.
		const meanwhile = existing === undefined ? undefined : await findExisting(sources, reference, timing);
		if (meanwhile !== undefined && meanwhile.kind !== 'none') {
			return fromExisting(meanwhile, prepared, reference, { ...told, checks: [describeExisting(meanwhile, reference)] });
		}
		const { reason, note, other } = checked.refusal;
		const rest = { outcome: 'notCreated', reason, explanation: `${sentence(note)} Nothing was sent.` } as const;
		return { result: other === undefined ? resultWithout(toldAll, rest) : resultWith(other, toldAll, { ...rest, alreadyExisted: false }) };
	}

	if (obstacle !== undefined) return { result: resultOfObstacle(obstacle, toldAll) };
	if (announced !== undefined && !announced.isFresh(timing.lookHolds)) {
		// The checks took their time.
		existing = await findExisting(sources, reference, timing, await announced.rows(timing.lookHolds));
		if (existing.kind !== 'none') return fromExisting(existing, prepared, reference, { ...told, checks: [describeExisting(existing, reference)] });
	}
	deps.signal?.throwIfAborted();
	const sent = await sendOnce({ ...sources, send, timing, known: checked.known, before: existing?.ids }, wish, reference.value);
	if (sent.kind === 'refused') {
		const hint = sent.reason === 'patronAtLimit' && (await isLimitZero(deps.lookups)) ? ` ${zeroLimitHint}` : '';
		return { result: resultWithout(toldAll, { outcome: 'notCreated', reason: sent.reason, explanation: `${explainRefused(sent.detail)}${hint}` }) };
	}
	if (sent.kind === 'unclear') {
		return { result: resultWithout(toldAll, { outcome: 'needsStaff', reason: 'unclear', explanation: explainUnclear(sent.detail, reference.value) }) };
	}
	await deps.lookups.remember(wish.patronId, wishOnto(sent.row, wish));
	if (sent.own) deps.lookups.references.made(sent.row.id, reference.value);
	const own = sent.own ? { own: { id: sent.row.id, sentAt: sent.sentAt } } : {};
	return {
		made: { row: sent.row, alreadyExisted: false, sentAt: sent.sentAt, ...own },
		told: { ...toldAll, warnings: [...toldAll.warnings, ...sent.notes] },
	};
}

async function isLimitZero(lookups: RunLookups): Promise<boolean> {
	return await lookups.isLimitZero().catch(() => false);
}

function fromExisting(existing: Exclude<Existing, { kind: 'none' }>, prepared: Prepared, reference: Reference, told: Told): Stage {
	const warnings = [...told.warnings, ...prepared.problems.map(({ text }) => sentence(text))];
	if (existing.kind === 'two') return { result: resultTwo(existing.rows, { ...told, warnings }, true) };
	if (existing.kind === 'open') return { made: { row: existing.row, alreadyExisted: true }, told: { ...told, warnings } };
	const advice = reference.typed
		? 'Use another reference to ask again.'
		: "The same wish was sent within the last 24 hours. Type a value into 'Reference' to ask again.";
	return {
		result: resultWith(existing.row, told, {
			outcome: 'notCreated',
			reason: 'referenceAlreadyUsed',
			explanation: `The reference ${reference.value} belongs to request ${nameWithStatus(existing.row)}, which is closed. ${advice} Nothing was sent.`,
			alreadyExisted: false,
		}),
	};
}

function describeExisting(existing: Existing, reference: Reference): CheckResult {
	switch (existing.kind) {
		case 'none':
			return { check: 'reference', result: 'passed', note: `No request has the reference ${reference.value}` };
		case 'open':
			return { check: 'reference', result: 'warning', note: `Request ${nameWithStatus(existing.row)} has this reference already and is returned` };
		case 'closed':
			return { check: 'reference', result: 'refused', note: `Request ${nameWithStatus(existing.row)} has this reference and is closed` };
		case 'two':
			return { check: 'reference', result: 'refused', note: `${existing.rows.filter(isOpen).length} open requests have this reference` };
	}
}

/** The new row with what was asked for, since an answer may hold less than the list view does. */
function wishOnto<Row extends { readonly id: string }>(row: Row, wish: Wish): Row {
	return {
		...row,
		patronIdentifier: wish.patronId,
		systemInstanceIdentifier: wish.instanceId,
		title: wish.title,
		author: wish.author,
		isbn: wish.isbn,
		volume: wish.volume,
		titleOfComponent: wish.copy?.partTitle,
		pagesRequested: wish.copy?.pages,
		serviceType: { value: wish.serviceType, label: wish.serviceType },
	};
}
