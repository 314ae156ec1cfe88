import type { PatronRequest } from '../model/request';
import { isTerminal, type LenderAnswer } from '../model/state';
import { inOrder } from '../model/history';
import { decideByRules, type RuleDecision, type LendingRule } from './decide';
import { staffAnswer } from './staffAnswer';

/** What the rules would have made of a request that came in the past. */
export interface Rehearsed {
	readonly request: PatronRequest;
	readonly decision: RuleDecision;
	/** Undefined where staff have not answered. */
	readonly staff: LenderAnswer | undefined;
	/** Null where one of the two gave no answer. */
	readonly isSame: boolean | null;
}

/**
 * What the rules would have answered to each request, and what the library did.
 *
 * @param past those that came in the time, and all that were open at any moment of it
 * @param since ISO 8601; requests that came before are only counted as open ones
 * @param dayOf the library's own day of a moment, `YYYY-MM-DD`
 */
export function rehearse(rules: readonly LendingRule[], past: readonly PatronRequest[], since: string, dayOf: (iso: string) => string): Rehearsed[] {
	const open = rules.some(({ when }) => when.openRequests !== undefined) ? openAt(past) : undefined;
	return past
		.filter(({ createdAt }) => createdAt !== undefined && Date.parse(createdAt) >= Date.parse(since))
		.map((request) => {
			const at = request.createdAt ?? since;
			const decision = decideByRules(rules, { request, today: dayOf(at), openRequests: open?.(request) });
			const staff = staffAnswer(request);
			const { kind } = decision.answer;
			return { request, decision, staff, isSame: staff === undefined || kind === 'leaveToStaff' ? null : staff === kind };
		});
}

/** How many other requests of a library were open when one of them came; undefined where one of the library is not told. */
function openAt(past: readonly PatronRequest[]): (request: PatronRequest) => number | undefined {
	const byLibrary = new Map<string, Array<{ readonly id: string; readonly from: number; readonly until: number }>>();
	for (const request of past) {
		const library = libraryOf(request);
		if (library === undefined) continue;
		const spans = byLibrary.get(library) ?? [];
		spans.push({ id: request.id, from: Date.parse(request.createdAt ?? ''), until: endOf(request) });
		byLibrary.set(library, spans);
	}
	return (request) => {
		const library = libraryOf(request);
		const at = Date.parse(request.createdAt ?? '');
		return library === undefined ? undefined : byLibrary.get(library)?.filter(({ id, from, until }) => id !== request.id && from <= at && until > at).length;
	};
}

function endOf({ state, history, changedAt }: PatronRequest): number {
	if (!isTerminal(state)) return Number.POSITIVE_INFINITY;
	const end = inOrder(history).find(({ to }) => to !== undefined && isTerminal(to))?.at ?? changedAt ?? '';
	return Date.parse(end);
}

/** Which library asks: its symbol, or its name where there is none. */
export function libraryOf({ otherSymbol, borrower }: PatronRequest): string | undefined {
	return otherSymbol ?? borrower;
}
