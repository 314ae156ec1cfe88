import { parseInstance } from '../../../reshare/inventory/folio/parseRecords';
import { buildReferenceTables } from '../../../reshare/inventory/folio/referenceTables';
import { readAskedTitle, compareTitles } from '../../../reshare/inventory/match/compareTitles';
import type { InventoryRecord } from '../../../reshare/inventory/recordsAndHoldings';

/** A record from FOLIO. */
export function recordOf(title: string, changes: Partial<InventoryRecord> = {}): InventoryRecord {
	const record = parseInstance({ id: 'id', title }, buildReferenceTables({}));
	if (record === undefined) throw new Error('no record');
	return { ...record, ...changes };
}

export function titleFit(given: string, recorded: string, language = 'eng') {
	return compareTitles(readAskedTitle(given), recordOf(recorded, { languages: [language] }));
}
