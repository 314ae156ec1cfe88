import type { Behavior } from './behavior';
import type { InventoryOptions } from './inventory/createInventory';
import type { OpenWork } from './openBibliographicIndexes';
import type { PastRequestOptions } from './past/storePastRequests';
import type { StepDurations } from './stepDurations';

export interface SandboxOptions extends Partial<Behavior> {
	readonly port?: number;
	readonly host?: string;
	/** How many times faster suppliers, parcels and patrons are; with 86,400 a day takes a second. The default is 1. */
	readonly speed?: number;
	/** How many milliseconds the checks of a new request take. The default is 1500 / speed, but at least 50. */
	readonly validationDelayMs?: number;
	readonly waits?: Partial<StepDurations>;
	readonly inventory?: InventoryOptions;
	/** Works that the open indexes know besides those of the consortium. */
	readonly openWorks?: readonly OpenWork[];
	/** Where the libraries' ReShare searches for lenders: in FOLIO's inventory (default), or in Reservoir. */
	readonly sharedIndex?: 'folio' | 'reservoir';
	/** Whether CrossLink also answers in the tenants `east` and `west`, as for a library that is about to migrate. */
	readonly bothBackEnds?: boolean;
	/** If it is set, East Harbor has two years of requests in both back ends. */
	readonly past?: PastRequestOptions;
	/** Whether the libraries' staff receive and return items by themselves; true by default. */
	readonly autoStaff?: boolean;
}
