import type { ModelAction, StateModel } from './model';
import type { SupplierMessage } from './messages';
import type { BrokerEvent, CrossLinkRequest } from './row';
import type { CrossLinkStore } from './store';
import type { CrossLinkWorld } from './world';

export interface BrokerCore {
	readonly world: CrossLinkWorld;
	readonly store: CrossLinkStore;
	readonly model: StateModel;
	readonly isLater: boolean;
	/** What the server does by itself in the state that a request has come to; what of it failed, in its words. */
	enter(row: CrossLinkRequest, parent: BrokerEvent | undefined, user: string): string | undefined;
	actionsOf(row: CrossLinkRequest): readonly ModelAction[];
	invoke(row: CrossLinkRequest, name: string, params: Readonly<Record<string, unknown>>, user: string): BrokerEvent;
	stand(row: CrossLinkRequest, state: string): void;
	/** A message of a supplier, or of the broker itself, arrives at the borrower. Why it was not taken, or what followed it failed; undefined: all went well. */
	receive(row: CrossLinkRequest, from: string, message: SupplierMessage): string | undefined;
}
