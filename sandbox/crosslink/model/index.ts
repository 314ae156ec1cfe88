import { requesterStates } from './requester';
import { supplierStates } from './supplier';
import { to, type ModelAction, type ModelEvent, type ModelSide, type ModelState, type ModelVersion, type ServiceType } from './types';

export type { ModelAction, ModelVersion, Outcome } from './types';

/** A state that no program can know: the item waits on the hold shelf. */
const unheardOf: ModelState = { name: 'ON_HOLD_SHELF', display: 'On Hold Shelf', side: 'REQUESTER', needsAttention: true, actions: [to('ship-return', 'SHIPPED_RETURNED')] };

/** The states of one version and what is allowed in them. */
export class StateModel {
	private readonly states: readonly ModelState[];

	constructor(readonly version: ModelVersion) {
		const later = version !== '3.0.0';
		this.states = [...requesterStates(later), ...(version === '9.0.0' ? [unheardOf] : []), ...supplierStates(later)];
	}

	/** Undefined where a request is in a state that the model does not know. */
	state(side: ModelSide, name: string): ModelState | undefined {
		return this.states.find((state) => state.side === side && state.name === name);
	}

	actions(side: ModelSide, name: string, serviceType: ServiceType): readonly ModelAction[] {
		return (this.state(side, name)?.actions ?? []).filter(({ appliesTo }) => appliesTo === undefined || appliesTo.includes(serviceType));
	}

	isPrimary(side: ModelSide, state: string, { name, primaryFor }: ModelAction, serviceType: ServiceType): boolean {
		return this.state(side, state)?.primaryAction === name || primaryFor?.includes(serviceType) === true;
	}

	/** The event of this name in the state; undefined: the message is refused. */
	event(side: ModelSide, state: string, name: string, serviceType: ServiceType): ModelEvent | undefined {
		return this.state(side, state)?.events?.find((event) => event.name === name && (event.appliesTo === undefined || event.appliesTo.includes(serviceType)));
	}

	/** States, and the events that messages of the other side are. */
	names(): Readonly<Record<'requesterStates' | 'supplierStates' | 'requesterMessageEvents' | 'supplierMessageEvents', readonly string[]>> {
		const of = (side: ModelSide) => this.states.filter((state) => state.side === side);
		const states = (side: ModelSide) => of(side).map(({ name }) => name).sort();
		const events = (side: ModelSide) => [...new Set(of(side).flatMap((state) => state.events ?? []).map(({ name }) => name))].sort();
		return { requesterStates: states('REQUESTER'), supplierStates: states('SUPPLIER'), requesterMessageEvents: events('SUPPLIER'), supplierMessageEvents: events('REQUESTER') };
	}

	print(): unknown {
		const types = (list: readonly ServiceType[] | undefined) => (list === undefined ? undefined : { serviceTypes: list });
		return {
			type: 'StateModel',
			name: 'CrossLink State Model',
			desc: 'Loans and copies, requester and supplier',
			version: this.version,
			selector: { serviceType: ['Copy', 'Loan', 'CopyOrLoan'] },
			states: this.states.map(({ appliesTo, actions, events, ...state }) => ({
				...state,
				desc: state.display,
				...withValue('appliesTo', types(appliesTo)),
				...withValue('actions', actions?.map(({ appliesTo: applies, primaryFor, ...action }) => ({
					...action, desc: action.name, ...withValue('appliesTo', types(applies)), ...withValue('primaryFor', types(primaryFor)),
				}))),
				...withValue('events', events?.map(({ appliesTo: applies, ...event }) => ({ ...event, desc: event.name, ...withValue('appliesTo', types(applies)) }))),
			})),
		};
	}
}

function withValue(name: string, value: unknown): Record<string, unknown> {
	return value === undefined ? {} : { [name]: value };
}
