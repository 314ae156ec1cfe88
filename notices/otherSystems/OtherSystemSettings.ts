import type { IlliadOutcome } from './illiadOutcomes';
import type { OtherSystemTaskKind } from './otherSystemTaskKinds';

export interface OtherSystemSettings {
	readonly kind: OtherSystemTaskKind;
	/** The address of the other system, without a slash at its end. */
	readonly address: string;
	/** The queues of ILLiad whose transactions are requested. */
	readonly queuesToSearch: readonly string[];
	/** The queue to which a transaction moves; empty: it stays. */
	readonly queues: Readonly<Record<IlliadOutcome, string>>;
	/** The field of ILLiad's user that has the patron's ID in ReShare. */
	readonly patronIdField: string;
	/** The field with the pickup location, in ILLiad's transaction or, if it is empty there, in its user. */
	readonly pickupField: string;
	/** The pickup locations whose names differ between the systems. */
	readonly pickupLocations: ReadonlyArray<{ readonly theirs: string; readonly ours: string }>;
	/** The statuses of requests that Alma has not sent to a partner yet. */
	readonly statusesToRequest: readonly string[];
	/** The prefixes of the numbers that ReShare gives its own entries in Alma. */
	readonly ownEntries: readonly string[];
	/** The code of the resource sharing library in Alma. */
	readonly owner: string;
	/** The forms that are filled with a request, see `fillFormUrl`. */
	readonly forms: ReadonlyArray<{ readonly name: string; readonly address: string }>;
}
