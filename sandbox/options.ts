import type { Behavior } from './behavior';
import type { InventoryOptions } from './inventory';
import type { OpenWork } from './openIndexes';
import type { PastOptions } from './past';
import type { WaitingTimes } from './modrs/World';

export interface SandboxOptions extends Partial<Behavior> {
	readonly port?: number;
	readonly host?: string;
	/** Suppliers, parcels and patrons are so many times faster; 86,400 makes a day a second. The default is 1. */
	readonly speed?: number;
	/** The checks of a new request take so many milliseconds. The default is 1500 / speed, at least 50. */
	readonly verdictDelayMs?: number;
	readonly waits?: Partial<WaitingTimes>;
	readonly inventory?: InventoryOptions;
	/** The open indexes know these works besides those of the consortium. */
	readonly openWorks?: readonly OpenWork[];
	/** The libraries' ReShare looks for lenders here: in FOLIO's inventory (default), or in Reservoir. */
	readonly sharedIndex?: 'folio' | 'reservoir';
	/** If true, CrossLink answers in the tenants `east` and `west`, too, as in a library that is about to move. */
	readonly bothBackEnds?: boolean;
	/** If given, East Harbor has two years of requests in both back ends. */
	readonly past?: PastOptions;
	/** Unless false, the libraries' staff receive and return items by themselves. */
	readonly autoStaff?: boolean;
}
