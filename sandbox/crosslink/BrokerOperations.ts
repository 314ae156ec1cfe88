import type { ModelAction, BrokerStateModel } from './model/BrokerStateModel';
import type { SupplierMessage } from './isoMessages';
import type { StoredEvent, CrossLinkRequest } from './crossLinkRequest';
import type { CrossLinkStore } from './CrossLinkStore';
import type { CrossLinkContext } from './CrossLinkContext';

export interface BrokerOperations {
	readonly world: CrossLinkContext;
	readonly store: CrossLinkStore;
	readonly model: BrokerStateModel;
	readonly isLater: boolean;
	/** Does what the server does by itself when a request enters a state. Returns what failed, in the server's words. */
	enter(row: CrossLinkRequest, parent: StoredEvent | undefined, user: string): string | undefined;
	actionsOf(row: CrossLinkRequest): readonly ModelAction[];
	invoke(row: CrossLinkRequest, name: string, params: Readonly<Record<string, unknown>>, user: string): StoredEvent;
	stand(row: CrossLinkRequest, state: string): void;
	/**
	 * Delivers a message from a supplier, or from the broker itself, to the borrower. Returns why it was not accepted, or why what followed
	 * failed.
	 */
	receive(row: CrossLinkRequest, from: string, message: SupplierMessage): string | undefined;
}
