import type { Cluster } from './clusters';
import { control, controlValue, data, isData, leaderFor } from './marc';
import type { DataField, Field, MarcRecord } from './marc';
import type { Copy, MemberRecord } from './members';

/**
 * Which bibliography a cluster's record has. `main`: that of the member whose record is longest, as in most consortia.
 * `merged`: the fields of all members, sorted, with the title of the first, as in BorrowDirect.
 */
export type ClusterRecordForm = 'main' | 'merged';

export interface TransformOptions {
	clusterRecords: ClusterRecordForm;
}

/** The consortium's transformer: one MARC record of a cluster, with the members (999 10) and the copies (999 11) at its end. */
export function transform(cluster: Cluster, { clusterRecords }: TransformOptions, now: number): MarcRecord | undefined {
	const [first, ...others] = cluster.records;
	if (first === undefined) return undefined;
	const main = others.reduce((longest, record) => (lengthOf(record) > lengthOf(longest) ? record : longest), first);
	const bibliography = clusterRecords === 'main' ? exported(main) : merged(cluster.records);
	const source = clusterRecords === 'main' ? main : first;
	const exportedAt = new Date(now).toISOString().replace(/[-:T]/gu, '').slice(0, 14);
	const fields: Field[] = [
		control('001', cluster.id),
		...(clusterRecords === 'main' ? [control('003', source.sourceId)] : []),
		control('005', `${exportedAt}.0`),
		...['007', '008'].flatMap((tag) => {
			const value = controlValue(source.marc, tag);
			return value === undefined ? [] : [control(tag, value)];
		}),
		...bibliography,
		...cluster.records.map((record) => memberField(cluster, record)),
		...cluster.records.flatMap((record) => record.copies.map((copy) => copyField(copy, record, clusterRecords === 'merged'))),
	];
	return { leader: leaderFor(fields, source.marc.leader.slice(6, 8)), fields };
}

function lengthOf({ marc }: MemberRecord): number {
	return Number(marc.leader.slice(0, 5));
}

/** Fields 010 to 830 and 88x; links and the library's items stay behind. */
function exported({ marc }: MemberRecord): DataField[] {
	return marc.fields.filter(isData).filter(({ tag }) => (tag >= '010' && tag <= '830') || tag.startsWith('88'));
}

function merged(records: readonly MemberRecord[]): DataField[] {
	const seen = new Set<string>();
	return records
		.flatMap((record, index) => exported(record).filter(({ tag }) => index === 0 || tag !== '245'))
		.filter((field) => {
			const text = JSON.stringify(field);
			return !seen.has(text) && seen.add(text);
		})
		.sort((left, right) => left.tag.localeCompare(right.tag));
}

function memberField(cluster: Cluster, record: MemberRecord): DataField {
	return data('999', '10', [['i', cluster.id], ['l', record.number], ['s', record.sourceId], ['m', cluster.matchValue]]);
}

function copyField(copy: Copy, record: MemberRecord, withItemId: boolean): DataField {
	return data('999', '11', [
		['l', copy.localId],
		['s', copy.symbol],
		['i', copy.institution],
		['t', kindOf(record.marc)],
		['a', copy.location],
		['b', copy.barcode],
		['c', copy.callNumber],
		['v', copy.volume],
		['x', copy.itemType],
		['y', withItemId ? copy.itemId : undefined],
		['p', copy.policy],
	]);
}

/** By the leader, right or wrong. */
function kindOf({ leader }: MarcRecord): string {
	return leader.charAt(7) === 's' ? 'CNR' : 'BKS';
}
