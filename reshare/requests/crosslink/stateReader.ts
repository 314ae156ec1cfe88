import type { RequestState, Side } from '../model/request';
import { held } from '../model/verdict';
import { lookAtIt, readHistory } from '../model/state';
import type { Row } from './schemas';
import type { StateModel } from './stateModel';
import { crossLinkStates, otherCompletions } from './states';
import { sideOf, type ToldEntry } from './story';

/** How a completed request has ended; undefined: as a loan that is back. */
export type Completion = keyof typeof otherCompletions | undefined;

/** States as the server's model and the table tell them together: of label, end and attention the server's word counts. */
export class StateReader {
	constructor(readonly model: StateModel) {}

	read(code: string, side: Side, completion?: Completion): RequestState {
		const told = this.model.of(code, side);
		const row = crossLinkStates.of(code, side);
		const isCompletion = row?.event === 'complete' && completion !== undefined;
		const known = isCompletion ? otherCompletions[completion] : row;
		const state = { code, countsForPatron: undefined, label: told?.display ?? row?.label ?? code };
		if (told === undefined) return { ...state, known };
		return { ...state, terminal: told.terminal === true, needsAttention: told.needsAttention === true, known: known === undefined ? undefined : withAttention(known, told.needsAttention === true) };
	}

	/** @param standstill what tells that the request does not go on from there by itself */
	ofRequest(row: Row & { readonly state: string }, completion: Completion, standstill?: ToldEntry): RequestState {
		const state = this.read(row.state, sideOf(row), completion);
		const hasFailed = row.needsAttention === true && row.lastActionOutcome === 'failure';
		const terminal = row.terminalState ?? state.terminal;
		const isStill = terminal !== true && (hasFailed || standstill !== undefined);
		return {
			...state,
			terminal,
			needsAttention: row.needsAttention ?? state.needsAttention,
			countsForPatron: terminal === undefined ? undefined : !terminal,
			known: state.known === undefined || !isStill ? state.known : standingStill(state.known, standstill),
		};
	}

	/** All states of a side: those of the server's model, or of the table where that may not be read. */
	all(side: Side): RequestState[] {
		const codes = this.model.codes(side);
		return (codes.length === 0 ? crossLinkStates.codes(side) : codes).map((code) => this.read(code, side));
	}
}

type Known = NonNullable<RequestState['known']>;

/** The broker does not move the request on: it means, and asks of staff, what the state would in which it ought to be. */
function standingStill({ passing: _, ...known }: Known, standstill: ToldEntry | undefined): Known {
	const ought = typeof standstill?.what === 'object' ? crossLinkStates.of(standstill.what.to, 'borrowing') : undefined;
	const isHeld = ought?.verdict?.outcome === 'needsStaff';
	const verdict = isHeld ? ought.verdict : known.phase === 'beingChecked' ? held('reshareError') : undefined;
	return { ...known, needsStaff: true, whatToDo: (isHeld ? ought.whatToDo : undefined) ?? readHistory, verdict };
}

function withAttention({ needsStaff: _, whatToDo, ...known }: Known, needsStaff: boolean): Known {
	return (needsStaff ? { ...known, needsStaff, whatToDo: whatToDo ?? lookAtIt } : known) as Known;
}
