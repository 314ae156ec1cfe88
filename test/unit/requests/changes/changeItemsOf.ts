import type { Change } from '../../../../reshare/requests/changes/change';
import { toChangeItem, type ChangeItem } from '../../../../reshare/requests/changes/changeItem';
import { Lineage } from '../../../../reshare/requests/model/Lineage';
import type { PatronDetails } from '../../../../reshare/requests/model/masking';

/** Returns the items of changes, as the trigger gives them. No request has an earlier one. */
export async function changeItemsOf(changes: readonly Change[], patronDetails: PatronDetails = 'full'): Promise<ChangeItem[]> {
	const lineage = new Lineage(async () => undefined);
	return await Promise.all(
		changes.map((change) => toChangeItem(change, lineage, { patronDetails, timeZone: 'UTC', staffLink: () => null })),
	);
}
