import type { CqlNode } from '../cql/query';
import { parseCql } from '../inventory/cql/parse';
import type { Cluster } from './clusters';
import type { MemberRecord } from './members';

/** An index name or a value that Reservoir cannot process. */
export class CqlUnsupported extends Error {}

/** What an index looks at: all values of an entry, compared whole. */
export type CqlIndexes<Entry> = Readonly<Record<string, (entry: Entry) => readonly string[]>>;

/** Whether a text can be an id: everything else is refused before it is looked for. */
export function isUuid(text: string): boolean {
	return uuid.test(text);
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu;

/**
 * A test for entries that fit the query.
 *
 * @param uuids names of the indexes that take UUIDs only
 * @throws CqlError (of the inventory) when the query cannot be parsed
 * @throws CqlUnsupported for an index that does not exist, or a value that is no UUID
 */
export function cqlFilter<Entry>(cql: string, indexes: CqlIndexes<Entry>, uuids: readonly string[]): (entry: Entry) => boolean {
	const compile = (node: CqlNode): ((entry: Entry) => boolean) => {
		if (node.kind === 'boolean') {
			const [left, right] = [compile(node.left), compile(node.right)];
			if (node.operator === 'and') return (entry) => left(entry) && right(entry);
			if (node.operator === 'or') return (entry) => left(entry) || right(entry);
			if (node.operator === 'not') return (entry) => left(entry) && !right(entry);
			throw new CqlUnsupported(`Unsupported operator ${node.operator.toUpperCase()}`);
		}
		if (node.index.toLowerCase() === 'cql.allrecords') return () => true;
		const read = indexes[node.index];
		if (read === undefined) throw new CqlUnsupported(`Unsupported CQL index: ${node.index}`);
		if (uuids.includes(node.index) && !uuid.test(node.term)) throw new CqlUnsupported(`Invalid UUID string: ${node.term}`);
		const wanted = node.term.toLowerCase();
		return (entry) => read(entry).some((value) => value.toLowerCase() === wanted) !== (node.relation.base === '<>');
	};
	return compile(parseCql(cql).root);
}

const memberIndexes: CqlIndexes<MemberRecord> = {
	globalId: (record) => [record.globalId],
	localId: (record) => [record.localId],
	sourceId: (record) => [record.sourceId],
	sourceVersion: (record) => [String(record.sourceVersion)],
};

export const recordIndexes: CqlIndexes<MemberRecord> = { ...memberIndexes, id: (record) => [record.globalId] };

export const clusterIndexes: CqlIndexes<Cluster> = {
	...Object.fromEntries(Object.entries(memberIndexes).map(([name, read]) => [name, (cluster: Cluster) => cluster.records.flatMap(read)])),
	clusterId: (cluster) => [cluster.id],
	matchValue: (cluster) => [cluster.matchValue],
};
