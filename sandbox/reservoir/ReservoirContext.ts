import type { Behavior } from '../behavior';
import type { Cluster, ClusterStore } from './ClusterStore';
import type { MarcInJson } from './marcInJson';

export interface ReservoirContext {
	readonly clusters: ClusterStore;
	readonly options: Behavior;
	now(): number;
	/** Returns the cluster's record as it is exported now; undefined if the cluster is gone. */
	record(cluster: Cluster): MarcInJson | undefined;
}
