import type { Side } from '../model/request';
import type { ModelState, StateModelAnswer } from './schemas';
import { crossLinkStates, usualTargets } from './states';

const sides: Readonly<Record<Side, string>> = { borrowing: 'REQUESTER', lending: 'SUPPLIER' };

/** The names by which older models know a message. */
const otherNames: Readonly<Record<string, string>> = { 'new-expect-to-supply': 'expect-to-supply', 'new-expect-to-supply-local': 'expect-to-supply-local' };

/** The states and what leads from one to another, as the server tells them. */
export class StateModel {
	readonly #states: ReadonlyMap<string, ModelState>;

	constructor(told: StateModelAnswer | undefined) {
		this.#states = new Map(told?.states.map((state) => [`${state.side} ${state.name}`, state]));
	}

	get isTold(): boolean {
		return this.#states.size > 0;
	}

	of(code: string, side: Side): ModelState | undefined {
		return this.#states.get(`${sides[side]} ${code}`);
	}

	codes(side: Side): string[] {
		return [...this.#states.values()].filter((state) => state.side === sides[side]).map(({ name }) => name);
	}

	knowsAction(name: string, side: Side | undefined): boolean {
		return [...this.#states.values()].some((state) => (side === undefined || state.side === sides[side]) && state.actions.some((action) => action.name === name));
	}

	first(side: Side): string {
		return [...this.#states.values()].find((state) => state.side === sides[side] && state.initial === true)?.name ?? crossLinkStates.codes(side, ({ isFirst }) => isFirst === true)[0] ?? '';
	}

	leads(side: Side, from: string, to: string): boolean {
		const { actions = [], events = [] } = this.of(from, side) ?? {};
		return events.some(({ transition }) => transition === to) || actions.some(({ transitions }) => Object.values(transitions ?? {}).includes(to));
	}

	/**
	 * The states in which a request that waits for the answer to a cancellation takes nothing else. Versions of August 2026 ask the next
	 * library when the one before has agreed, or has let go of conditions that were rejected, and the request stays as it is for good.
	 */
	silent(side: Side): string[] {
		return crossLinkStates.codes(side, ({ exchange }) => exchange === 'cancelAsked').filter((code) => this.of(code, side)?.events.some(({ name }) => name === 'new-expect-to-supply') === false);
	}

	/** Where a message leads from a state, taken or not; undefined where it changes nothing. */
	target(side: Side, state: string, name: string, serviceType: string): string | undefined {
		const event = this.#event(side, state, name, serviceType);
		return event === undefined ? usualTargets[side][otherNames[name] ?? name] : event.transition;
	}

	/** One that was refused all the same came before the request was in the state. */
	takes(side: Side, state: string, name: string, serviceType: string): boolean {
		return this.#event(side, state, name, serviceType) !== undefined;
	}

	#event(side: Side, state: string, name: string, serviceType: string): ModelState['events'][number] | undefined {
		const events = this.of(state, side)?.events ?? [];
		const applies = ({ appliesTo }: ModelState['events'][number]) => appliesTo === undefined || appliesTo.serviceTypes.length === 0 || appliesTo.serviceTypes.includes(serviceType);
		return [name, otherNames[name]].flatMap((known) => events.filter((event) => event.name === known && applies(event)))[0];
	}
}
