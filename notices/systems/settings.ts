import type { IlliadOutcome, SystemKind } from './kinds';

/** What the owner of a workflow has chosen for another system. */
export interface SystemSettings {
	readonly kind: SystemKind;
	/** Address of the other system's interface, without a slash at its end. */
	readonly address: string;
	/** Queues of ILLiad whose transactions are requested. */
	readonly queuesToSearch: readonly string[];
	/** Where a transaction moves; empty: it stays. */
	readonly queues: Readonly<Record<IlliadOutcome, string>>;
	/** Field of ILLiad's user with the patron's ID in ReShare. */
	readonly patronIdField: string;
	/** Field of ILLiad's transaction, or else of its user, with the place where the item is picked up. */
	readonly pickupField: string;
	/** Places by ILLiad's name, with ReShare's; others have the same name in both. */
	readonly pickupLocations: ReadonlyArray<{ readonly theirs: string; readonly ours: string }>;
	/** Statuses of Alma in which nobody has sent a request anywhere. */
	readonly statusesToRequest: readonly string[];
	/** How the numbers begin that ReShare gives its own entries in Alma. */
	readonly ownEntries: readonly string[];
	/** Code of the resource sharing library in Alma. */
	readonly owner: string;
	/** Addresses of forms that a wish is put into, see `filledForm`. */
	readonly forms: ReadonlyArray<{ readonly name: string; readonly address: string }>;
}
