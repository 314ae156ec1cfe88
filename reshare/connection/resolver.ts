import type { PickupLocation } from '../directory';
import { ReShareError } from '../errors';
import { resolverAddress } from '../requests/modrs/resolver/buildOpenUrl';
import { lookAtResolver } from '../requests/modrs/resolver/lookAtResolver';
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
