import { rethrowUnlessOfKind } from '../../errors';
import type { EligibilityRules } from '../availability';
import type { SharedIndex } from '../SharedIndex';
import { chooseRecord, type FindDecision } from './chooseRecord';
import { runSearchPlan } from './runSearchPlan';
import type { SearchPlan } from './planSearch';
import type { FindOptions, ParsedCitation } from './findTypes';

export type RecheckedSearch = Awaited<ReturnType<typeof searchAndRecheckChoice>>;

/**
 * Searches and chooses. If the index is only a copy, the chosen record is then read at its source. If it is gone there or no longer lent,
 * the next record is chosen. If the source cannot be asked, the choice stays as it is.
 */
export async function searchAndRecheckChoice(
	index: SharedIndex,
	citation: ParsedCitation,
	plan: SearchPlan,
	rules: EligibilityRules,
	options: FindOptions,
) {
	const aged = index.freshness === undefined ? [] : [`${index.freshness}; ReShare itself looks again when it gets the request.`];
	const rechecked = new Set<string>();
	for (;;) {
		const findings = await runSearchPlan(index, citation, plan, rules);
		const decision = chooseRecord(findings, citation, options);
		/** @param remarks how old the answer is; none if the source was just read, or if the index is never out of date */
		const ended = (...remarks: readonly string[]) => ({ findings, decision, remarks });
		if (decision.kind !== 'chosen') return ended(...remarksOfNo(index, decision, plan));
		const { id } = decision.chosen.record;
		if (rechecked.has(id)) return ended();
		try {
			const isDifferent = await index.rereadAtSource?.(id);
			if (isDifferent !== true) return ended(...(isDifferent === false ? [] : aged));
		} catch (error) {
			rethrowUnlessOfKind(error);
			return ended(...aged, `Whether it still is so could not be confirmed: ${error.message}.`);
		}
		rechecked.add(id);
	}
}

/** Returns the remarks of a search that found nothing. It read no record at the source, so that its answer may be out of date. */
function remarksOfNo({ freshness, numbersMissed }: SharedIndex, { kind }: FindDecision, plan: SearchPlan) {
	const missed =
		kind === 'nothingFound' && plan.title === undefined && plan.identifiers.some(({ matchedBy }) => matchedBy !== 'instanceId');
	return [...(freshness === undefined ? [] : [`${freshness}.`]), ...(missed && numbersMissed !== undefined ? [numbersMissed] : [])];
}
