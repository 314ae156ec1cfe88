import type { CredentialTarget } from './faultColumns';
import type { SeenCall } from './faultProxy';
import type { Practice } from './openPractice';
import type { RunSummary } from './RunSummary';

/** `goOn`: three items, after whose errors the workflow continues. `alone`: only the item that is hit, which may stop the node. */
export type FaultRunMode = 'goOn' | 'alone';

export interface Row {
	readonly name: string;
	/** The node's operation, e.g. `reShareSearch.getInstance`; absent for the trigger. */
	readonly operation?: string;
	/** Requests that the fault may hit. */
	readonly aim: (seen: SeenCall) => boolean;
	/** The field with the address that connection faults change. */
	readonly field: 'url' | 'openUrlBaseUrl';
	/** The index of the item that is hit; undefined: all items are. */
	readonly hit: number | undefined;
	/** Counts the requests with a reference, for rows that make requests. */
	readonly made?: (practice: Practice, reference: string) => number;
	/** Whether the row acts on requests, so that a second run has nothing left to do. */
	readonly acts?: boolean;
	prepare?(practice: Practice): void;
	run(practice: Practice, target: CredentialTarget, mode: FaultRunMode): Promise<RunSummary>;
}
