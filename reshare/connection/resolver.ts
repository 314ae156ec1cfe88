import type { PickupLocation } from '../directory';
import { ReShareError } from '../errors';
import { resolverAddress } from '../requests/modrs/resolver/buildOpenUrl';
import { lookAtResolver, problemOfResolver, type ShownService } from '../requests/modrs/resolver/lookAtResolver';
import type { HttpClient } from '../transport';
import { named } from '../words';

/**
 * Asks the resolver whether it knows the library, passes on what a request needs, and makes requests in the library's own tenant.
 *
 * @param own the tenant's pickup locations
 * @throws ReShareError `badInput` (an address that is none, a resolver that is too old or leads to another library),
 * `noModule` (it does not know the name), `badAnswer` (not a resolver), and what the transport throws
 */
export async function checkResolver(http: HttpClient, baseUrl: string, tenant: string, own: readonly PickupLocation[]): Promise<void> {
	const address = resolverAddress(baseUrl, tenant);
	const problem = problemOfResolver(await look(http, address), address.host, tenant, own);
	if (problem !== undefined) throw problem.error;
}

async function look(http: HttpClient, address: URL): Promise<ShownService> {
	try {
		return await lookAtResolver(http, address);
	} catch (error) {
		if (!(error instanceof ReShareError)) throw error;
		throw new ReShareError(error.kind, `The login works, but the OpenURL resolver was not reached: ${error.message}`, {
			status: error.status,
			description: error.description.replaceAll('the URL', named('openUrlBaseUrl')),
			cause: error.cause,
		});
	}
}
