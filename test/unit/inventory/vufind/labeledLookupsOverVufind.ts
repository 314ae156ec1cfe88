import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FindReason } from '../../../../reshare/inventory/find/findTypes';
import { buildInstanceId } from '../../../../sandbox/inventory/recordIds';
import { clusterIdOf } from '../../../../sandbox/reservoir/createReservoir';
import type { LabeledLookup } from '../find/labeledLookups';

/** A lookup whose right answer differs over VuFind, because Reservoir has other data about the same book. */
interface Difference {
	/** The number of the record in the labeled lookup. */
	readonly record: number;
	/** The reason in the labeled lookup. By default, all lookups of the record differ. */
	readonly label?: FindReason;
	/** The field of the citation by which such a lookup is recognized; absent: any field. */
	readonly by?: keyof LabeledLookup['citation'];
	/** The volume for which a look-up differs; absent: any volume. */
	readonly volume?: string;
	readonly answer: Partial<Pick<LabeledLookup, 'outcome' | 'reason' | 'record'>>;
	readonly why: string;
}

const differences = JSON.parse(
	readFileSync(path.join(__dirname, '../../../fixtures/lookups/overVufind.json'), 'utf8'),
) as readonly Difference[];

/** Returns the right answer over VuFind and, if it differs, the reason for that. */
export function lookupOverVufind(lookup: LabeledLookup): { readonly lookup: LabeledLookup; readonly why: string } {
	const difference = differences.find(
		({ record, label, by, volume }) =>
			record === lookup.record &&
			(volume === undefined || volume === (lookup.citation.volume ?? '')) &&
			(label === undefined || label === lookup.reason) &&
			(by === undefined || (lookup.citation[by] ?? '') !== ''),
	);
	return { lookup: ofClusters({ ...lookup, ...difference?.answer }), why: difference?.why ?? '' };
}

const clusterOf = new Map(Array.from({ length: 999 }, (_, index) => [buildInstanceId(index + 1), clusterIdOf(index + 1)]));

/** Makes look-ups with ids of clusters instead of instances. */
function ofClusters(lookup: LabeledLookup) {
	const { instanceId: ids } = lookup.citation;
	return ids === undefined
		? lookup
		: {
				...lookup,
				citation: { ...lookup.citation, instanceId: ids.replace(/[0-9a-f-]{36}/giu, (id) => clusterOf.get(id.toLowerCase()) ?? id) },
			};
}
