import { FolioIndex } from '../inventory/folio/FolioIndex';
import { Inventory } from '../inventory/Inventory';
import { OkapiClient } from '../okapi';
import { processSessions } from '../process';
import type { HttpClient } from '../transport';
import type { FolioAccess } from './access';

export function openFolio({ batchSize, ...account }: FolioAccess, http: HttpClient): Inventory {
	return new Inventory(new FolioIndex(new OkapiClient({ account, http, sessions: processSessions }), { batchSize }));
}
