import type { Behavior } from '../behavior';
import type { BibRecord } from '../inventory/records/BibRecord';
import { defineRoute } from '../route';
import type { ClusterCopy, ClusterLookup, Route } from '../sharedTypes';
import { ClusterStore } from './ClusterStore';
import { marcFieldsOf, subfieldValueOf } from './marcInJson';
import { answerOai, buildOaiRecordXml } from './oaiPmh';
import { transformCluster } from './transformCluster';
import type { ReservoirContext } from './ReservoirContext';

export { clusterIdOf, reclusteredIdOf } from './ClusterStore';

export interface ReservoirServer extends ReservoirContext, ClusterLookup {
	readonly routes: readonly Route[];
}

export function createReservoir(records: readonly BibRecord[], options: Behavior, now: () => number): ReservoirServer {
	const clusters = new ClusterStore(records);
	const world: ReservoirContext = { clusters, options, now, record: (cluster) => transformCluster(cluster, options, now()) };
	return {
		...world,
		routes: [defineRoute('GET', '/reservoir/oai', undefined, (request) => ({ ...answerOai(world, request), isPacked: true }))],
		copies: (id) => copiesIn(world, id),
		oaiXml: (id) => buildOaiRecordXml(world, id),
	};
}

function copiesIn(world: ReservoirContext, id: string): ClusterCopy[] {
	const cluster = world.clusters.get(id);
	const record = cluster === undefined || world.options.transformerFails ? undefined : world.record(cluster);
	if (record === undefined) return [];
	return marcFieldsOf(record, '999', '11').flatMap((field) => {
		const [symbol, localId] = [subfieldValueOf(field, 's'), subfieldValueOf(field, 'l')];
		return !symbol || !localId
			? []
			: [{ symbol, localId, policy: subfieldValueOf(field, 'p') ?? '', callNumber: subfieldValueOf(field, 'c') || undefined }];
	});
}
