import { Inventory } from '../inventory/Inventory';
import { VufindIndex, type VufindAddress } from '../inventory/vufind/VufindIndex';
import type { HttpClient } from '../transport';

export { isVufind } from '../inventory/vufind/check';

export function openVufind(access: VufindAddress, http: HttpClient): Inventory {
	return new Inventory(new VufindIndex(http, access));
}
