import { getOrCreate } from '../../memoize';
import { createdAtMs, sortHistory, type PatronRequest } from '../model/request';
import { isTerminal, type LenderAnswer } from '../model/state';
import { decideByRules, type RuleDecision, type LendingRule } from './decideByRules';
import { findRuleInNote, staffAnswerTo } from './staffAnswer';

export interface RehearsedRequest {
	readonly request: PatronRequest;
	readonly decision: RuleDecision;
	/** The staff's answer; undefined where staff did not answer. */
	readonly staff: LenderAnswer | undefined;
	/** Whether the library's answer came from a rule, so that it says nothing about staff. */
	readonly byRules: boolean;
	/** Why the rule's answer could not have been sent, as a sentence. */
	readonly withheld?: string;
	/** Whether the two answers are the same; null if one of them is missing. */
	readonly isSame: boolean | null;
}

/**
 * Compares the answers of rules to past requests with those of staff. `past` has the requests of the period, and all that were open during
 * it. Requests before `since` (ISO 8601) count only as open ones.
 */
export function rehearseRules(
	rules: readonly LendingRule[],
	past: readonly PatronRequest[],
	since: string,
	dayOf: (iso: string) => string,
): RehearsedRequest[] {
	const open = countsOpenRequests(rules) ? openAt(past) : undefined;
	return past
		.filter((request) => createdAtMs(request) >= Date.parse(since))
		.map((request) => {
			const decision = decideByRules(rules, { request, today: dayOf(request.createdAt ?? since), openRequests: open?.(request) });
			const byRules = findRuleInNote(request.staffNote) !== undefined;
			const staff = byRules ? undefined : staffAnswerTo(request);
			const { kind } = decision.answer;
			return { request, decision, staff, byRules, isSame: staff === undefined || kind === 'leaveToStaff' ? null : staff === kind };
		});
}

/** Whether a rule asks how many open requests the borrower has. */
export function countsOpenRequests(rules: readonly LendingRule[]) {
	return rules.some(({ when }) => when.openRequests !== undefined);
}

function openAt(past: readonly PatronRequest[]) {
	const byLibrary = new Map<string, Array<{ id: string; from: number; until: number }>>();
	for (const request of past) {
		const library = borrowingLibraryOf(request);
		if (library !== undefined)
			getOrCreate(byLibrary, library, () => []).push({ id: request.id, from: createdAtMs(request), until: endOf(request) });
	}
	return (request: PatronRequest) => {
		const library = borrowingLibraryOf(request);
		const at = createdAtMs(request);
		return library === undefined
			? undefined
			: byLibrary.get(library)?.filter(({ id, from, until }) => id !== request.id && from <= at && until > at).length;
	};
}

function endOf({ state, history, changedAt }: PatronRequest) {
	if (!isTerminal(state)) return Infinity;
	return Date.parse(sortHistory(history).find(({ to }) => isTerminal(to))?.at ?? changedAt ?? '');
}

export function borrowingLibraryOf({ otherSymbol, borrower }: PatronRequest) {
	return otherSymbol ?? borrower;
}
