import type { Behavior } from '../behavior';
import type { StepDurations } from '../stepDurations';
import type { SandboxClock } from '../SandboxClock';
import type { Directory } from '../directory/Directory';
import type { ClusterLookup, InventoryLookup } from '../sharedTypes';
import type { ScenarioBook } from '../scenarios';
import type { AppSettings } from './AppSettings';
import type { RequestStore } from './RequestStore';

export interface ModRsContext {
	readonly clock: SandboxClock;
	readonly store: RequestStore;
	readonly directory: Directory;
	readonly settings: AppSettings;
	readonly scenarios: ScenarioBook;
	readonly inventory: InventoryLookup;
	readonly reservoir: ClusterLookup;
	readonly options: Behavior;
	readonly waits: StepDurations;
	/** The real time from the creation of a request to the result of the automatic checks, in milliseconds, whatever the speed. */
	readonly validationDelayMs: number;
	readonly autoStaff: boolean;
}
