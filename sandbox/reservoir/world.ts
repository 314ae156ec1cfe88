import type { Behaviour } from '../behaviour';
import type { Cluster, ClusterStore } from './clusters';
import type { MarcInJson } from './marc';

export interface ReservoirWorld {
	readonly clusters: ClusterStore;
	readonly options: Behaviour;
	now(): number;
	/** The cluster's record as it is exported now; undefined when the cluster is gone. */
	record(cluster: Cluster): MarcInJson | undefined;
}
