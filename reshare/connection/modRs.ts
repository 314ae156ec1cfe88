import { listPickupLocations, type PickupLocation } from '../directory';
import { badInput } from '../errors';
import type { OkapiClient } from '../okapi';
import { toldApart } from '../okapi/otherKind';
import { counted, idOfNothing, missingPermission, permissionError, type Missing } from '../okapi/permissions';
import { ModRsDesk } from '../requests/modrs/ModRsDesk';
import type { HttpClient } from '../transport';
import { named } from '../words';
import { checkResolver } from './resolver';

interface ModRsCheck {
	readonly okapi: OkapiClient;
	readonly http: HttpClient;
	readonly openUrlBaseUrl: string;
	readonly openUrlTenant: string;
}

/**
 * Logs in, reads one of what most uses of a library's own ReShare need, and asks the OpenURL resolver whether
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
	const { tenant } = okapi.account;
	const elsewhere = total > 0 ? 0 : await requestsAtCrossLink(okapi);
	if (elsewhere > 0) {
		throw badInput(`The login works, but mod-rs has no request of the tenant '${tenant}', and CrossLink has ${counted(elsewhere, 'request', 'requests')}`, `Choose CrossLink under ${named('backEnd')}.`);
	}
	if (pickupLocations.length === 0) {
		throw badInput(`The login works, but the Directory names no pickup location of the tenant '${tenant}', and without one no loan can be asked for`, `Check ${named('tenant')}. If it is your library's, ask your ReShare administrator to enter a pickup location.`);
	}
	const hasResolver = check.openUrlBaseUrl.trim() !== '';
	if (hasResolver) await checkResolver(check, pickupLocations);
	const reached = [
		counted(total, 'request', 'requests'),
		counted(pickupLocations.length, 'pickup location', 'pickup locations'),
		...(hasResolver ? [`resolver knows ${check.openUrlTenant}`] : []),
	];
	return `Connected: ${reached.join(', ')}`;
}

/** A tenant that has moved may still have an empty mod-rs. */
async function requestsAtCrossLink(okapi: OkapiClient): Promise<number> {
	return await (await import('./toCrossLink')).countAtCrossLink(okapi);
}
