import capabilities from './capabilities.json';
import model30 from './3.0.0.json';
import model37 from './3.7.0.json';

export type IsoServiceType = 'Loan' | 'Copy' | 'CopyOrLoan';
export type ActionOutcomeName = 'success' | 'failure' | 'review' | 'duplicate';
type ModelSide = 'REQUESTER' | 'SUPPLIER';

interface ServiceTypes {
	readonly serviceTypes: readonly IsoServiceType[];
}

export interface ModelAction {
	readonly name: string;
	/** Whether the server starts the action itself; absent: staff start it. */
	readonly trigger?: 'auto';
	readonly transitions?: Partial<Readonly<Record<ActionOutcomeName, string>>>;
	readonly appliesTo?: ServiceTypes;
	readonly primaryFor?: ServiceTypes;
	readonly params?: Readonly<Record<string, unknown>>;
}

interface ModelEvent {
	readonly name: string;
	/** The state to which the event leads. Absent: the event is noted without changing the state. */
	readonly transition?: string;
	readonly appliesTo?: ServiceTypes;
}

interface ModelState {
	readonly name: string;
	readonly display: string;
	readonly desc: string;
	readonly side: ModelSide;
	readonly terminal?: boolean;
	readonly needsAttention?: boolean;
	readonly primaryAction?: string;
	readonly actions?: readonly ModelAction[];
	readonly events?: readonly ModelEvent[];
}

/** A state that no program can know yet: the item waits on the hold shelf. */
const unheardOf: ModelState = {
	name: 'ON_HOLD_SHELF',
	display: 'On Hold Shelf',
	desc: 'On Hold Shelf',
	side: 'REQUESTER',
	needsAttention: true,
	actions: [{ name: 'ship-return', desc: 'ship-return', transitions: { success: 'SHIPPED_RETURNED' } } as ModelAction],
};

/** The model of August 2026, that of November 2026, and one with a state that nobody knows yet. */
const models = {
	'3.0.0': model30,
	'3.7.0': model37,
	'9.0.0': { ...model37, version: '9.0.0', states: [...model37.states, unheardOf] },
} as const;
type ModelVersion = keyof typeof models;

function applies({ appliesTo }: { readonly appliesTo?: ServiceTypes }, serviceType: IsoServiceType): boolean {
	return appliesTo?.serviceTypes.includes(serviceType) !== false;
}

export class BrokerStateModel {
	private readonly states: readonly ModelState[];

	constructor(readonly version: ModelVersion) {
		this.states = models[version].states as readonly ModelState[];
	}

	/** Finds a state; undefined for a state that the model does not know. */
	state(side: ModelSide, name: string): ModelState | undefined {
		return this.states.find((state) => state.side === side && state.name === name);
	}

	actions(side: ModelSide, name: string, serviceType: IsoServiceType): readonly ModelAction[] {
		return (this.state(side, name)?.actions ?? []).filter((action) => applies(action, serviceType));
	}

	isPrimary(side: ModelSide, state: string, { name, primaryFor }: ModelAction, serviceType: IsoServiceType): boolean {
		return this.state(side, state)?.primaryAction === name || primaryFor?.serviceTypes.includes(serviceType) === true;
	}

	/** Finds the event of this name in the state; undefined if the message is refused. */
	event(side: ModelSide, state: string, name: string, serviceType: IsoServiceType): ModelEvent | undefined {
		return this.state(side, state)?.events?.find((event) => event.name === name && applies(event, serviceType));
	}

	/** Returns what the server can do on either side, whether or not the model uses it, with the model's states and messages. */
	get capabilities() {
		const names = (side: ModelSide, of: (state: ModelState) => string[]) =>
			[...new Set(this.states.filter((state) => state.side === side).flatMap(of))].sort();
		const states = (side: ModelSide) => names(side, ({ name }) => [name]);
		const events = (side: ModelSide) => names(side, (state) => (state.events ?? []).map(({ name }) => name));
		return {
			...capabilities[this.version === '3.0.0' ? '3.0.0' : '3.7.0'],
			requesterStates: states('REQUESTER'),
			supplierStates: states('SUPPLIER'),
			requesterMessageEvents: events('SUPPLIER'),
			supplierMessageEvents: events('REQUESTER'),
		};
	}

	print(): unknown {
		return models[this.version];
	}
}
