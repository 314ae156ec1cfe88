import { listPickupLocations, type PickupLocation } from '../directory';
import { badInput, ReShareError } from '../errors';
import type { OkapiClient } from '../okapi';
import { toldApart } from '../okapi/otherKind';
import { idOfNothing, missingPermission, permissionError, type Missing } from '../okapi/permissions';
import { ModRsDesk } from '../requests/modrs/ModRsDesk';
import { once } from '../once';
import { resolverAddress } from '../requests/modrs/resolver/buildOpenUrl';
import { lookAtResolver } from '../requests/modrs/resolver/lookAtResolver';
import { ResolverService, type ResolverAccess } from '../requests/modrs/resolver/resolverService';
import type { HttpClient } from '../transport';
import { counted, named } from '../words';
import type { BackEnd, LibraryAccess } from './access';
import { openRequests } from './openRequests';

const resolvers = new Map<string, ResolverService>();

export const modRs: BackEnd = {
	open(okapi, http, access, surroundings) {
		const { openUrlBaseUrl = '', openUrlTenant = '' } = access;
		const service = once(resolvers, JSON.stringify([okapi.scope, openUrlBaseUrl, openUrlTenant]), () => new ResolverService());
		const resolver: ResolverAccess = { http, baseUrl: openUrlBaseUrl, openUrlTenant, service };
		return openRequests(new ModRsDesk(okapi, openUrlBaseUrl.trim() === '' ? undefined : resolver), access, surroundings);
	},
	check,
};

/** Asks the OpenURL resolver, too, whether it knows the library and makes its requests in this tenant. */
async function check(okapi: OkapiClient, http: HttpClient, { openUrlBaseUrl = '', openUrlTenant = '' }: LibraryAccess): Promise<string> {
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
	// A tenant that has moved may still have an empty mod-rs.
	const elsewhere = total > 0 ? 0 : await (await import('./crossLink')).countAtCrossLink(okapi);
	if (elsewhere > 0) {
		throw badInput(`The login works, but mod-rs has no request of the tenant '${tenant}', and CrossLink has ${counted(elsewhere, 'request', 'requests')}`, `Choose CrossLink under ${named('backEnd')}.`);
	}
	if (pickupLocations.length === 0) {
		throw badInput(`The login works, but the Directory names no pickup location of the tenant '${tenant}', and without one no loan can be asked for`, `Check ${named('tenant')}. If it is your library's, ask your ReShare administrator to enter a pickup location.`);
	}
	const hasResolver = openUrlBaseUrl.trim() !== '';
	if (hasResolver) await checkResolver(http, openUrlBaseUrl, openUrlTenant, pickupLocations);
	const reached = [
		counted(total, 'request', 'requests'),
		counted(pickupLocations.length, 'pickup location', 'pickup locations'),
		...(hasResolver ? [`resolver knows ${openUrlTenant}`] : []),
	];
	return `Connected: ${reached.join(', ')}`;
}

/**
 * Asks the resolver whether it knows the library, passes on what a request needs, and makes requests in the library's own tenant.
 *
 * @throws ReShareError `badInput` (an address that is none, a resolver that is too old or leads to another library),
 * `noModule` (it does not know the name), `badAnswer` (not a resolver), and what the transport throws
 */
async function checkResolver(http: HttpClient, baseUrl: string, tenant: string, own: readonly PickupLocation[]): Promise<void> {
	const address = resolverAddress(baseUrl, tenant);
	const { error } = await lookAtResolver(http, address, own).catch((failure: unknown) => {
		throw failure instanceof ReShareError ? notReached(failure) : failure;
	});
	if (error !== undefined) throw error;
}

function notReached({ kind, message, status, description, cause }: ReShareError): ReShareError {
	return new ReShareError(kind, `The login works, but the OpenURL resolver was not reached: ${message}`, {
		status,
		description: description.replaceAll('the URL', named('openUrlBaseUrl')),
		cause,
	});
}
