import { listPickupLocations, type PickupLocation } from '../directory';
import { badInputError, ReShareError, rethrowUnlessOfKind } from '../errors';
import { countWithNoun } from '../sentences';
import type { OkapiClient } from '../okapi';
import { callOrExplainMissingModule } from '../okapi/probeServices';
import { checkPermissions, nonexistentId } from '../okapi/permissions';
import { ModRsBackend } from '../requests/modrs/ModRsBackend';
import { buildResolverAddress } from '../requests/modrs/resolver/buildOpenUrl';
import { probeResolver } from '../requests/modrs/resolver/probeResolver';
import type { HttpClient } from '../transport';
import type { LibraryAccess } from './settings';

/**
 * Reads a little of everything that the client needs from mod-rs, and asks the OpenURL resolver whether it knows the library and creates
 * the library's requests in this tenant.
 */
export async function checkModRs(okapi: OkapiClient, http: HttpClient, { openUrlBaseUrl = '', openUrlTenant = '' }: LibraryAccess) {
	const requests = new ModRsBackend(okapi);
	let total = 0;
	let pickupLocations: readonly PickupLocation[] = [];
	await checkPermissions([
		['to list requests', async () => (total = await callOrExplainMissingModule(okapi, 'modRs', requests.count([])))],
		['to read one request', () => requests.get(nonexistentId)],
		['to read pickup locations', async () => (pickupLocations = await listPickupLocations(okapi))],
	]);
	const { tenant } = okapi.account;
	// A tenant that has migrated to CrossLink may still have an empty mod-rs, so CrossLink is asked if mod-rs has no requests.
	const elsewhere = total > 0 ? 0 : await (await import('./checkCrossLink')).countCrossLinkRequests(okapi);
	if (elsewhere > 0) {
		throw badInputError(
			`The login works, but mod-rs has no request of the tenant '${tenant}', and CrossLink has ${countWithNoun(elsewhere, 'request', 'requests')}`,
			"Choose CrossLink under '⟦backEnd⟧'.",
		);
	}
	if (pickupLocations.length === 0) {
		throw badInputError(
			`The login works, but the Directory names no pickup location of the tenant '${tenant}', and without one no loan can be asked for`,
			"Check '⟦tenant⟧'. If it is your library's, ask your ReShare administrator to enter a pickup location.",
		);
	}
	const reached = [
		countWithNoun(total, 'request', 'requests'),
		countWithNoun(pickupLocations.length, 'pickup location', 'pickup locations'),
	];
	if (openUrlBaseUrl.trim() !== '') {
		const { error } = await probeResolver(http, buildResolverAddress(openUrlBaseUrl, openUrlTenant), pickupLocations).catch(notReached);
		if (error !== undefined) throw error;
		reached.push(`resolver knows ${openUrlTenant}`);
	}
	return `Connected: ${reached.join(', ')}`;
}

function notReached(error: unknown): never {
	rethrowUnlessOfKind(error);
	const description = error.description.replaceAll('the URL', "'⟦openUrlBaseUrl⟧'");
	throw new ReShareError(error.kind, `The login works, but the OpenURL resolver was not reached: ${error.message}`, {
		...error,
		description,
		cause: error.cause,
	});
}
