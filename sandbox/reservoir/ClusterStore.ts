import { makeStableId } from '../stableIds';
import type { BibRecord } from '../inventory/records/BibRecord';
import { memberRecordsOf, type MemberRecord } from './memberRecords';

/** The pool whose clusters are published. Its key is the name of its OAI set. */
export const clusterPool = 'goldrush2024';

/** Records of several libraries that have the same match key. */
export interface Cluster {
	readonly id: string;
	/** When the cluster changed, in ISO 8601 with microseconds, as the database has it. */
	readonly datestamp: string;
	readonly matchValue: string;
	/** The member records. If there are none, the cluster is gone. */
	readonly records: readonly MemberRecord[];
}

export function clusterIdOf(recordNumber: number): string {
	return makeStableId(`cluster:${recordNumber}`);
}

export function reclusteredIdOf(id: string): string {
	return makeStableId(`cluster:again:${id}`);
}

const harvestedAt = '2026-05-04T08:15:30.123456Z';

/** Stores the clusters in the order of the inventory. Records that their library hides from discovery are not sent to Reservoir. */
export class ClusterStore {
	onChange: () => void = () => {};
	private made: Map<string, Cluster> | undefined;

	constructor(private readonly records: readonly BibRecord[]) {}

	private get clusters(): Map<string, Cluster> {
		this.made ??= this.make();
		return this.made;
	}

	private make(): Map<string, Cluster> {
		const clusters = this.records
			.filter((record) => record.suppressed !== true)
			.map((record): Cluster => ({
				id: clusterIdOf(record.number),
				datestamp: harvestedAt,
				matchValue: matchKey(record),
				records: memberRecordsOf(record),
			}));
		return new Map(clusters.map((cluster) => [cluster.id, cluster]));
	}

	get(id: string): Cluster | undefined {
		return this.clusters.get(id.toLowerCase());
	}

	all(): Cluster[] {
		return [...this.clusters.values()];
	}

	living(): Cluster[] {
		return this.all().filter(({ records }) => records.length > 0);
	}

	/**
	 * Dissolves a cluster, as when a book is withdrawn.
	 *
	 * @throws Error if there is no such cluster
	 */
	dissolve(id: string, at: number): void {
		const cluster = this.get(id);
		if (cluster === undefined) throw new Error(`There is no cluster ${id}`);
		this.onChange();
		this.clusters.set(cluster.id, { ...cluster, datestamp: microseconds(at), records: [] });
	}

	/**
	 * Moves records of a cluster into another one, as when their match key changes. The old cluster keeps its date, so that a harvest of
	 * later changes does not notice that they are gone (Storage.java, updateClusterForRecord).
	 *
	 * @param who the libraries whose records move; by default all
	 * @param into the other cluster; by default a new one
	 * @returns the id of the other cluster
	 * @throws Error if there is no such cluster
	 */
	move(
		id: string,
		at: number,
		{ who, into = reclusteredIdOf(id) }: { readonly who?: readonly string[]; readonly into?: string } = {},
	): string {
		const cluster = this.get(id);
		if (cluster === undefined) throw new Error(`There is no cluster ${id}`);
		this.onChange();
		const moves = ({ sourceId }: MemberRecord): boolean => who === undefined || who.includes(sourceId);
		const other = this.get(into);
		this.clusters.set(cluster.id, { ...cluster, records: cluster.records.filter((record) => !moves(record)) });
		const records = [...(other?.records ?? []), ...cluster.records.filter(moves)].sort((left, right) =>
			left.sourceId < right.sourceId ? -1 : 1,
		);
		this.clusters.set(into, { ...(other ?? cluster), id: into, datestamp: microseconds(at), records });
		return into;
	}
}

function microseconds(at: number): string {
	return new Date(at).toISOString().replace('Z', '000Z');
}

/** Makes the key by which most consortia match records: title, year, edition, publisher and author, in fixed positions. */
function matchKey(record: BibRecord): string {
	const squeezed = (text: string | undefined, length: number): string =>
		(text ?? '')
			.normalize('NFC')
			.toLowerCase()
			.replace(/[^\p{L}\p{N}]/gu, '')
			.slice(0, length)
			.padEnd(length, '_');
	const year = /\d{4}/u.exec(record.date ?? '')?.[0] ?? '0000';
	return [
		squeezed(record.title.split(' / ')[0], 70),
		year,
		squeezed(/\d+/u.exec(record.edition ?? '')?.[0], 3),
		squeezed(record.publisher, 5),
		squeezed(record.authors?.[0], 20),
		record.carrier.startsWith('e') ? 'e' : 'p',
	].join('');
}
