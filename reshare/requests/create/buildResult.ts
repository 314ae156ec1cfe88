import { asSentence } from '../../sentences';
import type { PatronRequest } from '../model/request';
import { stateLabelOf, verdictOnNewRequest } from '../model/state';
import type { CreateReason, NotCreatedReason } from '../model/outcomesOfCreate';
import type { CreateLookups } from './setUpCreateRun';
import { isOfAnotherDraft, type DraftWithReference } from './compareRequestWithDraft';
import { explainState, explainTwoRequests, zeroLimitSentence } from './explanations';
import type { CreateResult, InputProblem } from './createTypes';

/** What every result reports, whatever its outcome. */
export type ResultContext = Pick<CreateResult, 'reference' | 'checks' | 'warnings'>;

/** A result that a stage returns if no further stage is to run. */
export interface FinishedCreate {
	readonly kind: 'finished';
	readonly result: CreateResult;
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
export function resultOfTwoRequests(
	rows: readonly PatronRequest[],
	sent: DraftWithReference,
	context: ResultContext,
	alreadyExisted: boolean,
) {
	const ofOtherDrafts = rows.filter((row) => isOfAnotherDraft(row, sent));
	const [first, ...others] = [...rows.filter((row) => !ofOtherDrafts.includes(row)), ...ofOtherDrafts];
	const explanation = explainTwoRequests(rows, sent.reference.value, ofOtherDrafts.length === 0);
	return buildResult(context, { outcome: 'needsStaff', reason: 'twoRequests', explanation }, first, alreadyExisted, others);
}

export interface CreateBlocker {
	readonly reason: CreateReason;
	readonly why: string;
	/** The last sentence of the explanation, which says what became of the draft; by default `Nothing was sent.` */
	readonly ending?: string | undefined;
	/** The request because of which the draft is not sent. */
	readonly other?: PatronRequest | undefined;
	/** Further requests to report: those that count against a limit, or that have the same reference. */
	readonly counted?: readonly PatronRequest[] | undefined;
}

export function finishUnsent(
	context: ResultContext,
	{ reason, why, ending = 'Nothing was sent.', other, counted }: CreateBlocker,
): FinishedCreate {
	const outcome = reason === 'otherLibrary' || reason === 'copyrightLimit' ? 'needsStaff' : 'notCreated';
	const explanation = `${asSentence(why)} ${ending}`;
	return { kind: 'finished', result: buildResult(context, { outcome, reason, explanation }, other, false, counted) };
}

export function finishWithProblems(problems: readonly InputProblem[], context: ResultContext) {
	return finishUnsent(context, { reason: problems[0]?.reason ?? 'badInput', why: problems.map(({ text }) => asSentence(text)).join(' ') });
}

export async function resultOfRefusal(
	reason: NotCreatedReason,
	detail: string,
	context: ResultContext,
	lookups: CreateLookups,
): Promise<CreateResult> {
	const limit = reason === 'patronAtLimit' ? await lookups.patronLimit().catch(() => undefined) : undefined;
	const hint = limit?.isZero === true ? ` ${zeroLimitSentence}` : '';
	return buildResult(context, {
		outcome: 'notCreated',
		reason,
		explanation: `${asSentence(detail)} Nothing is open in ReShare for this item.${hint}`,
	});
}
