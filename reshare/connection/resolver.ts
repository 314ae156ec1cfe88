import type { PickupLocation } from '../directory';
import { ReShareError } from '../errors';
import { lookAtResolver, resolverAddress, sameTenant, type ShownService } from '../openurl';
import type { HttpClient } from '../transport';

export interface ResolverCheck {
	readonly http: HttpClient;
	readonly openUrlBaseUrl: string;
	readonly openUrlTenant: string;
}

/**
 * Asks the resolver whether it knows the library, whether it passes on what a request needs, and whether it makes requests
 * in the library's own tenant; creates nothing.
 *
 * @param own the tenant's pickup locations
 * @returns what could not be seen, as sentences
 * @throws ReShareError `badInput` (an address that is none, a resolver that is too old or leads to another library),
 * `noModule` (it does not know the name), `badAnswer` (not a resolver), and what the transport throws
 */
export async function checkResolver(check: ResolverCheck, own: readonly PickupLocation[]): Promise<string[]> {
	const address = resolverAddress(check.openUrlBaseUrl, check.openUrlTenant);
	const shown = await look(check.http, address);
	const problem = problemOf(shown, address.host, check.openUrlTenant, own);
	if (problem !== undefined) throw problem;
	if (sameTenant(own, shown.pickupLocations) === 'yes') return [];
	return ['Whether the resolver makes requests in this tenant could not be seen, since it shows no pickup locations to compare: look for the first request in ReShare'];
}

/** What stands in the way of sending requests through a resolver; undefined where nothing is seen. */
export function problemOf(shown: ShownService, host: string, name: string, own: readonly PickupLocation[]): ReShareError | undefined {
	const { status } = shown.answer;
	if (shown.shows === 'unknownName') {
		return new ReShareError('noModule', `The OpenURL resolver ${host} does not know '${name}'`, {
			status,
			description:
				"Check 'OpenURL Tenant ID'. It must be written as the resolver writes it, capital and small letters included, and often begins with RESHARE:. Your ReShare provider can tell you.",
		});
	}
	if (shown.shows === 'somethingElse') {
		return new ReShareError('badAnswer', `${host} does not answer like ReShare's OpenURL resolver (${status})`, {
			status,
			description: "Check 'OpenURL Base URL'. It is neither the Okapi URL nor the address where staff sign in.",
		});
	}
	if (shown.shows === 'oldRecord') {
		return new ReShareError('badInput', `The OpenURL resolver ${host} is older than version 1.5.1 and drops references and pickup locations`, {
			description:
				"Leave 'OpenURL Base URL' empty and set 'Send Through' to ReShare Directly in ReShare Create Request, or ask your ReShare provider for a newer resolver.",
		});
	}
	if (sameTenant(own, shown.pickupLocations) === 'no') {
		return new ReShareError('badInput', `The OpenURL resolver ${host} makes the requests of '${name}' in another library's tenant`, {
			description:
				`It offers the pickup locations ${few(shown.pickupLocations.map(({ code }) => code))}, and your library has ${few(own.map(({ slug }) => slug))}. ` +
				"Check 'OpenURL Tenant ID': it is another library's, or a name that the resolver does not know and sends to another library.",
		});
	}
	return undefined;
}

/** The first ones by the alphabet, e.g. `MAIN, LAW and 12 more`. */
function few(names: readonly string[]): string {
	const shown = [...names].sort().slice(0, 3).join(', ');
	return names.length > 3 ? `${shown} and ${names.length - 3} more` : shown;
}

async function look(http: HttpClient, address: URL): Promise<ShownService> {
	try {
		return await lookAtResolver(http, address);
	} catch (error) {
		if (!(error instanceof ReShareError)) throw error;
		throw new ReShareError(error.kind, `The login works, but the OpenURL resolver was not reached: ${error.message}`, {
			...(error.status === undefined ? {} : { status: error.status }),
			description: error.description.replaceAll('the URL', "'OpenURL Base URL'"),
			cause: error.cause,
		});
	}
}
