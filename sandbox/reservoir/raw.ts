import type { Answer, ModuleRequest } from '../types';
import { pool, type Cluster } from './clusters';
import { clusterIndexes, cqlFilter, isUuid, recordIndexes, type CqlIndexes } from './cql';
import { marcJson } from './marc';
import type { MemberRecord } from './members';
import type { ReservoirWorld } from './world';

/** `/reservoir/clusters`, `/reservoir/records`: the libraries' records as they came, without copies' policies. */

function clusterView({ id, datestamp, matchValue, records }: Cluster): unknown {
	return { clusterId: id, datestamp, records: records.map(recordView), matchValues: [matchValue] };
}

function recordView({ globalId, localId, sourceId, sourceVersion, marc }: MemberRecord): unknown {
	return { globalId, localId, sourceId, sourceVersion, payload: { marc: marcJson(marc) } };
}

export function clusterList(world: ReservoirWorld, { query }: ModuleRequest): Answer {
	const matchKey = query.get('matchkeyid');
	if (matchKey === null) return { status: 400, body: 'Missing required query parameter: matchkeyid' };
	if (matchKey !== pool) return { status: 404, body: `MatchKey ${matchKey} not found` };
	return page(query, world.clusters.living(), clusterIndexes, ['clusterId'], clusterView);
}

/** What the description of the interface refuses before anything is looked up. */
const badId: Answer = { status: 400, body: 'Validation error for parameter clusterId in location PATH: provided string should respect pattern uuid' };

export function oneCluster(world: ReservoirWorld, id: string): Answer {
	if (!isUuid(id)) return badId;
	const cluster = world.clusters.get(id);
	return cluster === undefined || cluster.records.length === 0 ? { status: 404, body: id } : { status: 200, body: clusterView(cluster) };
}

export function recordList(world: ReservoirWorld, { query }: ModuleRequest): Answer {
	return page(query, world.clusters.living().flatMap(({ records }) => records), recordIndexes, ['id', 'globalId'], recordView);
}

export function oneRecord(world: ReservoirWorld, globalId: string): Answer {
	const record = world.clusters.living().flatMap(({ records }) => records).find((candidate) => candidate.globalId === globalId);
	return record === undefined ? { status: 404, body: globalId } : { status: 200, body: recordView(record) };
}

/** The total is told only to those who ask for it with `count=exact`. */
function page<Entry>(query: URLSearchParams, entries: readonly Entry[], indexes: CqlIndexes<Entry>, uuids: readonly string[], view: (entry: Entry) => unknown): Answer {
	for (const name of ['offset', 'limit']) {
		if (!/^\d*$/u.test(query.get(name) ?? '')) return { status: 400, body: `Validation error for parameter ${name} in location QUERY: value should be a whole number` };
	}
	let found = entries;
	const cql = query.get('query') ?? '';
	if (cql !== '') {
		try {
			found = entries.filter(cqlFilter(cql, indexes, uuids));
		} catch (error) {
			return { status: 400, body: error instanceof Error ? error.message : String(error) };
		}
	}
	const [offset, limit] = [Number(query.get('offset') ?? 0), Number(query.get('limit') ?? 10)];
	return {
		status: 200,
		body: {
			items: found.slice(offset, offset + limit).map(view),
			resultInfo: { ...(query.get('count') === 'exact' ? { totalRecords: found.length } : {}), diagnostics: [], facets: [] },
		},
	};
}
