import { Cache } from '../../Cache';
import { undefinedIfFailed } from '../../errors';
import { advice } from '../model/advice';
import type { RequestState, Side } from '../model/request';
import { heldVerdict } from '../model/outcomesOfCreate';
import type { CrossLinkClient } from './CrossLinkClient';
import type { ModelState, CrossLinkRow } from './schemas';
import { crossLinkStates, completedStateVariants, usualStateAfterMessage } from './statesAndSentences';
import { hasTrait, type KnownState } from '../model/state';

/** Returns the name of a message in older models, which do not say whether another library expects to supply. */
const olderName = (name: string) => name.replace(/^new-/, '');

/** The part of a row that determines what its state means. A state by itself has only the side. */
type StatefulRow = Pick<CrossLinkRow, 'side'> & Partial<CrossLinkRow>;

/** The states and their transitions, from the server's model and our own table. The server's model determines label, end and attention. */
export class StateModel {
	constructor(private readonly states: readonly ModelState[] = []) {}

	get isFromServer() {
		return this.states.length > 0;
	}

	of(code: string, side: Side) {
		return this.states.find((state) => state.side === side && state.name === code);
	}

	codes(side: Side) {
		return this.states.filter((state) => state.side === side).map(({ name }) => name);
	}

	/** Whether the server's model shows that this version has no such action. */
	lacksAction(name: string, side: Side | undefined) {
		const isOfSide = (state: ModelState) => side === undefined || state.side === side;
		return this.isFromServer && !this.states.some((state) => isOfSide(state) && state.actions.some((action) => action.name === name));
	}

	first(side: Side) {
		return (
			this.states.find((state) => state.side === side && state.initial === true)?.name ??
			crossLinkStates.codes(side, (known) => hasTrait(known, 'initial'))[0] ??
			''
		);
	}

	leads(side: Side, from: string, to: string) {
		const { actions = [], events = [] } = this.of(from, side) ?? {};
		return (
			events.some(({ transition }) => transition === to) || actions.some(({ transitions }) => Object.values(transitions ?? {}).includes(to))
		);
	}

	/**
	 * Returns the states in which a request accepts nothing but the answer to a cancellation. In versions of August 2026, if a library has
	 * agreed to a cancellation, or has withdrawn conditions that were rejected, the next library is asked, but the request keeps its state
	 * forever. If the server gives no model, all states that may be of this kind are returned.
	 */
	silent(side: Side) {
		return crossLinkStates
			.codes(side, ({ exchange }) => exchange === 'cancelAsked')
			.filter((code) => !this.isFromServer || this.of(code, side)?.events.some(({ name }) => name === 'new-expect-to-supply') === false);
	}

	/** Returns the state to which a message leads, whether or not it was accepted; undefined if it changes nothing. */
	target(row: CrossLinkRow, state: string, name: string) {
		const event = this.event(row, state, name);
		return event === undefined ? usualStateAfterMessage[row.side][olderName(name)] : event.transition;
	}

	/** Finds the event by which a state accepts the message; undefined if the model has none for this state and kind of service. */
	event({ side, illRequest }: CrossLinkRow, state: string, name: string) {
		const { serviceType = 'Loan' } = illRequest?.serviceInfo ?? {};
		const events = this.of(state, side)?.events.filter(
			({ appliesTo: { serviceTypes = [] } = {} }) => serviceTypes.length === 0 || serviceTypes.includes(serviceType),
		);
		return events?.find((event) => event.name === name) ?? events?.find((event) => event.name === olderName(name));
	}

	/** Reads a state, as far as it depends on the request. */
	read(code: string, request: StatefulRow): RequestState {
		const told = this.of(code, request.side);
		const usual = crossLinkStates.of(code, request.side);
		const known = (usual?.event === 'complete' ? completedStateOf(request) : undefined) ?? usual;
		const state = { code, label: told?.display ?? usual?.label ?? code };
		if (told === undefined) return { ...state, known };
		const needsAttention = told.needsAttention === true;
		const whatToDo = needsAttention ? (known?.whatToDo ?? advice.checkRequest) : undefined;
		return { ...state, terminal: told.terminal === true, needsAttention, known: known && { ...known, whatToDo } };
	}

	ofRequest(row: CrossLinkRow, standstill?: { readonly expected?: string }) {
		if (row.state === undefined) return undefined;
		const state = this.read(row.state, row);
		const hasFailed = row.needsAttention === true && row.lastActionOutcome === 'failure';
		const terminal = row.terminalState ?? state.terminal;
		const isStill = terminal !== true && (hasFailed || standstill !== undefined);
		return {
			...state,
			terminal,
			needsAttention: row.needsAttention ?? state.needsAttention,
			countsForPatron: terminal === undefined ? undefined : !terminal,
			known: state.known && isStill ? standingStill(state.known, standstill?.expected) : state.known,
		};
	}

	all(side: Side) {
		return (this.isFromServer ? this : crossLinkStates).codes(side).map((code) => this.read(code, { side }));
	}
}

/** How a completed request has ended; undefined for a loan that was returned. */
function completedStateOf({ side, illRequest, illResponse, lastAction }: StatefulRow): KnownState | undefined {
	const { documentLent, documentDelivered, filledLocally } = completedStateVariants;
	if (illRequest?.serviceInfo?.serviceType === 'Copy' || illResponse?.status === 'CopyCompleted')
		return side === 'lending' ? documentLent : documentDelivered;
	return lastAction === 'fill-locally' ? filledLocally : undefined;
}

/**
 * Describes a state in which the broker left the request stuck. In the state in which it should be, staff could act; in this one they often
 * cannot, so they are told to read the history.
 */
function standingStill({ transient: _, ...known }: KnownState, code: string | undefined): KnownState {
	const expected = crossLinkStates.of(code, 'borrowing');
	const isLeft = known.phase === 'beingChecked' || expected?.phase === 'over' || expected?.verdict?.outcome === 'needsStaff';
	return {
		...known,
		traits: [...(known.traits ?? []), 'stuck'],
		whatToDo: advice.readHistory,
		verdict: isLeft ? heldVerdict('reshareError') : undefined,
	};
}

/**
 * The server's state models. Key: the account, since others of its tenant may not read the model. TTL: 60 minutes, since the model changes
 * with the server's version. A failure is not cached; that reading then uses the last model, or else knows only the states of
 * `statesAndSentences.ts`.
 */
const models = new Cache<StateModel | undefined>(60 * 60_000);

/** The last model of each account. A gateway may answer that there is none, and changes would then be read wrongly. */
const lastModels = new Map<string, StateModel>();

export async function readStateModel(client: CrossLinkClient, fresherThanMs?: number): Promise<StateModel> {
	const { accountScope } = client.okapi;
	const read = async () => {
		// A refusal (400) shows nothing about the server, because a proxy refuses calls, too.
		const states = await undefinedIfFailed(client.stateModel(), 'permission', 'noModule', 'notFound');
		if (states !== undefined) lastModels.set(accountScope, new StateModel(states));
		return states && lastModels.get(accountScope);
	};
	return (await models.get(accountScope, read, fresherThanMs)) ?? lastModels.get(accountScope) ?? new StateModel();
}
