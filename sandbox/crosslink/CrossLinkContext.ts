import type { Behavior } from '../behavior';
import type { SandboxClock } from '../SandboxClock';
import type { ScenarioBook } from '../scenarios';
import type { StepDurations } from '../stepDurations';
import type { InventoryLookup } from '../sharedTypes';

export interface CrossLinkContext {
	readonly clock: SandboxClock;
	readonly inventory: InventoryLookup;
	readonly scenarios: ScenarioBook;
	readonly options: Behavior;
	readonly waits: StepDurations;
	/** The real time from the sending of a request to the first supplier, in milliseconds, whatever the speed. */
	readonly locateDelayMs: number;
	readonly autoStaff: boolean;
	/** Finds the shared inventory's id for a record that has another id, such as that of a cluster in Reservoir. */
	readonly instanceIdOf?: (recordId: string) => string | undefined;
}
