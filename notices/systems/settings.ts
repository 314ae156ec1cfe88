import type { IlliadOutcome, SystemKind } from './kinds';

export interface SystemSettings {
	readonly kind: SystemKind;
	/** Without a slash at its end. */
	readonly address: string;
	/** Queues of ILLiad whose transactions are requested. */
	readonly queuesToSearch: readonly string[];
	/** Where a transaction moves to; empty: it stays. */
	readonly queues: Readonly<Record<IlliadOutcome, string>>;
	/** Field of ILLiad's user with the patron's ID in ReShare. */
	readonly patronIdField: string;
	/** Field of ILLiad's transaction, or else of its user, with the pickup location. */
	readonly pickupField: string;
	/** Pickup locations whose names differ between the systems. */
	readonly pickupLocations: ReadonlyArray<{ readonly theirs: string; readonly ours: string }>;
	/** Statuses in which Alma has sent a request nowhere yet. */
	readonly statusesToRequest: readonly string[];
	/** Prefixes of the numbers that ReShare gives its own entries in Alma. */
	readonly ownEntries: readonly string[];
	/** Code of the resource sharing library in Alma. */
	readonly owner: string;
	/** Forms that a request is put into, see `filledForm`. */
	readonly forms: ReadonlyArray<{ readonly name: string; readonly address: string }>;
}
