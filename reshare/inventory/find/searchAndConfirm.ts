import { ReShareError } from '../../errors';
import type { EligibilityRules } from '../availability';
import type { SharedIndex } from '../SharedIndex';
import { chooseRecord, type FindDecision } from './chooseRecord';
import { runSearchPlan } from './runSearchPlan';
import type { SearchPlan } from './planSearch';
import type { FindOptions, ParsedCitation } from './findTypes';

export type ConfirmedSearch = Awaited<ReturnType<typeof searchAndConfirm>>;

/**
 * Searches and chooses. Where the index is only a copy, the chosen record is read at its source; a record that is gone there, or is no
 * longer lent, gives place to the next. A source that cannot be asked leaves the choice as it is.
 */
export async function searchAndConfirm(
	index: SharedIndex,
	citation: ParsedCitation,
	plan: SearchPlan,
	rules: EligibilityRules,
	options: FindOptions,
) {
	const aged = index.freshness === undefined ? [] : [`${index.freshness}; ReShare itself looks again when it gets the request.`];
	const confirmed = new Set<string>();
	for (;;) {
		const findings = await runSearchPlan(index, citation, plan, rules);
		const decision = chooseRecord(findings, citation, options);
		/** @param remarks how old the answer is; none where the source was just read, or where the index is never old */
		const ended = (...remarks: readonly string[]) => ({ findings, decision, remarks });
		if (decision.kind !== 'chosen') return ended(...remarksOfNo(index, decision, plan));
		const { id } = decision.chosen.record;
		if (confirmed.has(id)) return ended();
		try {
			const isDifferent = await index.confirm?.(id);
			if (isDifferent !== true) return ended(...(isDifferent === false ? [] : aged));
		} catch (error) {
			if (!(error instanceof ReShareError)) throw error;
			return ended(...aged, `Whether it still is so could not be confirmed: ${error.message}.`);
		}
		confirmed.add(id);
	}
}

/** The remarks of a search that found nothing: it asks the source for nothing, so that its answer may be old. */
function remarksOfNo({ freshness, numbersMissed }: SharedIndex, { kind }: FindDecision, plan: SearchPlan): string[] {
	const missed =
		kind === 'nothingFound' && plan.title === undefined && plan.identifiers.some(({ matchedBy }) => matchedBy !== 'instanceId');
	return [...(freshness === undefined ? [] : [`${freshness}.`]), ...(missed && numbersMissed !== undefined ? [numbersMissed] : [])];
}
