import type { Behaviour } from './behaviour';
import type { InventoryOptions } from './inventory';
import type { OpenWork } from './openIndexes';
import type { PastWanted } from './past';
import type { WaitingTimes } from './modrs/world';

export interface SandboxOptions extends Partial<Behaviour> {
	readonly port?: number;
	readonly host?: string;
	/** How much faster suppliers, parcels and patrons are; 86,400 makes a day a second. Default 1. */
	readonly speed?: number;
	/** Milliseconds from the creation of a request to the verdict of its checks. Default 1500 / speed, at least 50. */
	readonly verdictDelayMs?: number;
	readonly waits?: Partial<WaitingTimes>;
	readonly inventory?: InventoryOptions;
	/** Works that the open indexes know, besides those of the consortium. */
	readonly openWorks?: readonly OpenWork[];
	/** Where the libraries' ReShare looks for lenders: in FOLIO's inventory (default), or in Reservoir. */
	readonly sharedIndex?: 'folio' | 'reservoir';
	/** True: CrossLink answers in the tenants `east` and `west`, too, as in a library that is about to move. */
	readonly bothBackEnds?: boolean;
	/** Gives East Harbor two years of requests, in both back ends; none unless given. */
	readonly past?: PastWanted;
	/** Whether the libraries' staff receive and return items by themselves. Default true. */
	readonly autoStaff?: boolean;
}
