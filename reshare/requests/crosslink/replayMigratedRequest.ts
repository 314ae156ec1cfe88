import type { EventLog } from './eventLog';
import { Replay, type ReplayedHistory } from './Replay';
import type { CrossLinkRow } from './schemas';
import type { StateModel } from './stateModel';
import { crossLinkStates } from './statesAndSentences';

/**
 * Replays the log of a migrated request. Its events begin with the migration, and at best a note names the state in which it came. If none
 * does, the first state is one from which the events lead, in the most steps, to the present state. Of several such states, those that the
 * first event changes take precedence; then the one after a promise, in which most migrated requests are; then the earliest.
 */
export function replayMigratedRequest(row: CrossLinkRow, log: EventLog, model: StateModel): ReplayedHistory {
	const { side } = row;
	const isPromise = (code: string) => crossLinkStates.of(code, side)?.event === 'expectsToSupply';
	const codes = model.codes(side).sort((a, b) => Number(isPromise(b)) - Number(isPromise(a)));
	const replays = codes
		.map((code) => new Replay(code, row, model).read(log))
		.filter(
			({ steps: [step], end }) =>
				end === row.state && step !== undefined && (step.reported !== undefined || model.leads(side, step.from, step.to)),
		);
	const hasUnchangedFirst = ({ steps: [step] }: ReplayedHistory) => step?.reported !== undefined;
	const [best] = replays.sort((a, b) => b.steps.length - a.steps.length || Number(hasUnchangedFirst(a)) - Number(hasUnchangedFirst(b)));
	return best ?? new Replay(row.state ?? model.first(side), row, model).read(log);
}
