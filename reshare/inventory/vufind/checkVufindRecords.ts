import { ReShareError, rethrowUnlessOfKind } from '../../errors';
import type { ReservoirClient } from '../reservoir/ReservoirClient';
import type { RecordWithHoldings } from './parseVufindRecord';
import type { VufindClient } from './VufindClient';
import { countWithNoun } from '../../sentences';

/**
 * Checks whether the first records of a VuFind, which were read before, are the consortium's and have their holdings. If a Reservoir is
 * named, it also checks whether that one has these records.
 */
export async function checkVufindRecords(
	host: string,
	total: number,
	{ found, unreadable, foreign }: ReturnType<VufindClient['read']>,
	reservoir: ReservoirClient | undefined,
) {
	if (total === 0 || found.length + unreadable + foreign === 0) {
		throw new ReShareError(
			'inventory',
			`The VuFind at ${host} has no records`,
			'Check whether it is the site where patrons search the whole consortium.',
		);
	}
	if (found.length + unreadable === 0) {
		throw new ReShareError(
			'noModule',
			`The VuFind at ${host} is a catalog of its own, not ReShare's`,
			"Its records have no IDs of a shared inventory. Enter the site where patrons search the whole consortium as '⟦vufindUrl⟧'.",
		);
	}
	if (found.length === 0) {
		throw new ReShareError(
			'inventory',
			`The VuFind at ${host} does not give its records in full`,
			"Ask whoever runs it to give the field 'fullRecord' through its API.",
		);
	}
	if (reservoir !== undefined) await probeReservoir(reservoir, found);
	// A holding without a policy belongs to a library's record, and is no copy.
	const libraries = new Set(
		found.flatMap(({ holdings }) => holdings.holdings.flatMap(({ library, policy }) => (policy === null ? [] : (library ?? [])))),
	);
	const records = countWithNoun(total, 'record', 'records');
	if (libraries.size > 0) {
		const libraryCount = countWithNoun(libraries.size, 'library', 'libraries');
		return `Connected: ${records} in VuFind, ${libraryCount} in the first ${found.length}${reservoir === undefined ? '' : '. The Reservoir answers'}`;
	}
	if (reservoir !== undefined)
		return `Connected: ${records} in VuFind, which leaves the holdings out. The Reservoir answers. Holdings are read from the Reservoir`;
	throw new ReShareError(
		'inventory',
		`The VuFind at ${host} leaves the holdings out of its records`,
		"Ask whoever runs it to give field 999 in 'fullRecord', or fill in '⟦reservoirUrl⟧' and '⟦reservoirTenant⟧'.",
	);
}

/**
 * How many records are read from the Reservoir. Some may have gone since VuFind harvested them; but if all are missing, it is the wrong
 * Reservoir.
 */
const mostProbes = 5;

async function probeReservoir(reservoir: ReservoirClient, records: readonly RecordWithHoldings[]) {
	try {
		for (const { record } of records.slice(0, mostProbes)) if ((await reservoir.record(record.id)) !== 'gone') return;
	} catch (error) {
		rethrowUnlessOfKind(error);
		throw new ReShareError(error.kind, `VuFind answers, but the Reservoir was not reached: ${error.message}`, {
			status: error.status,
			description: error.description,
		});
	}
	throw new ReShareError(
		'inventory',
		`VuFind answers, but the Reservoir at ${reservoir.host} has none of its first records`,
		"Check '⟦reservoirUrl⟧' and '⟦reservoirTenant⟧': it must be the Reservoir behind this VuFind.",
	);
}
