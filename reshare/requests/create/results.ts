import { asSentence, quotedTerm, hostTerms } from '../../hostTerms';
import { displayNumberOf, type PatronRequest } from '../model/request';
import { partOfLife, stateLabel, validationOf } from '../model/state';
import type { RequestBackend } from '../port/RequestBackend';
import type { Submitter } from '../port/Submitter';
import type { CreateResult, InputProblem } from './optionsAndResult';
import type { CreateReason, NotCreatedReason } from '../model/validation';

/** Told whatever becomes of the draft. */
export type ResultContext = Pick<CreateResult, 'reference' | 'checks' | 'warnings'>;

export function warned(context: ResultContext, ...warnings: readonly string[]): ResultContext {
	return { ...context, warnings: [...context.warnings, ...warnings] };
}

/** @param row the request made or found, or else the one in the way */
export function resultWith(
	{ reference, checks, warnings }: ResultContext,
	{ outcome, reason, explanation }: Pick<CreateResult, 'outcome' | 'reason' | 'explanation'>,
	row?: PatronRequest,
	alreadyExisted = false,
): CreateResult {
	return {
		outcome,
		reason,
		requestId: row?.id ?? null,
		hrid: row?.hrid ?? null,
		status: stateLabel(row?.state),
		reference,
		alreadyExisted,
		otherRequests: [],
		checks,
		explanation,
		warnings,
	};
}

export function resultOf(row: PatronRequest, context: ResultContext, alreadyExisted: boolean): CreateResult {
	return resultWith(context, { ...validationOf(row.state), explanation: explainState(row, alreadyExisted) }, row, alreadyExisted);
}

/** @param rows open ones, the oldest first */
export function resultTwo(rows: readonly PatronRequest[], context: ResultContext, alreadyExisted: boolean): CreateResult {
	const [first, ...others] = rows;
	return {
		...resultWith(
			context,
			{ outcome: 'needsStaff', reason: 'twoRequests', explanation: explainTwo(rows, context.reference ?? '') },
			first,
			alreadyExisted,
		),
		otherRequests: others.map(({ id, hrid, state }) => ({ requestId: id, hrid: hrid ?? null, status: stateLabel(state) })),
	};
}

export function nothingSent(context: ResultContext, reason: CreateReason, why: string, other?: PatronRequest): CreateResult {
	return resultWith(
		context,
		{ outcome: reason === 'otherLibrary' ? 'needsStaff' : 'notCreated', reason, explanation: `${asSentence(why)} Nothing was sent.` },
		other,
	);
}

export function resultOfProblems(problems: readonly InputProblem[], context: ResultContext): CreateResult {
	return nothingSent(context, problems[0]?.reason ?? 'badInput', problems.map(({ text }) => asSentence(text)).join(' '));
}

export async function resultOfRefusal(
	reason: NotCreatedReason,
	detail: string,
	context: ResultContext,
	lookups: Pick<RequestBackend, 'patronLimit'>,
): Promise<CreateResult> {
	const limit = reason === 'patronAtLimit' ? await lookups.patronLimit().catch(() => undefined) : undefined;
	const hint = limit?.isZero === true ? ` ${zeroLimitHint()}` : '';
	return resultWith(context, {
		outcome: 'notCreated',
		reason,
		explanation: `${asSentence(detail)} Nothing is open in ReShare for this item.${hint}`,
	});
}

/** `EAST-7 (Request sent)`. */
export function nameWithStatus(row: PatronRequest): string {
	const state = stateLabel(row.state);
	return state === null ? displayNumberOf(row) : `${displayNumberOf(row)} (${state.label})`;
}

/** These follow "Request ... was created". */
const standings: Readonly<Partial<Record<CreateReason, string>>> = {
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

function explainState(row: PatronRequest, alreadyExisted: boolean): string {
	const { outcome, reason } = validationOf(row.state);
	const why = outcome === 'needsStaff' || reason === null ? undefined : closedAtOnce[reason];
	if (why !== undefined) return `ReShare took request ${displayNumberOf(row)} in and closed it at once, since ${why}. Nothing is open.`;
	const was = beginning(row, alreadyExisted);
	const context = reason === null ? undefined : standings[reason];
	if (context !== undefined) return `${was}${context}`;
	const now = `${partOfLife(row.state) === 'over' ? ', and it is closed by now' : ''}: ${row.state?.label ?? ''}.`;
	return `${was}${now}${reason === 'closed' ? ' Nothing is open.' : ''}`;
}

function beginning(row: PatronRequest, alreadyExisted: boolean): string {
	return `Request ${displayNumberOf(row)} ${alreadyExisted ? 'was there already' : 'was created'}`;
}

/** The checks of the request did not begin, or broke off. */
export function explainUnchecked(row: PatronRequest, alreadyExisted: boolean): string {
	const was = beginning(row, alreadyExisted);
	if (row.underWaySince === undefined)
		return `${was}, and ReShare has not checked it: it will not go on by itself. Staff must let the patron pass, or close it.`;
	return `${was}, and ReShare is not done with its check. If it is not in ten minutes, it has broken off: then staff can neither let the patron pass nor close it until whoever runs ReShare has ended the check. No library has been asked.`;
}

function explainTwo(rows: readonly PatronRequest[], reference: string): string {
	const names = rows.map(nameWithStatus).join(' and ');
	return `There are ${rows.length} open requests with the reference ${reference}: ${names}. Cancel all but one by hand, so that nothing is ordered twice.`;
}

export function explainUnclear(
	detail: string,
	reference: string,
	{ enforcesUniqueReference }: Pick<RequestBackend, 'enforcesUniqueReference'>,
): string {
	const doubt = `It is not certain whether the request was created: ${asSentence(detail)} `;
	if (enforcesUniqueReference === true)
		return `${doubt}It can be sent again: a second request with the reference ${reference} is refused by ReShare itself.`;
	return `${doubt}Look in ReShare for a request with the reference ${reference}, or among the patron's newest requests, before it is sent again.`;
}

/** The request was made, but the library's own ReShare does not have it. */
export function explainMissing(
	id: string,
	tenant: string,
	{ resolver }: Pick<Submitter, 'resolver'>,
): { reason: 'otherLibrary' | 'unclear'; explanation: string } {
	if (resolver === undefined)
		return {
			reason: 'unclear',
			explanation: `ReShare took the request in as ${id}, and does not know it any more. Staff must find out why before it is sent again.`,
		};
	return {
		reason: 'otherLibrary',
		explanation:
			`The OpenURL resolver made a request (${id}), but not in your library: ReShare does not know it in the tenant ${tenant}. ` +
			`Either ${quotedTerm('openUrlTenant')} in the ${hostTerms.settings} is another library's, or the resolver sends a name that it does not know to another library. ` +
			`Have the request canceled in that library and the ${hostTerms.settings} corrected before anything is sent again.`,
	};
}

/** Both systems read one setting, and 0 means opposite things to them. */
const zeroLimitHint = (): string =>
	`Staff: the setting 'max_requests' of ReShare is 0, by which ReShare means no limit and the OpenURL resolver that nobody may have a request. Have it emptied, or set ${quotedTerm('via')} to ${hostTerms.names.direct}.`;
