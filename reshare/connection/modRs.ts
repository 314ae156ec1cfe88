import { listPickupLocations, type PickupLocation } from '../directory';
import type { OkapiClient } from '../okapi';
import { ModRsDesk } from '../requests';
import type { HttpClient } from '../transport';
import { otherBackEnd, toldApart } from '../okapi/otherKind';
import { checkResolver } from './resolver';
import { counted, idOfNothing, missingPermission, permissionError, type Missing } from '../okapi/permissions';
import { named, words } from '../words';

export interface ModRsCheck {
	readonly okapi: OkapiClient;
	readonly http: HttpClient;
	readonly openUrlBaseUrl: string;
	readonly openUrlTenant: string;
}

/**
 * Logs in, reads one of everything that a library's own ReShare is used for, and asks the OpenURL resolver whether
 * it knows the library and makes its requests in this tenant. Creates nothing.
 *
 * @returns a sentence saying what was reached
 * @throws ReShareError in words for whoever fills in the settings
 */
export async function checkModRs(check: ModRsCheck): Promise<string> {
	const { okapi } = check;
	await okapi.logInAfresh();
	const requests = new ModRsDesk(okapi);
	let total = 0;
	let pickupLocations: readonly PickupLocation[] = [];
	const missing: Missing[] = [
		...(await missingPermission('to list requests', async () => {
			total = await toldApart(okapi, 'modRs', async () => await requests.count([]));
		})),
		...(await missingPermission('to read one request', async () => await requests.get(idOfNothing))),
		...(await missingPermission('to read pickup locations', async () => {
			pickupLocations = await listPickupLocations(okapi);
		})),
	];
	if (missing.length > 0) throw permissionError(missing);
	const unread = await missingPermission('to read settings', async () => await requests.settings('requests'));
	const hasResolver = check.openUrlBaseUrl.trim() !== '';
	const unseen = hasResolver ? await checkResolver(check, pickupLocations) : [`Without ${named('openUrlBaseUrl')} requests can only be made with ${named('via')} set to ${words.names.direct}`];
	const reached = [
		counted(total, 'request', 'requests'),
		counted(pickupLocations.length, 'pickup location', 'pickup locations'),
		...(hasResolver ? [`resolver knows ${check.openUrlTenant}`] : []),
	];
	const remarks = [
		...(pickupLocations.length === 0 ? ['Without a pickup location no loan can be asked for: the Directory must have one'] : []),
		...unseen,
		...unread.map(({ permission }) => `The user may not read settings (${permission ?? 'rs.settings.get'}), so that the limit of requests per patron stays unknown`),
		...(await otherBackEnd(okapi, 'modRs')),
	];
	return [`Connected: ${reached.join(', ')}`, ...remarks].join('. ');
}
