import type { Cluster, ClusterStore } from './clusters';
import type { MarcRecord } from './marc';
import type { TransformOptions } from './transform';

/** How the Reservoir behaves; can be changed while it runs. `behaviourWords` tells what each means. */
export interface ReservoirOptions extends TransformOptions {
	transformerFails: boolean;
}

export interface ReservoirWorld {
	readonly clusters: ClusterStore;
	readonly options: ReservoirOptions;
	now(): number;
	/** The cluster's record as it is exported now; undefined when the cluster is gone. */
	record(cluster: Cluster): MarcRecord | undefined;
}
