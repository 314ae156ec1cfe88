import { asSentence } from '../../sentences';
import { displayNumberOf, type PatronRequest } from '../model/request';
import { lifecycleStageOf, stateLabelOf, verdictOnNewRequest } from '../model/state';
import type { CreateReason, NotCreatedReason } from '../model/outcomesOfCreate';
import type { CreateLookups } from './setUpCreateRun';
import { isOfAnotherDraft } from './compareRequestWithDraft';
import type { CreateJob, CreateResult, InputProblem } from './createTypes';

/** What every result reports, whatever its outcome. */
export type ResultContext = Pick<CreateResult, 'reference' | 'checks' | 'warnings'>;

/** A result that a stage returns if no further stage is to run. */
export interface FinishedCreate {
	readonly kind: 'finished';
	readonly result: CreateResult;
}

/** Returns the context of a draft that was not sent; `more` are warnings besides those of its validation. */
export function contextOf({ reference, warnings }: CreateJob, checks: CreateResult['checks'], ...more: readonly string[]): ResultContext {
	return { reference: reference.value, checks, warnings: [...warnings, ...more] };
}

export function withWarnings(context: ResultContext, ...warnings: readonly string[]) {
	return { ...context, warnings: [...context.warnings, ...warnings] };
}

/**
 * Builds a result.
 *
 * @param row the request that was made or found, or else the request that prevents a new one
 */
export function buildResult(
	{ reference, checks, warnings }: ResultContext,
	{ outcome, reason, explanation }: Pick<CreateResult, 'outcome' | 'reason' | 'explanation'>,
	row?: PatronRequest,
	alreadyExisted = false,
	others: readonly PatronRequest[] = [],
): CreateResult {
	return {
		outcome,
		reason,
		requestId: row?.id ?? null,
		hrid: row?.hrid ?? null,
		status: stateLabelOf(row?.state),
		reference,
		alreadyExisted,
		otherRequests: others.map(({ id, hrid, state }) => ({ requestId: id, hrid: hrid ?? null, status: stateLabelOf(state) })),
		checks,
		explanation,
		warnings,
	};
}

export function resultOfRequest(row: PatronRequest, context: ResultContext, alreadyExisted: boolean) {
	return buildResult(context, { ...verdictOnNewRequest(row.state), explanation: explainState(row, alreadyExisted) }, row, alreadyExisted);
}

/**
 * Builds the result for several open requests with one reference. It names those for the draft first.
 *
 * @param rows the open ones, the oldest first
 */
export function resultOfTwoRequests(rows: readonly PatronRequest[], job: CreateJob, context: ResultContext, alreadyExisted: boolean) {
	const ofOtherDrafts = rows.filter((row) => isOfAnotherDraft(row, job));
	const [first, ...others] = [...rows.filter((row) => !ofOtherDrafts.includes(row)), ...ofOtherDrafts];
	const names = rows.map(requestNameWithStatus).join(' and ');
	const advice =
		ofOtherDrafts.length === 0
			? 'Cancel all but one by hand, so that nothing is ordered twice.'
			: 'They do not all ask for the same title and volume: look at each before you cancel one by hand.';
	const explanation = `There are ${rows.length} open requests with the reference ${job.reference.value}: ${names}. ${advice}`;
	return buildResult(context, { outcome: 'needsStaff', reason: 'twoRequests', explanation }, first, alreadyExisted, others);
}

export interface CreateBlocker {
	readonly reason: CreateReason;
	/** Why the draft is not sent, for staff. */
	readonly note: string;
	/** The last sentence of the explanation, which says what became of the draft; by default `Nothing was sent.` */
	readonly ending?: string;
	/** The request because of which the draft is not sent. */
	readonly other?: PatronRequest;
	/** Further requests to report: those that count against a limit, or that have the same reference. */
	readonly counted?: readonly PatronRequest[];
}

export function finishUnsent(
	context: ResultContext,
	{ reason, note, ending = 'Nothing was sent.', other, counted }: CreateBlocker,
): FinishedCreate {
	const outcome = reason === 'otherLibrary' || reason === 'copyrightLimit' ? 'needsStaff' : 'notCreated';
	const explanation = `${asSentence(note)} ${ending}`;
	return { kind: 'finished', result: buildResult(context, { outcome, reason, explanation }, other, false, counted) };
}

export function finishWithProblems(problems: readonly InputProblem[], context: ResultContext) {
	return finishUnsent(context, { reason: problems[0]?.reason ?? 'badInput', note: problems.map(({ text }) => asSentence(text)).join(' ') });
}

export async function resultOfRefusal(
	reason: NotCreatedReason,
	detail: string,
	context: ResultContext,
	lookups: CreateLookups,
): Promise<CreateResult> {
	const limit = reason === 'patronAtLimit' ? await lookups.patronLimit().catch(() => undefined) : undefined;
	// ReShare and the resolver understand the limit 0 in opposite ways although they read the same setting.
	const hint =
		limit?.isZero === true
			? " Staff: the setting 'max_requests' of ReShare is 0, by which ReShare means no limit and the OpenURL resolver that nobody may have a request. Have it emptied, or set '⟦via⟧' to ⟦direct⟧."
			: '';
	return buildResult(context, {
		outcome: 'notCreated',
		reason,
		explanation: `${asSentence(detail)} Nothing is open in ReShare for this item.${hint}`,
	});
}

/** Names a request with its status, as in `EAST-7 (Request sent)`. */
export function requestNameWithStatus(row: PatronRequest) {
	const state = stateLabelOf(row.state);
	return state === null ? displayNumberOf(row) : `${displayNumberOf(row)} (${state.label})`;
}

/** Texts that continue the sentence "Request EAST-7 was created". */
const whatFollows: Readonly<Partial<Record<CreateReason, string>>> = {
	patronNotValid: ', and ReShare could not confirm the patron. It waits for staff: correct the patron, let it pass, or cancel it.',
	patronAtLimit: ', and ReShare holds it back: the patron has too many requests under way. Staff decide.',
	possibleDuplicate: ', and ReShare holds it back: the patron has asked for the same title lately. Staff decide.',
	blankForm: ', and ReShare holds it back, since it names no record of the shared inventory. Staff must complete it.',
	locallyAvailable: ', and ReShare holds it back: the library seems to have the title itself. Staff decide.',
	reshareError: ', and ReShare stopped at it with an error of its own. Staff must look at it.',
	endOfRota: ' and has ended: ReShare found no library that can lend the title now. Nothing is open.',
	cancelled: ', and it has been canceled since. Nothing is open.',
	filledLocally: ", and staff have filled it from the library's own shelves. Nothing is open.",
};

const closedAtOnce: Readonly<Partial<Record<CreateReason, string>>> = {
	patronNotValid: 'the patron is not valid',
	patronAtLimit: 'the patron has too many requests under way',
};

function explainState(row: PatronRequest, alreadyExisted: boolean) {
	const { outcome, reason } = verdictOnNewRequest(row.state);
	const why = outcome === 'needsStaff' || reason === null ? undefined : closedAtOnce[reason];
	if (why !== undefined) return `ReShare took request ${displayNumberOf(row)} in and closed it at once, since ${why}. Nothing is open.`;
	const was = beginning(row, alreadyExisted);
	const next = reason === null ? undefined : whatFollows[reason];
	if (next !== undefined) return `${was}${next}`;
	const now = `${lifecycleStageOf(row.state) === 'closed' ? ', and it is closed by now' : ''}: ${row.state?.label ?? ''}.`;
	return `${was}${now}${reason === 'closed' ? ' Nothing is open.' : ''}`;
}

function beginning(row: PatronRequest, alreadyExisted: boolean) {
	return `Request ${displayNumberOf(row)} ${alreadyExisted ? 'was there already' : 'was created'}`;
}

/** Explains a request whose checks by ReShare did not begin, or were interrupted. */
export function explainUncheckedRequest(row: PatronRequest, alreadyExisted: boolean) {
	const was = beginning(row, alreadyExisted);
	if (row.underWaySince === undefined)
		return `${was}, and ReShare has not checked it: it will not go on by itself. Staff must let the patron pass, or close it.`;
	return `${was}, and ReShare is not done with its check. If it is not in ten minutes, it has broken off: then staff can neither let the patron pass nor close it until whoever runs ReShare has ended the check. No library has been asked.`;
}

export function explainUnclearAnswer(detail: string, { reference: { value }, requests }: CreateJob) {
	const advice =
		requests.enforcesUniqueReference === true
			? `It can be sent again: a second request with the reference ${value} is refused by ReShare itself.`
			: `Look in ReShare for a request with the reference ${value}, or among the patron's newest requests, before it is sent again.`;
	return `It is not certain whether the request was created: ${asSentence(detail)} ${advice}`;
}
