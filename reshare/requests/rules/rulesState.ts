import { z } from 'zod';
import type { LenderAnswer } from '../model/state';

/*
 * The state by which rules stop themselves, stored between runs: the answers of the last hour, and the comparison of the rules' answers
 * with those of staff.
 */

/** A rule's answer to a request whose further course is watched. `at` is in ISO 8601, as are all times here. */
const said = z.object({
	requestId: z.string(),
	rule: z.string(),
	answer: z.enum(['willSupply', 'cannotSupply', 'sendConditions']),
	at: z.string(),
});
export type RecordedAnswer = Readonly<z.output<typeof said>>;

const memory = z.object({
	/** The number of changes to this state: of two states, the newer one has more. */
	changes: z.number().catch(0),
	/** The times of the answers that rules sent in the last hour without a confirmation by staff. */
	answered: z.array(z.string()).catch([]),
	said: z.array(said).catch([]),
	/** The comparisons by the rule's name. */
	tallies: z.record(z.object({ same: z.number(), otherwise: z.number() })).catch({}),
});
export type RulesState = Readonly<z.output<typeof memory>>;

export interface RuleStopLimits {
	/** The most answers in an hour. */
	readonly mostAnswers: number;
	/** The limit in percent of the comparisons. A rule that staff contradict more often stops. */
	readonly mostOtherwise: number;
}

/** A rule can stop only after so many comparisons. */
export const fewestComparedAnswers = 5;
/** How many requests one run compares, the oldest first. */
export const mostReviewedAnswers = 20;
const daysStored = 90;
const mostStored = 500;
const hour = 3_600_000;

/** Reads the stored state. Anything of unknown form counts as absent. */
export function readRulesState(stored: unknown): RulesState {
	return memory.safeParse(stored).data ?? memory.parse({});
}

/** Returns why a rule has stopped, as a sentence; undefined if the rule may answer. `now` is in milliseconds since 1970. */
export function stoppedRuleSentence(stored: RulesState, rule: string, { mostAnswers, mostOtherwise }: RuleStopLimits, now: number) {
	const answered = stored.answered.filter((at) => now - Date.parse(at) < hour).length;
	if (answered >= mostAnswers)
		return `The rules have answered ${answered} requests within the last hour, and may answer ${mostAnswers}. It is left to staff.`;
	const { same = 0, otherwise = 0 } = stored.tallies[rule] ?? {};
	if (same + otherwise < fewestComparedAnswers || (100 * otherwise) / (same + otherwise) <= mostOtherwise) return undefined;
	return `Staff did otherwise than the rule '${rule}' with ${otherwise} of ${same + otherwise} requests, and it may be ${mostOtherwise} percent at most. It is left to staff until the rule is changed and has another name.`;
}

/**
 * Adds an answer of a rule to the state.
 *
 * @param answered whether the answer counts against the limit per hour: only one that is sent without a confirmation by staff does
 */
export function withRecordedAnswer(stored: RulesState, said: RecordedAnswer, answered: boolean) {
	return {
		...stored,
		changes: stored.changes + 1,
		answered: answered ? [...stored.answered, said.at] : stored.answered,
		said: [...stored.said.filter(({ requestId }) => requestId !== said.requestId), said].slice(-mostStored),
	};
}

/**
 * Compares a rule's answer with that of staff and adds the result to the rule's tally as soon as it is final.
 *
 * @param staff undefined if staff have not answered the request, or if it no longer exists; then nothing is added
 * @param isOpen whether staff may still decide otherwise, so that the request is watched further
 */
export function withReviewedAnswer(before: RulesState, said: RecordedAnswer, staff: LenderAnswer | undefined, isOpen: boolean) {
	const rest = before.said.filter(({ requestId }) => requestId !== said.requestId);
	const kept = { ...before, changes: before.changes + 1 };
	if (isOpen && (staff === undefined || staff === said.answer)) return { ...kept, said: [...rest, said] };
	if (staff === undefined) return { ...kept, said: rest };
	const { same = 0, otherwise = 0 } = kept.tallies[said.rule] ?? {};
	const tally = staff === said.answer ? { same: same + 1, otherwise } : { same, otherwise: otherwise + 1 };
	return { ...kept, said: rest, tallies: { ...kept.tallies, [said.rule]: tally } };
}

/** Removes what is too old, and rules that no longer exist. */
export function pruneRulesState(stored: RulesState, rules: readonly string[], now: number): RulesState {
	return {
		...stored,
		answered: stored.answered.filter((at) => now - Date.parse(at) < hour),
		said: stored.said.filter(({ at, rule }) => rules.includes(rule) && now - Date.parse(at) < daysStored * 24 * hour),
		tallies: Object.fromEntries(Object.entries(stored.tallies).filter(([rule]) => rules.includes(rule))),
	};
}
