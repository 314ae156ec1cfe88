import { conditionInWords, openConditions } from '../model/conditions';
import { formatDayAndTime } from '../model/datesAndTimes';
import type { Condition, PatronRequest } from '../model/request';

/** Reduces a condition to the part that may be shown. Its note, which other people wrote, may contain patron data. */
export type ConditionMask = (condition: Condition) => Condition;

/**
 * Why the conditions of the request cannot be agreed to, as a sentence; undefined if they can. `shown` has the ids of those that were
 * shown: a person must not agree to any other, and an agreement accepts whatever is open when the back end performs it.
 */
export function agreementProblem(request: PatronRequest, shown: readonly string[] | undefined, mask: ConditionMask) {
	if (openConditions(request).length === 0)
		return 'ReShare does not show what the conditions are, so that nobody can agree to them here. Answer them in ReShare itself.';
	return shown && conditionsNotShownSentence(request, shown, mask);
}

/** @param shown the ids of the conditions that were shown */
export function conditionsNotShown(request: PatronRequest, shown: readonly string[]) {
	return openConditions(request).filter(({ id }) => !shown.includes(id));
}

export function conditionsNotShownSentence(request: PatronRequest, shown: readonly string[], mask: ConditionMask) {
	const further = conditionsNotShown(request, shown);
	return further.length === 0
		? undefined
		: `Not shown to whoever agrees: ${describeConditions(further, mask)}. Nothing was accepted. Look at all conditions, then agree again.`;
}

/** Describes conditions, such as `NoReproduction, 30.00 EUR (2026-11-30 08:12 UTC)`. */
export function describeConditions(conditions: readonly Condition[], mask: ConditionMask) {
	return conditions
		.map(mask)
		.map(
			(condition) =>
				`${conditionInWords(condition) ?? 'a condition without words'}${condition.at === undefined ? '' : ` (${formatDayAndTime(condition.at, 'UTC')})`}`,
		)
		.join('; ');
}

/** The conditions that the back end has accepted since `before` was read. */
export function conditionsAcceptedSince(before: PatronRequest, now: PatronRequest) {
	const accepted = ({ conditions }: PatronRequest) => conditions.filter((condition) => condition.accepted === true);
	return accepted(now).filter(({ id }) => !accepted(before).some((known) => known.id === id));
}
