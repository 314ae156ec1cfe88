import { sentence, named, words } from '../../words';
import { nameOf, type PatronRequest } from '../model/request';
import { partOfLife, stateLabel, verdictOf } from '../model/state';
import type { RequestDesk } from '../port/RequestDesk';
import type { Way } from '../port/way';
import type { CreateResult, InputProblem } from './optionsAndResult';
import type { CreateReason, NotCreatedReason } from '../model/verdict';

/** Told whatever becomes of the wish. */
export type ToldOfWish = Pick<CreateResult, 'reference' | 'checks' | 'warnings'>;

export function warned(told: ToldOfWish, ...warnings: readonly string[]): ToldOfWish {
	return { ...told, warnings: [...told.warnings, ...warnings] };
}

/** @param row the request made or found, or else the one in the way */
export function resultWith({ reference, checks, warnings }: ToldOfWish, { outcome, reason, explanation }: Pick<CreateResult, 'outcome' | 'reason' | 'explanation'>, row?: PatronRequest, alreadyExisted = false): CreateResult {
	return { outcome, reason, requestId: row?.id ?? null, hrid: row?.hrid ?? null, status: stateLabel(row?.state), reference, alreadyExisted, otherRequests: [], checks, explanation, warnings };
}

export function resultOf(row: PatronRequest, told: ToldOfWish, alreadyExisted: boolean): CreateResult {
	return resultWith(told, { ...verdictOf(row.state), explanation: explainState(row, alreadyExisted) }, row, alreadyExisted);
}

/** @param rows open ones, the oldest first */
export function resultTwo(rows: readonly PatronRequest[], told: ToldOfWish, alreadyExisted: boolean): CreateResult {
	const [first, ...others] = rows;
	return {
		...resultWith(told, { outcome: 'needsStaff', reason: 'twoRequests', explanation: explainTwo(rows, told.reference ?? '') }, first, alreadyExisted),
		otherRequests: others.map(({ id, hrid, state }) => ({ requestId: id, hrid: hrid ?? null, status: stateLabel(state) })),
	};
}

export function nothingSent(told: ToldOfWish, reason: CreateReason, why: string, other?: PatronRequest): CreateResult {
	return resultWith(told, { outcome: reason === 'otherLibrary' ? 'needsStaff' : 'notCreated', reason, explanation: `${sentence(why)} Nothing was sent.` }, other);
}

export function resultOfProblems(problems: readonly InputProblem[], told: ToldOfWish): CreateResult {
	return nothingSent(told, problems[0]?.reason ?? 'badInput', problems.map(({ text }) => sentence(text)).join(' '));
}

export async function resultOfRefusal(reason: NotCreatedReason, detail: string, told: ToldOfWish, lookups: Pick<RequestDesk, 'patronLimit'>): Promise<CreateResult> {
	const limit = reason === 'patronAtLimit' ? await lookups.patronLimit().catch(() => undefined) : undefined;
	const hint = limit?.isZero === true ? ` ${zeroLimitHint()}` : '';
	return resultWith(told, { outcome: 'notCreated', reason, explanation: `${sentence(detail)} Nothing is open in ReShare for this item.${hint}` });
}

/** `EAST-7 (Request sent)`. */
export function nameWithStatus(row: PatronRequest): string {
	const state = stateLabel(row.state);
	return state === null ? nameOf(row) : `${nameOf(row)} (${state.label})`;
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

const closedAtOnce: Readonly<Partial<Record<CreateReason, string>>> = { patronNotValid: 'the patron is not valid', patronAtLimit: 'the patron has too many requests under way' };

function explainState(row: PatronRequest, alreadyExisted: boolean): string {
	const { outcome, reason } = verdictOf(row.state);
	const why = outcome === 'needsStaff' || reason === null ? undefined : closedAtOnce[reason];
	if (why !== undefined) return `ReShare took request ${nameOf(row)} in and closed it at once, since ${why}. Nothing is open.`;
	const was = beginning(row, alreadyExisted);
	const told = reason === null ? undefined : standings[reason];
	if (told !== undefined) return `${was}${told}`;
	const now = `${partOfLife(row.state) === 'over' ? ', and it is closed by now' : ''}: ${row.state?.label ?? ''}.`;
	return `${was}${now}${reason === 'closed' ? ' Nothing is open.' : ''}`;
}

function beginning(row: PatronRequest, alreadyExisted: boolean): string {
	return `Request ${nameOf(row)} ${alreadyExisted ? 'was there already' : 'was created'}`;
}

/** The checks of the request did not begin, or broke off. */
export function explainUnchecked(row: PatronRequest, alreadyExisted: boolean): string {
	const was = beginning(row, alreadyExisted);
	if (row.underWaySince === undefined) return `${was}, and ReShare has not checked it: it will not go on by itself. Staff must let the patron pass, or close it.`;
	return `${was}, and ReShare is not done with its check. If it is not in ten minutes, it has broken off: then staff can neither let the patron pass nor close it until whoever runs ReShare has ended the check. No library has been asked.`;
}

function explainTwo(rows: readonly PatronRequest[], reference: string): string {
	const names = rows.map(nameWithStatus).join(' and ');
	return `There are ${rows.length} open requests with the reference ${reference}: ${names}. Cancel all but one by hand, so that nothing is ordered twice.`;
}

export function explainUnclear(detail: string, reference: string, { takesReferenceOnce }: Pick<RequestDesk, 'takesReferenceOnce'>): string {
	const doubt = `It is not certain whether the request was created: ${sentence(detail)} `;
	if (takesReferenceOnce === true) return `${doubt}It can be sent again: a second request with the reference ${reference} is refused by ReShare itself.`;
	return `${doubt}Look in ReShare for a request with the reference ${reference}, or among the patron's newest requests, before it is sent again.`;
}

/** The request was made, but the library's own ReShare does not have it. */
export function explainMissing(id: string, tenant: string, { resolver }: Pick<Way, 'resolver'>): { reason: 'otherLibrary' | 'unclear'; explanation: string } {
	if (resolver === undefined) return { reason: 'unclear', explanation: `ReShare took the request in as ${id}, and does not know it any more. Staff must find out why before it is sent again.` };
	return {
		reason: 'otherLibrary',
		explanation:
			`The OpenURL resolver made a request (${id}), but not in your library: ReShare does not know it in the tenant ${tenant}. ` +
			`Either ${named('openUrlTenant')} in the ${words.settings} is another library's, or the resolver sends a name that it does not know to another library. ` +
			`Have the request canceled in that library and the ${words.settings} corrected before anything is sent again.`,
	};
}

/** Both systems read one setting, and 0 means opposite things to them. */
const zeroLimitHint = (): string =>
	`Staff: the setting 'max_requests' of ReShare is 0, by which ReShare means no limit and the OpenURL resolver that nobody may have a request. Have it emptied, or set ${named('via')} to ${words.names.direct}.`;
