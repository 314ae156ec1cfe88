import type { BibRecord } from '../inventory/records/record';
import { route } from '../route';
import type { Answer, ClusterCopy, ClusterLookup, ModuleRequest, Route } from '../types';
import { ClusterStore, pool } from './clusters';
import { fieldsOf } from './marc';
import { oaiAnswer, oaiXml } from './oai';
import { clusterList, oneCluster, oneRecord, recordList } from './raw';
import { sruAnswer } from './sru';
import { transform } from './transform';
import type { ReservoirOptions, ReservoirWorld } from './world';

export { clusterId, dissolvedClusterId, reclusteredId } from './clusters';
export type { ReservoirOptions } from './world';

export const usualReservoir: ReservoirOptions = { clusterRecords: 'main', transformerFails: false };

/** The consortium's shared inventory of today: the clusters, and the module in front of them. */
export interface Reservoir extends ReservoirWorld, ClusterLookup {
	readonly routes: readonly Route[];
}

export function createReservoir(records: readonly BibRecord[], options: ReservoirOptions, now: () => number): Reservoir {
	const clusters = new ClusterStore(records);
	const world: ReservoirWorld = { clusters, options, now, record: (cluster) => transform(cluster, options, now()) };
	return { ...world, routes: reservoirRoutes(world), copies: (id) => copiesIn(world, id), oaiXml: (id) => oaiXml(world, id) };
}

function copiesIn(world: ReservoirWorld, id: string): ClusterCopy[] {
	const cluster = world.clusters.get(id);
	const record = cluster === undefined || world.options.transformerFails ? undefined : world.record(cluster);
	if (record === undefined) return [];
	return fieldsOf(record, '999', '11').flatMap(({ subfields }) => {
		const first = (code: string): string => subfields.find(([candidate]) => candidate === code)?.[1] ?? '';
		const [symbol, localId] = [first('s'), first('l')];
		const callNumber = first('c');
		return symbol === '' || localId === '' ? [] : [{ symbol, localId, policy: first('p'), callNumber: callNumber === '' ? undefined : callNumber }];
	});
}

function reservoirRoutes(world: ReservoirWorld): Route[] {
	const get = (path: string, permission: string | undefined, handle: (request: ModuleRequest, id: string) => Answer): Route =>
		route('GET', `/reservoir${path}`, permission, (request, id) => ({ ...handle(request, id), isPacked: true }));
	return [
		get('/?', undefined, () => ({ status: 200, body: about })),
		get('/oai', undefined, (request) => oaiAnswer(world, request)),
		get('/sru', undefined, (request) => sruAnswer(world, request)),
		get('/clusters', 'reservoir-clusters.collection.get', (request) => clusterList(world, request)),
		get('/clusters/{}', 'reservoir-clusters.item.get', (_request, id) => oneCluster(world, id)),
		get('/records', 'reservoir-records.collection.get', (request) => recordList(world, request)),
		get('/records/{}', 'reservoir-records.item.get', (_request, id) => oneRecord(world, id)),
		get('/config/matchkeys', 'reservoir-config-matchkeys.collection.get', () => ({
			status: 200,
			body: { matchKeys: [{ id: pool, matcher: `${pool}-matcher::matchkey`, update: 'ingest' }], resultInfo: { totalRecords: 1, diagnostics: [], facets: [] } },
		})),
		get('/config/oai', 'reservoir-config-oai.get', () => ({ status: 200, body: { transformer: 'marc-transformer::cluster_transform' } })),
	];
}

const about = {
	links: { clusters: '/reservoir/clusters', oai: '/reservoir/oai', sru: '/reservoir/sru' },
	name: 'Reservoir',
	version: '1.2.0',
	revision: 'practice',
};
