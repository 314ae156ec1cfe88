import type { Behaviour } from '../behaviour';
import type { BibRecord } from '../inventory/records/record';
import { route } from '../route';
import type { ClusterCopy, ClusterLookup, Route } from '../types';
import { ClusterStore } from './clusters';
import { marcFieldsOf, valueOf } from './marc';
import { oaiAnswer, oaiXml } from './oai';
import { transform } from './transform';
import type { ReservoirWorld } from './world';

export { clusterId, reclusteredId } from './clusters';

export interface ReservoirServer extends ReservoirWorld, ClusterLookup {
	readonly routes: readonly Route[];
}

export function createReservoir(records: readonly BibRecord[], options: Behaviour, now: () => number): ReservoirServer {
	const clusters = new ClusterStore(records);
	const world: ReservoirWorld = { clusters, options, now, record: (cluster) => transform(cluster, options, now()) };
	return {
		...world,
		routes: [route('GET', '/reservoir/oai', undefined, (request) => ({ ...oaiAnswer(world, request), isPacked: true }))],
		copies: (id) => copiesIn(world, id),
		oaiXml: (id) => oaiXml(world, id),
	};
}

function copiesIn(world: ReservoirWorld, id: string): ClusterCopy[] {
	const cluster = world.clusters.get(id);
	const record = cluster === undefined || world.options.transformerFails ? undefined : world.record(cluster);
	if (record === undefined) return [];
	return marcFieldsOf(record, '999', '11').flatMap((field) => {
		const [symbol, localId] = [valueOf(field, 's'), valueOf(field, 'l')];
		return !symbol || !localId
			? []
			: [{ symbol, localId, policy: valueOf(field, 'p') ?? '', callNumber: valueOf(field, 'c') || undefined }];
	});
}
