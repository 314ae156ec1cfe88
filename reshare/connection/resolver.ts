import type { PickupLocation } from '../directory';
import { ReShareError } from '../errors';
import { lookAtResolver, problemOfResolver, resolverAddress, type ShownService } from '../requests/modrs/resolver';
import type { HttpClient } from '../transport';
import { named } from '../words';

interface ResolverCheck {
	readonly http: HttpClient;
	readonly openUrlBaseUrl: string;
	readonly openUrlTenant: string;
}

/**
 * Asks the resolver whether it knows the library, whether it passes on what a request needs, and whether it makes requests
 * in the library's own tenant; creates nothing.
 *
 * @param own the tenant's pickup locations
 * @throws ReShareError `badInput` (an address that is none, a resolver that is too old or leads to another library),
 * `noModule` (it does not know the name), `badAnswer` (not a resolver), and what the transport throws
 */
export async function checkResolver(check: ResolverCheck, own: readonly PickupLocation[]): Promise<void> {
	const address = resolverAddress(check.openUrlBaseUrl, check.openUrlTenant);
	const shown = await look(check.http, address);
	const problem = problemOfResolver(shown, address.host, check.openUrlTenant, own);
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
