import { FolioIndex } from '../inventory/folio/FolioIndex';
import { Inventory } from '../inventory/Inventory';
import { OkapiClient, type OkapiAccount } from '../okapi';
import { processSessions } from '../process';
import type { HttpClient } from '../transport';

/** @param batchSize look-ups that share one GraphQL request */
export function openFolio(account: OkapiAccount, http: HttpClient, batchSize = 10): Inventory {
	return new Inventory(new FolioIndex(new OkapiClient({ account, http, sessions: processSessions }), { batchSize }));
}
