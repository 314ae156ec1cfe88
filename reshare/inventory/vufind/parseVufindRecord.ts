import { ReShareError, rethrowUnlessOfKind } from '../../errors';
import { bibliographicRecordOfMarc } from '../marc/bibliographicRecordOfMarc';
import { readMarcXml, type MarcRecord } from '../marc/MarcRecord';
import { singleVolumeNumber, volumesInStatement } from '../match/volumes';
import type { Holding, HoldingList, InventoryRecord } from '../recordsAndHoldings';
import { holdingsOfMarc, reservoirLendingPolicy } from '../reservoir/holdingsOfMarc';
import type { RecordAnswer } from './searchAnswer';

/** VuFind's formats for online resources, which nobody can send. */
const electronic = new Set(['eBook', 'Electronic', 'Online']);

export interface RecordWithHoldings {
	readonly record: InventoryRecord;
	readonly holdings: HoldingList;
}

/** Reads a record. The result is undefined if it contains no MARC that can be read. */
export function parseVufindRecord({ fullRecord, formats, lendingStatus }: RecordAnswer, id: string): RecordWithHoldings | undefined {
	const [marc] = marcIn(fullRecord);
	const read = marc && readRecordOfMarc(marc, id);
	if (read === undefined) return undefined;
	const { record, holdings } = read;
	const isElectronic = formats.some((format) => electronic.has(format)) && !record.formats.includes('e-book');
	// If the site leaves the holdings out and yet says that somebody lends, that may be the own library alone.
	const isLentBySomebody = holdings.holdings.length === 0 && lendingStatus.includes(reservoirLendingPolicy);
	const advice = holdings.problem?.description ?? '';
	return {
		record: isElectronic ? { ...record, formats: [...record.formats, 'e-book'] } : record,
		holdings: isLentBySomebody
			? { ...holdings, problem: new ReShareError('inventory', 'VuFind tells that a library lends it, but not which', advice) }
			: holdings,
	};
}

export function readRecordOfMarc(marc: MarcRecord, id: string): RecordWithHoldings | undefined {
	const record = bibliographicRecordOfMarc(marc, id);
	const holdings = holdingsOfMarc(marc);
	return (
		record && { record: { ...record, issuance: record.issuance ?? (volumesOf(holdings.holdings).size > 1 ? 'multipart' : null) }, holdings }
	);
}

/**
 * Returns the volumes that the copies name, also beside a year (`v.2 1998`): in Reservoir, a set of ten volumes is ten copies, whatever the
 * record's extent says.
 */
function volumesOf(holdings: readonly Holding[]) {
	const markedIn = (statement: string) => volumesInStatement(statement).flatMap(({ name, marked }) => (marked ? name : []));
	return new Set(holdings.flatMap(({ statements }) => statements.flatMap((one) => singleVolumeNumber(one) ?? markedIn(one))));
}

function marcIn(xml: string) {
	try {
		return readMarcXml(xml);
	} catch (error) {
		rethrowUnlessOfKind(error);
		return [];
	}
}
