import type { Behaviour } from '../behaviour';
import type { SandboxClock } from '../clock';
import type { ScenarioBook } from '../modrs/scenarios';
import type { WaitingTimes } from '../modrs/world';
import type { InventoryLookup } from '../types';

export interface CrossLinkWorld {
	readonly clock: SandboxClock;
	readonly inventory: InventoryLookup;
	readonly fates: ScenarioBook;
	readonly options: Behaviour;
	readonly waits: WaitingTimes;
	/** The time from the sending of a request to the first supplier, in milliseconds, whatever the speed. */
	readonly locateDelayMs: number;
	readonly autoStaff: boolean;
	/** Finds the shared inventory's id of a record that has another id, such as that of a cluster in Reservoir. */
	readonly instanceIdOf?: (recordId: string) => string | undefined;
}
