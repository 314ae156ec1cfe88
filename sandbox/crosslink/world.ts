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
	/** From the sending of a request to the first supplier; milliseconds, whatever the speed. */
	readonly locateDelayMs: number;
	readonly autoStaff: boolean;
	/** The shared inventory's id of a record that goes by another id, such as a cluster of Reservoir. */
	readonly instanceIdOf?: (recordId: string) => string | undefined;
}
