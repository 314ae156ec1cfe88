export type ServiceType = 'Loan' | 'Copy' | 'CopyOrLoan';
export type ModelSide = 'REQUESTER' | 'SUPPLIER';
export type Outcome = 'success' | 'failure' | 'review' | 'duplicate';

export interface ModelAction {
	readonly name: string;
	/** Absent: staff start it. */
	readonly trigger?: 'auto';
	readonly transitions?: Partial<Readonly<Record<Outcome, string>>>;
	readonly appliesTo?: readonly ServiceType[];
	readonly primaryFor?: readonly ServiceType[];
	readonly params?: Readonly<Record<string, unknown>>;
}

export interface ModelEvent {
	readonly name: string;
	/** Absent: noted, without a change of state. */
	readonly transition?: string;
	readonly appliesTo?: readonly ServiceType[];
}

export interface ModelState {
	readonly name: string;
	/** What staff read. */
	readonly display: string;
	readonly side: ModelSide;
	readonly initial?: boolean;
	readonly editable?: boolean;
	readonly terminal?: boolean;
	readonly manualClose?: boolean;
	readonly needsAttention?: boolean;
	readonly primaryAction?: string;
	readonly closingAction?: string;
	readonly appliesTo?: readonly ServiceType[];
	readonly actions?: readonly ModelAction[];
	readonly events?: readonly ModelEvent[];
}

/** Versions of the state model: 3.0.0 of August 2026, 3.7.0 of November 2026, and one with a state that nobody knows yet. */
export type ModelVersion = '3.0.0' | '3.7.0' | '9.0.0';

export const loans: readonly ServiceType[] = ['Loan', 'CopyOrLoan'];
export const copies: readonly ServiceType[] = ['Copy', 'CopyOrLoan'];

export function to(name: string, success?: string, rest: Omit<ModelAction, 'name'> = {}): ModelAction {
	return { name, ...(success === undefined ? {} : { transitions: { success } }), ...rest };
}

/** An action that the server starts by itself on entering the state. */
export function auto(name: string, transitions: NonNullable<ModelAction['transitions']>): ModelAction {
	return { name, trigger: 'auto', transitions };
}

/** A mail that the server sends by itself on entering the state. */
export function mail(templateLabel: string, sendTo: 'patron' | 'staff' = 'patron'): ModelAction {
	return { name: 'send-notification', trigger: 'auto', params: { sendTo: [sendTo], templateLabel } };
}

/** A message of the other side and where it leads. */
export function on(name: string, transition?: string, appliesTo?: readonly ServiceType[]): ModelEvent {
	return { name, ...(transition === undefined ? {} : { transition }), ...(appliesTo === undefined ? {} : { appliesTo }) };
}
