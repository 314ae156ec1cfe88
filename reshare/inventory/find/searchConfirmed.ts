import { ReShareError } from '../../errors';
import type { LendingRules } from '../availability';
import type { SharedIndex } from '../SharedIndex';
import { decide, type Decision } from './decide';
import { searchFor, type Finding } from './search';
import type { SearchPlan } from './planSearch';
import type { FindOptions, UnderstoodWish } from './wish';

export interface ConfirmedSearch {
	readonly findings: readonly Finding[];
	readonly decision: Decision;
	/** What to know of how old the answer is; empty where it was looked at just now, or is never old. */
	readonly remarks: readonly string[];
}

/**
 * Searches and chooses. Where the index is only a copy, the chosen record is looked up in the original; one that is gone, or
 * is no longer lent, is passed over for the next. An original that cannot be asked leaves the choice as it is.
 *
 * @throws ReShareError when a step of the search could not be answered
 */
export async function searchConfirmed(index: SharedIndex, wish: UnderstoodWish, plan: SearchPlan, rules: LendingRules, options: FindOptions): Promise<ConfirmedSearch> {
	const remark = index.freshness === undefined ? [] : [`${index.freshness}; ReShare itself looks again when it gets the request.`];
	const confirmed = new Set<string>();
	for (;;) {
		const findings = await searchFor(index, wish, plan, rules);
		const decision = decide(findings, wish, options);
		if (decision.kind !== 'chosen') return { findings, decision, remarks: remarksOfNo(index, decision, plan) };
		const { id } = decision.chosen.record;
		if (confirmed.has(id)) return { findings, decision, remarks: [] };
		try {
			const isDifferent = await index.confirm?.(id);
			if (isDifferent === undefined) return { findings, decision, remarks: remark };
			if (!isDifferent) return { findings, decision, remarks: [] };
		} catch (error) {
			if (!(error instanceof ReShareError)) throw error;
			return { findings, decision, remarks: [...remark, `Whether it still is so could not be confirmed: ${error.message}.`] };
		}
		confirmed.add(id);
	}
}

/** A look-up that ends without a record is never looked up again in the original, so that it may be old as well. */
function remarksOfNo({ freshness, numbersMissed }: SharedIndex, { kind }: Decision, plan: SearchPlan): string[] {
	const missed = kind === 'nothingFound' && plan.title === undefined && plan.identifiers.some(({ matchedBy }) => matchedBy !== 'instanceId');
	return [...(freshness === undefined ? [] : [`${freshness}.`]), ...(missed && numbersMissed !== undefined ? [numbersMissed] : [])];
}
