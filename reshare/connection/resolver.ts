import { z } from 'zod';
import { ReShareError } from '../errors';
import { resolverAddress } from '../openurl';
import type { HttpAnswer, HttpClient } from '../transport';

export interface ResolverCheck {
	readonly http: HttpClient;
	readonly openUrlBaseUrl: string;
	readonly openUrlTenant: string;
}

const contextObject = z.object({ admindata: z.object({}).passthrough(), metadata: z.object({}).passthrough() });

/**
 * A question that no release of the resolver answers by making a request. `svc_id=contextObject`, known to all of them,
 * asks for the OpenURL as the resolver understood it. With a record's id and no need for a pickup location the OpenURL
 * counts as complete, and `svc.ntries` keeps libraries that like forms from showing one, so that nothing is looked up
 * either. Should a release not know the question, `ctx_FAIL` makes it post to a path that does not exist.
 */
const probe = { svc_id: 'contextObject', rft_id: 'connection-test', 'svc.noPickupLocation': '1', 'svc.ntries': '1', ctx_FAIL: '1' };

/**
 * Asks the resolver whether it knows the library, without creating anything.
 *
 * @throws ReShareError `badInput`, `noModule` (the resolver does not know the name), `badAnswer` (not a resolver), and
 * what the transport throws
 */
export async function checkResolver(check: ResolverCheck): Promise<void> {
	const url = resolverAddress(check.openUrlBaseUrl, check.openUrlTenant);
	for (const [name, value] of Object.entries(probe)) url.searchParams.set(name, value);
	const answer = await send(check.http, url);
	if (/^unsupported service/i.test(answer.text)) {
		throw new ReShareError('noModule', `The OpenURL resolver ${url.host} does not know '${check.openUrlTenant}'`, {
			status: answer.status,
			description:
				"Check 'OpenURL Tenant ID'. It must be written as the resolver writes it, capital and small letters included, and often begins with RESHARE:. Your ReShare provider can tell you.",
		});
	}
	if (isContextObject(answer)) return;
	throw new ReShareError('badAnswer', `${url.host} does not answer like ReShare's OpenURL resolver (${answer.status})`, {
		status: answer.status,
		description: "Check 'OpenURL Base URL'. It is neither the Okapi URL nor the address where staff sign in.",
	});
}

async function send(http: HttpClient, url: URL): Promise<HttpAnswer> {
	try {
		return await http.send({ method: 'GET', url: url.href, timeoutMs: 30_000 });
	} catch (error) {
		if (!(error instanceof ReShareError)) throw error;
		throw new ReShareError(error.kind, `The login works, but the OpenURL resolver was not reached: ${error.message}`, {
			...(error.status === undefined ? {} : { status: error.status }),
			description: error.description.replaceAll('the URL', "'OpenURL Base URL'"),
			cause: error.cause,
		});
	}
}

function isContextObject(answer: HttpAnswer): boolean {
	if (answer.status !== 200 || answer.contentType !== 'application/json') return false;
	try {
		return contextObject.safeParse(JSON.parse(answer.text)).success;
	} catch {
		return false;
	}
}
