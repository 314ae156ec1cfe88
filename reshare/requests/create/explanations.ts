import { asSentence } from '../../sentences';
import { displayNumberOf, type PatronRequest } from '../model/request';
import { lifecycleStageOf, stateLabelOf, verdictOnNewRequest } from '../model/state';
import type { CreateReason } from '../model/outcomesOfCreate';
import type { RequestBackend } from '../port/RequestBackend';
import type { Submitter } from '../port/Submitter';

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

export function explainState(row: PatronRequest, alreadyExisted: boolean) {
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

export function explainTwoRequests(rows: readonly PatronRequest[], reference: string, areForOneThing: boolean) {
	const names = rows.map(requestNameWithStatus).join(' and ');
	const advice = areForOneThing
		? 'Cancel all but one by hand, so that nothing is ordered twice.'
		: 'They do not all ask for the same title and volume: look at each before you cancel one by hand.';
	return `There are ${rows.length} open requests with the reference ${reference}: ${names}. ${advice}`;
}

export function explainUnclearAnswer(detail: string, reference: string, { enforcesUniqueReference }: RequestBackend) {
	const advice =
		enforcesUniqueReference === true
			? `It can be sent again: a second request with the reference ${reference} is refused by ReShare itself.`
			: `Look in ReShare for a request with the reference ${reference}, or among the patron's newest requests, before it is sent again.`;
	return `It is not certain whether the request was created: ${asSentence(detail)} ${advice}`;
}

/** Explains a request that was made, but that the library's own ReShare does not have. */
export function explainMissingRequest(id: string, tenant: string, { resolver }: Submitter) {
	return resolver === undefined
		? `ReShare took the request in as ${id}, and does not know it any more. Staff must find out why before it is sent again.`
		: `The OpenURL resolver made a request (${id}), but not in your library: ReShare does not know it in the tenant ${tenant}. ` +
				"Either '⟦openUrlTenant⟧' in the ⟦settings⟧ is another library's, or the resolver sends a name that it does not know to another library. " +
				'Have the request canceled in that library and the ⟦settings⟧ corrected before anything is sent again.';
}

/** Explains the limit 0, which ReShare and the resolver understand in opposite ways although they read the same setting. */
export const zeroLimitSentence =
	"Staff: the setting 'max_requests' of ReShare is 0, by which ReShare means no limit and the OpenURL resolver that nobody may have a request. Have it emptied, or set '⟦via⟧' to ⟦direct⟧.";
