import { ReShareError } from '../../errors';
import { bibliographyOf } from '../marc/bibliography';
import { readMarcXml, type MarcRecord } from '../marc/MarcRecord';
import type { HoldingList, InventoryRecord } from '../records';
import { holdingsOf, lentInReservoir } from '../reservoir/holdings';
import { volumesOf } from '../reservoir/volumes';
import type { RecordAnswer } from './answers';

/** VuFind's words for what nobody can send. */
const electronic = new Set(['eBook', 'Electronic', 'Online']);

export interface ReadRecord {
	readonly record: InventoryRecord;
	readonly holdings: HoldingList;
}

/** A record of VuFind in the words of this package; undefined where it came without a MARC record that can be read. */
export function readRecord({ fullRecord, formats, lendingStatus }: RecordAnswer, id: string): ReadRecord | undefined {
	const [marc] = marcIn(fullRecord ?? '');
	const read = marc === undefined ? undefined : readMarc(marc, id);
	if (read === undefined) return undefined;
	const { record, holdings } = read;
	const isElectronic = formats.some((format) => electronic.has(format)) && !record.formats.includes('e-book');
	return {
		record: isElectronic ? { ...record, formats: [...record.formats, 'e-book'] } : record,
		holdings: holdings.holdings.length === 0 && lendingStatus.includes(lentInReservoir) ? lentBySomebody(holdings) : holdings,
	};
}

/** The record of a cluster; undefined for one without title. */
export function readMarc(marc: MarcRecord, id: string): ReadRecord | undefined {
	const record = bibliographyOf(marc, id);
	const holdings = holdingsOf(marc);
	return record && { record: { ...record, issuance: record.issuance ?? (volumesOf(holdings.holdings).size > 1 ? 'multipart' : null) }, holdings };
}

function marcIn(xml: string): ReturnType<typeof readMarcXml> {
	try {
		return readMarcXml(xml);
	} catch (error) {
		if (error instanceof ReShareError) return [];
		throw error;
	}
}

/** The site keeps the holdings to itself, and yet says that somebody lends. That may be the own library alone. */
function lentBySomebody(list: HoldingList): HoldingList {
	const problem = new ReShareError('inventory', 'VuFind tells that a library lends it, but not which', { description: list.problem?.description ?? '' });
	return { ...list, problem };
}
