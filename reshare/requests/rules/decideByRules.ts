import type { RequestAction } from '../model/actions';
import { ruleConditions, ruleConditionRows, type RuleConditionName, type LendingFacts, type RuleConditions } from './ruleConditions';

export type LenderAction = Extract<RequestAction, { kind: 'willSupply' | 'cannotSupply' | 'sendConditions' }>;

const leaveToStaff = { kind: 'leaveToStaff' } as const;

export type RuleAnswer = LenderAction | typeof leaveToStaff;

export interface LendingRule {
	readonly name: string;
	readonly when: RuleConditions;
	readonly then: RuleAnswer;
}

export interface RuleDecision {
	readonly answer: RuleAnswer;
	/** The first rule that matches, or may match; undefined if none does. */
	readonly rule: string | undefined;
	/** The conditions of that rule for which the request lacks the data. */
	readonly notRead: readonly RuleConditionName[];
	readonly explanation: string;
}

/**
 * Decides by the rules: the first one that matches answers. A rule that only may match leaves the request to staff, because no later rule
 * must answer in its place.
 */
export function decideByRules(rules: readonly LendingRule[], facts: LendingFacts): RuleDecision {
	for (const { name, when, then } of rules) {
		const results = ruleConditionRows.flatMap(([condition, { fits }]) =>
			when[condition] === undefined ? [] : [{ condition, fits: fits(facts, when[condition]) }],
		);
		if (results.some(({ fits }) => fits === false)) continue;
		const notRead = results.flatMap(({ condition, fits }) => (fits === undefined ? [condition] : []));
		const decision = { answer: then, rule: name, notRead };
		if (notRead.length === 0)
			return { ...decision, explanation: `The rule '${name}' ${then.kind === 'leaveToStaff' ? 'leaves it to staff' : 'fits'}.` };
		const asked = [...new Set(notRead.map((condition) => ruleConditions[condition].asks))].join(' and ');
		const explanation = `The rule '${name}' asks ${asked}, which could not be read from the request. It is left to staff.`;
		return { ...decision, answer: leaveToStaff, explanation };
	}
	return { answer: leaveToStaff, rule: undefined, notRead: [], explanation: 'No rule fits. The request is left to staff.' };
}
