import { eventOfTransition } from '../model/state';
import type { BrokerEvent, CrossLinkRow } from './schemas';
import type { LoggedMessage, LoggedAction, EventLog } from './eventLog';
import { isMereNote, modelEventOfMessage } from './libraryMessages';
import type { StateModel } from './stateModel';
import { brokerSymbolOf } from './migratedRow';
import { crossLinkStates } from './statesAndSentences';

/** A step of the history: a change of the state, or an entry that did not change it. */
export interface ReplayedStep {
	readonly event: BrokerEvent;
	readonly from: string;
	readonly to: string;
	/** `authority:symbol` of the library that had the request at that time. */
	readonly supplier: string | undefined;
	readonly reported?: StepWithoutTransition;
}

export interface StepWithoutTransition {
	/** What became of the step with which the broker itself should have continued. */
	readonly step?: 'refused' | 'hangs';
	/**
	 * The change of state that should have followed, but did not. If neither `step` nor `missed` is set, the library that was asked has said
	 * by itself that it expects to supply.
	 */
	readonly missed?: { readonly from: string; readonly to: string };
	/** Whether the request does not continue by itself any more. */
	readonly standsStill?: true;
}

export interface ReplayedHistory {
	readonly steps: readonly ReplayedStep[];
	readonly log: EventLog;
	readonly messages: readonly LoggedMessage[];
	/** The state to which the log leads. It differs from the request's own state if the log is incomplete. */
	readonly end: string;
	/** The library that was asked last. */
	readonly supplier?: string;
	/** The last message since the last change of state for which this package knows no effect. */
	readonly unexplained?: BrokerEvent;
	/** Set if the request is stuck, with the state that it should have, if that is known. */
	readonly standstill?: { readonly expected?: string };
	/** When the broker began the work that is still under way, or that was under way when it crashed. */
	readonly underWaySince?: string;
}

/**
 * Messages that are only noted beside an action of staff, which itself changes the state (indexdata/crosslink
 * broker/patron_request/service/message-handler.go).
 */
const notedOnly = ['completed-local', 'cancelled-local', 'unfilled-local'];

/** Follows the state of a request from entry to entry of its log. */
export class Replay {
	readonly #steps: ReplayedStep[] = [];
	#state: string;
	/** The state that the request would have if the broker had accepted all messages. */
	#expected: string;
	#supplier: string | undefined;
	#unexplained: BrokerEvent | undefined;

	constructor(
		first: string,
		private readonly row: CrossLinkRow,
		private readonly model: StateModel,
	) {
		this.#state = this.#expected = first;
		this.#supplier = row.side === 'lending' ? row.supplierSymbol : undefined;
	}

	read(log: EventLog): ReplayedHistory {
		for (const entry of log) {
			if (entry.kind === 'action') this.#readAction(entry);
			else this.#readMessage(entry);
		}
		const last = this.#steps.findLastIndex(({ reported }) => reported === undefined);
		const still = this.#steps.slice(last + 1).find(({ reported }) => reported?.standsStill === true)?.reported;
		return {
			steps: this.#steps,
			log,
			messages: log.filter((entry) => entry.kind === 'message'),
			end: this.#state,
			supplier: this.#supplier,
			unexplained: this.#unexplained,
			standstill: still && { expected: still.missed?.to },
			underWaySince: log.findLast(({ outcome }) => outcome === 'underWay' || outcome === 'hangs')?.event.timestamp,
		};
	}

	#readAction({ event, outcome }: LoggedAction) {
		const toState = event.resultData?.actionResult?.toState;
		if (toState !== undefined && toState !== this.#state) this.#step(event, toState, this.#supplier);
		// A failed step is reported only if another entry, or the creation of the request, caused it: after an action by a person, that
		// person sees the failure immediately. A step that hangs is reported in either case.
		else if (
			(outcome === 'hangs' ||
				(outcome === 'refused' && (event.parentID !== undefined || this.#state === this.model.first(this.row.side)))) &&
			crossLinkStates.of(this.#state, this.row.side)?.phase !== 'over' &&
			this.#steps.at(-1)?.reported?.step === undefined
		)
			this.#step(event, this.#state, this.#supplier, { step: outcome, standsStill: true });
	}

	#readMessage(message: LoggedMessage) {
		const { row, model } = this;
		const { event, outcome, supplyingAgencyId } = message;
		const isApplied = outcome === 'applied';
		const lender = supplyingAgencyId === brokerSymbolOf(row) ? undefined : supplyingAgencyId;
		const supplier = row.side === 'lending' ? this.#supplier : lender;
		const isOther = supplier !== undefined && supplier !== this.#supplier;
		const name = modelEventOfMessage(row, message, isOther && this.#supplier !== undefined);
		if (outcome === 'underWay') return;
		if (name === undefined) {
			if (isApplied && !isMereNote(message)) this.#unexplained = event;
			return;
		}
		const target = notedOnly.includes(name) ? undefined : model.target(row, isApplied ? this.#state : this.#expected, name);
		if (isApplied) this.#supplier = supplier ?? this.#supplier;
		if (isApplied && target !== undefined && target !== this.#state) return this.#step(event, target, supplier);
		// A message that did not change the state is reported for borrowing requests only: their state may then differ from that of the
		// lender's request. The supplier of a message to a lender knows that it was refused.
		if (target === undefined || row.side === 'lending') return;
		const isOwnWord = !isOther && target === this.#expected && name.endsWith('expect-to-supply');
		const isNew =
			isOther || (outcome === 'refused' && (model.event(row, this.#expected, name) !== undefined || isLater(target, this.#expected)));
		if (!isNew && !isOwnWord) return;
		this.#supplier = supplier ?? this.#supplier;
		// After the patron's own library has canceled, the request is canceled once no library is left to ask.
		const isCancelled =
			name === 'unfilled' && this.#steps.findLast(({ reported }) => reported === undefined)?.event.eventData?.action === 'cancel-request';
		const to = (isCancelled ? model.target(row, this.#expected, 'cancel-accepted') : undefined) ?? target;
		this.#step(event, this.#state, supplier, {
			missed: isOwnWord ? undefined : { from: this.#expected, to },
			standsStill: (outcome === 'refused' && !canContinue(this.#state, to)) || undefined,
		});
		this.#expected = to;
	}

	/** Adds a step. If it is only reported, the state does not change. */
	#step(event: BrokerEvent, to: string, supplier: string | undefined, reported?: StepWithoutTransition) {
		this.#steps.push({ event, from: this.#state, to, supplier, reported });
		if (reported !== undefined) return;
		this.#state = this.#expected = to;
		this.#unexplained = undefined;
	}
}

/** Whether a state comes later in a request's life. A state that the request has already passed is no change. */
function isLater(target: string, state: string) {
	const order = crossLinkStates.codes('borrowing');
	return order.indexOf(target) > order.indexOf(state);
}

/**
 * Whether the request can continue although an event had no effect on its state: `state` requires nothing of anybody, and is in the same
 * phase as `target`, the state to which the event should have led.
 */
function canContinue(state: string, target: string) {
	const [is, expected] = [crossLinkStates.of(state, 'borrowing'), crossLinkStates.of(target, 'borrowing')];
	return (
		is === undefined ||
		expected === undefined ||
		(is.exchange === undefined && expected.whatToDo === undefined && is.phase === expected.phase)
	);
}

export function eventOfStepWithoutTransition({ step, missed }: StepWithoutTransition) {
	if (step !== undefined) return 'needsStaff';
	if (missed === undefined) return 'expectsToSupply';
	const known = crossLinkStates.of(missed.to, 'borrowing');
	return eventOfTransition(missed.from, known) ?? (known?.whatToDo !== undefined ? 'needsStaff' : null);
}
