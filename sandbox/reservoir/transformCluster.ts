import type { Behavior } from '../behavior';
import type { Cluster } from './ClusterStore';
import {
	buildControlField,
	controlValueOf,
	buildDataField,
	isDataField,
	type MarcDataField,
	type MarcField,
	type MarcInJson,
} from './marcInJson';
import type { MemberCopy, MemberRecord } from './memberRecords';

/**
 * Plays the consortium's transformer. It makes one MARC record of a cluster, with the members (999 10) and the copies (999 11) at the end.
 * With `main`, its bibliographic data are those of one member, the last one whose record is longer than the one before it, as in most
 * consortia. With `merged`, it has the sorted fields of all members, with the title of the first and the leader of the last, as in
 * BorrowDirect. With `none` there is no transformer, and Reservoir itself gives the first member's record as it came, with all members in
 * one field.
 */
export function transformCluster(cluster: Cluster, { clusterRecords }: Behavior, now: number): MarcInJson | undefined {
	if (cluster.records.length === 0) return undefined;
	if (clusterRecords === 'none') return untransformed(cluster);
	const isMerged = clusterRecords === 'merged';
	const exportedAt = new Date(now).toISOString().replace(/[-:T]/gu, '').slice(0, 14);
	const { leader, fields } = isMerged ? merged(cluster.records) : ofMain(cluster.records);
	return {
		leader,
		fields: [
			buildControlField('001', cluster.id),
			...fields.filter((field) => field.tag < '005'),
			buildControlField('005', `${exportedAt}.0`),
			...fields.filter((field) => field.tag > '005'),
			...cluster.records.map((record) => memberField(cluster, record)),
			...cluster.records.flatMap((record) => record.copies.map((copy) => copyField(copy, record, isMerged))),
		],
	};
}

function untransformed({ id, matchValue, records }: Cluster): MarcInJson | undefined {
	const members = records.flatMap(
		({ localId, sourceId, sourceVersion }) =>
			[
				['l', localId],
				['s', sourceId],
				['v', String(sourceVersion)],
			] as const,
	);
	return (
		records[0] && {
			leader: records[0].marc.leader,
			fields: [...records[0].marc.fields, buildDataField('999', '10', [['i', id], ['m', matchValue], ...members])],
		}
	);
}

function ofMain(records: readonly MemberRecord[]): MarcInJson {
	const main = records.filter((record, index) => lengthOf(record) > lengthOf(records[index - 1])).at(-1) ?? records[0];
	if (main === undefined) return { leader: '', fields: [] };
	return {
		leader: main.marc.leader,
		fields: [buildControlField('003', main.sourceId), ...coded(['007', '008'], [main]), ...exported(main)],
	};
}

function lengthOf(record: MemberRecord | undefined): number {
	return record === undefined ? 0 : Number(record.marc.leader.slice(0, 5));
}

/** Selects the fields 010 to 830 and 88x. Links and the library's items are left out. */
function exported({ marc }: MemberRecord): MarcDataField[] {
	return marc.fields.filter(isDataField).filter(({ tag }) => (tag >= '010' && tag <= '830') || tag.startsWith('88'));
}

function coded(tags: readonly string[], records: readonly MemberRecord[]): MarcField[] {
	return tags.flatMap((tag) => {
		const value = records.flatMap(({ marc }) => controlValueOf(marc, tag) ?? []).at(-1);
		return value === undefined ? [] : [buildControlField(tag, value)];
	});
}

function merged(records: readonly MemberRecord[]): MarcInJson {
	const texts = records
		.flatMap((record, index) => exported(record).filter(({ tag }) => index === 0 || tag !== '245'))
		.map((field) => JSON.stringify(withoutFirstStop(field)));
	const fields = [...new Set(texts)]
		.map((text) => JSON.parse(text) as MarcDataField)
		.sort((left, right) => left.tag.localeCompare(right.tag));
	const leader = records.at(-1)?.marc.leader ?? '';
	return { leader: `00000n${leader.slice(6)}`, fields: [...coded(['007', '008'], records), ...fields] };
}

/**
 * Removes a full stop, so that fields of several members that differ only in it become one. Only the first subfield that ends in one is
 * changed.
 */
function withoutFirstStop(field: MarcDataField): MarcDataField {
	const index = field.subfields.findIndex(([, value]) => value.endsWith('.'));
	return { ...field, subfields: field.subfields.map(([code, value], at) => [code, at === index ? value.slice(0, -1) : value] as const) };
}

function memberField(cluster: Cluster, record: MemberRecord): MarcDataField {
	return buildDataField('999', '10', [
		['i', cluster.id],
		['l', record.number],
		['s', record.sourceId],
		['m', cluster.matchValue],
	]);
}

function copyField(copy: MemberCopy, record: MemberRecord, withItemId: boolean): MarcDataField {
	return buildDataField('999', '11', [
		['l', copy.localId],
		['s', copy.symbol],
		['i', copy.institution],
		['t', kindOf(record.marc)],
		['a', copy.location],
		['b', copy.barcode],
		['c', copy.callNumber],
		['m', copy.description],
		['u', copy.chronology],
		['v', copy.volume],
		['x', copy.itemType],
		['y', withItemId ? copy.itemId : undefined],
		['p', copy.policy],
	]);
}

/** Returns the kind of thing that a record describes according to its leader, which may be wrong. */
function kindOf({ leader }: MarcInJson): string {
	return leader.charAt(7) === 's' ? 'CNR' : 'BKS';
}
