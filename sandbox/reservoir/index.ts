import type { BibRecord } from '../inventory/records/record';
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
	const get = (path: RegExp, permissions: readonly string[], handle: (request: ModuleRequest, id: string) => Answer): Route => ({
		method: 'GET',
		path,
		permissions,
		handle: (request, match) => ({ ...handle(request, decodeURIComponent(match[1] ?? '')), isPacked: true }),
	});
	return [
		get(/^\/reservoir\/?$/u, [], () => ({ status: 200, body: about })),
		get(/^\/reservoir\/oai$/u, [], (request) => oaiAnswer(world, request)),
		get(/^\/reservoir\/sru$/u, [], (request) => sruAnswer(world, request)),
		get(/^\/reservoir\/clusters$/u, ['reservoir-clusters.collection.get'], (request) => clusterList(world, request)),
		get(/^\/reservoir\/clusters\/([^/]+)$/u, ['reservoir-clusters.item.get'], (_request, id) => oneCluster(world, id)),
		get(/^\/reservoir\/records$/u, ['reservoir-records.collection.get'], (request) => recordList(world, request)),
		get(/^\/reservoir\/records\/([^/]+)$/u, ['reservoir-records.item.get'], (_request, id) => oneRecord(world, id)),
		get(/^\/reservoir\/config\/matchkeys$/u, ['reservoir-config-matchkeys.collection.get'], () => ({
			status: 200,
			body: { matchKeys: [{ id: pool, matcher: `${pool}-matcher::matchkey`, update: 'ingest' }], resultInfo: { totalRecords: 1, diagnostics: [], facets: [] } },
		})),
		get(/^\/reservoir\/config\/oai$/u, ['reservoir-config-oai.get'], () => ({ status: 200, body: { transformer: 'marc-transformer::cluster_transform' } })),
	];
}

const about = {
	links: { clusters: '/reservoir/clusters', oai: '/reservoir/oai', sru: '/reservoir/sru' },
	name: 'Reservoir',
	version: '1.2.0',
	revision: 'practice',
};
