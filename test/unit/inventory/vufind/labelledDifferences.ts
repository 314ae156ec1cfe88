import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FindReason as FindReason } from '../../../../reshare/inventory/find/findTypes';
import { buildInstanceId } from '../../../../sandbox/inventory/recordIds';
import { clusterIdOf } from '../../../../sandbox/reservoir';
import type { Labelled } from '../find/labelledLookups';

/** A look-up with a different right answer over VuFind: Reservoir says other things of the same book. */
interface Difference {
	/** The label's record. */
	readonly record: number;
	/** The label's reason; default: all of the record's. */
	readonly label?: FindReason;
	/** The field by which a look-up differs; absent: any field. */
	readonly by?: keyof Labelled['citation'];
	/** The volume for which a look-up differs; absent: any volume. */
	readonly volume?: string;
	readonly answer: Partial<Pick<Labelled, 'outcome' | 'reason' | 'record'>>;
	readonly why: string;
}

const differences = JSON.parse(
	readFileSync(path.join(__dirname, '../../../fixtures/lookups/overVufind.json'), 'utf8'),
) as readonly Difference[];

/** Gives the right answer over VuFind, and why it differs, if it does. */
export function overVufind(look: Labelled): { readonly look: Labelled; readonly why: string } {
	const difference = differences.find(
		({ record, label, by, volume }) =>
			record === look.record &&
			(volume === undefined || volume === (look.citation.volume ?? '')) &&
			(label === undefined || label === look.reason) &&
			(by === undefined || (look.citation[by] ?? '') !== ''),
	);
	return { look: ofClusters({ ...look, ...difference?.answer }), why: difference?.why ?? '' };
}

const clusterOf = new Map(Array.from({ length: 999 }, (_, index) => [buildInstanceId(index + 1), clusterIdOf(index + 1)]));

/** Makes look-ups with ids of clusters instead of instances. */
function ofClusters(look: Labelled): Labelled {
	const { instanceId: ids } = look.citation;
	return ids === undefined
		? look
		: {
				...look,
				citation: { ...look.citation, instanceId: ids.replace(/[0-9a-f-]{36}/giu, (id) => clusterOf.get(id.toLowerCase()) ?? id) },
			};
}
