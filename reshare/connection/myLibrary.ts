import { listPickupLocations, type PickupLocation } from '../directory';
import { ReShareError } from '../errors';
import type { OkapiClient } from '../okapi';
import { ModRsDesk } from '../requests';
import type { HttpClient } from '../transport';
import { hasInventory } from './otherKind';
import { checkResolver } from './resolver';
import { counted, missingPermission, permissionError, type Missing } from './permissions';
import { named, words } from '../words';

export interface MyLibraryCheck {
	readonly okapi: OkapiClient;
	readonly http: HttpClient;
	readonly openUrlBaseUrl: string;
	readonly openUrlTenant: string;
	/** Address where staff sign in; may be empty. */
	readonly staffUrl: string;
}

/** No request has it: reading it shows the permission without showing a patron. */
const idOfNothing = '00000000-0000-0000-0000-000000000000';

/**
 * Logs in, reads one of everything that a library's own ReShare is used for, and asks the OpenURL resolver whether
 * it knows the library and makes its requests in this tenant. Creates nothing.
 *
 * @returns a sentence saying what was reached
 * @throws ReShareError in words for whoever fills in the settings
 */
export async function checkMyLibrary(check: MyLibraryCheck): Promise<string> {
	const { okapi } = check;
	refuseOtherThanWebAddress(check.staffUrl);
	await okapi.logInAfresh();
	const requests = new ModRsDesk(okapi);
	let total = 0;
	let pickupLocations: readonly PickupLocation[] = [];
	const missing: Missing[] = [
		...(await missingPermission('to list requests', async () => {
			total = await countRequests(okapi, requests);
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
	];
	return [`Connected: ${reached.join(', ')}`, ...remarks].join('. ');
}

function refuseOtherThanWebAddress(staffUrl: string): void {
	if (staffUrl.trim() === '' || (/^https?:/i.test(staffUrl.trim()) && URL.canParse(staffUrl))) return;
	throw new ReShareError('badInput', `${named('staffUrl')} is not a web address`, {
		description: 'It must start with https:// and look like https://mylibrary.example.org, or stay empty.',
	});
}

async function countRequests(okapi: OkapiClient, requests: ModRsDesk): Promise<number> {
	try {
		return await requests.count([]);
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'noModule' || !(await hasInventory(okapi))) throw error;
		throw new ReShareError('noModule', `The login works, but the tenant '${okapi.account.tenant}' is a shared inventory's, not a library's`, {
			status: 404,
			description: `Check ${named('tenant')}: it must be your library's. The shared inventory's account belongs in a ${words.settings} of the other type.`,
		});
	}
}
