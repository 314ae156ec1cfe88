import type { SandboxAnswer, ModuleRequest } from '../sharedTypes';
import { symbolsOfTenant } from './crossLinkMembers';
import { badRequestProblem, BrokerProblem } from './brokerProblems';

/** The address that the broker believes to be its own, because it does not see Okapi. */
export const brokerAddress = 'https://mod-broker.example.org';
/** How many rows a page has if no limit is given. There is no largest limit. */
export const usualPageSize = 10;

export const buildNotFoundProblem = () => new BrokerProblem(404, 'not found');

export function userNameOf(request: ModuleRequest): string {
	return request.user?.username ?? 'unknown';
}

/**
 * Reads `limit` or `offset`.
 *
 * @throws BrokerProblem 400 for anything but one whole number, 0 or more
 */
export function readWholeNumber({ query }: ModuleRequest, name: 'limit' | 'offset', usual: number): number {
	const [value, ...more] = query.getAll(name);
	if (value === undefined) return usual;
	if (more.length > 0 || !/^\d{1,9}$/u.test(value)) throw badRequestProblem(`Invalid format for parameter ${name}: ${value}`);
	return Number(value);
}

/** Makes the error for a parameter whose value is not in the list of the interface description. */
export function buildUnlistedValueProblem(name: string, allowed: readonly string[]): BrokerProblem {
	return badRequestProblem(`parameter "${name}" in query has an error: value is not one of the allowed values ${JSON.stringify(allowed)}`);
}

/**
 * Returns the symbols of the tenant that makes the call.
 *
 * @throws BrokerProblem 400 for a tenant without symbols, or whose name the broker's interface does not allow
 */
export function readOwnSymbols({ tenant }: ModuleRequest): readonly string[] {
	if (!/^[_a-z][_a-z0-9]*$/u.test(tenant))
		throw badRequestProblem(
			'parameter "X-Okapi-Tenant" in header has an error: string doesn\'t match the regular expression "^[_a-z][_a-z0-9]*$"',
		);
	const symbols = symbolsOfTenant(tenant);
	if (symbols.length === 0)
		throw badRequestProblem(`failed to map tenant to symbol: no symbols found in directory entries for tenant ${tenant}`);
	return symbols;
}

/**
 * Returns the one symbol that a call concerns: the requested one, or the tenant's first.
 *
 * @throws BrokerProblem 400 if the tenant does not own it
 */
export function chooseSymbol(request: ModuleRequest, asked: string | undefined): string {
	const symbols = readOwnSymbols(request);
	const wanted = asked?.trim() ?? '';
	if (wanted !== '' && !symbols.includes(wanted)) throw badRequestProblem('symbol is not owned by tenant');
	return wanted === '' ? (symbols[0] ?? '') : wanted;
}

/** Makes `count` and the links of a page. The links are absolute, and wrong if the broker is behind Okapi. */
export function buildPageInfo(request: ModuleRequest, count: number, limit: number, offset: number): Record<string, unknown> {
	if (limit <= 0 || count === 0) return { count };
	const last = Math.floor((count - 1) / limit) * limit;
	const link = (to: number) => {
		const query = new URLSearchParams(request.query);
		query.set('offset', String(to));
		query.sort();
		return `${brokerAddress}${request.path}?${query.toString()}`;
	};
	return {
		count,
		...(offset > 0 ? { firstLink: link(0) } : {}),
		...(count > limit && offset !== last ? { lastLink: link(last) } : {}),
		...(offset + limit < count ? { nextLink: link(offset + limit) } : {}),
		...(offset > 0 ? { prevLink: link(Math.max(0, Math.min(offset - limit, last))) } : {}),
	};
}

export async function convertProblemToAnswer(produce: () => SandboxAnswer | Promise<SandboxAnswer>): Promise<SandboxAnswer> {
	try {
		return await produce();
	} catch (error) {
		if (error instanceof BrokerProblem) return buildJsonAnswer({ error: error.message }, error.status);
		throw error;
	}
}

export function buildJsonAnswer(body: unknown, status = 200): SandboxAnswer {
	return { status, body: Buffer.from(`${JSON.stringify(body)}\n`), contentType: 'application/json' };
}

export function buildListAnswer(items: readonly unknown[]): SandboxAnswer {
	return buildJsonAnswer({ about: { count: items.length }, items });
}
