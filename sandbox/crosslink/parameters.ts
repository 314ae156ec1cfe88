import type { SandboxAnswer, ModuleRequest } from '../types';
import { symbolsOf } from './members';
import { badRequest, BrokerProblem } from './problems';

/** What the broker takes for its own address, for it does not see Okapi. */
export const base = 'https://mod-broker.example.org';
/** Rows of a page where no limit is given; there is no greatest one. */
export const usualPage = 10;

export const notFound = () => new BrokerProblem(404, 'not found');

export function userOf(request: ModuleRequest): string {
	return request.user?.username ?? 'unknown';
}

/** A parameter that could not even be read; answered as plain text. */
export class ParameterProblem extends Error {}

/**
 * `limit` or `offset`.
 *
 * @throws ParameterProblem for anything but one whole number; BrokerProblem 500 for a negative one, which only the database refuses
 */
export function wholeNumber({ query }: ModuleRequest, name: 'limit' | 'offset', usual: number): number {
	const values = query.getAll(name);
	const [value] = values;
	if (value === undefined) return usual;
	const trouble = (text: string) => new ParameterProblem(`Invalid format for parameter ${name}: ${text}`);
	if (values.length > 1) throw trouble(`multiple values for single value parameter '${name}'`);
	if (!/^[+-]?\d+$/u.test(value)) throw trouble(`error binding string parameter: strconv.ParseInt: parsing "${value}": invalid syntax`);
	const number = Number(value);
	if (number > 2_147_483_647) throw trouble(`error binding string parameter: value '${value}' overflows destination of type: int32`);
	if (number < 0)
		throw new BrokerProblem(500, `ERROR: ${name.toUpperCase()} must not be negative (SQLSTATE ${name === 'limit' ? '2201W' : '2201X'})`);
	return number;
}

/** A parameter whose value is none of those that the interface description lists. */
export function unlisted(name: string, allowed: readonly string[], value: string): BrokerProblem {
	const schema = JSON.stringify({ enum: allowed, type: 'string' }, undefined, 2).replaceAll('\n', '\n  ');
	return badRequest(
		`parameter "${name}" in query has an error: value is not one of the allowed values ${JSON.stringify(allowed)}\nSchema:\n  ${schema}\n\nValue:\n  ${JSON.stringify(value)}\n`,
	);
}

/**
 * The symbols of the tenant that asks.
 *
 * @throws BrokerProblem 400 for a tenant without symbols, or of a name that the broker's interface does not allow
 */
export function ownSymbols({ tenant }: ModuleRequest): readonly string[] {
	const pattern = '^[_a-z][_a-z0-9]*$';
	if (!new RegExp(pattern, 'u').test(tenant))
		throw badRequest(
			`parameter "X-Okapi-Tenant" in header has an error: string doesn't match the regular expression "${pattern}"\nSchema:\n  {\n    "pattern": "${pattern}",\n    "type": "string"\n  }\n\nValue:\n  "${tenant}"\n`,
		);
	const symbols = symbolsOf(tenant);
	if (symbols.length === 0) throw badRequest(`failed to map tenant to symbol: no symbols found in directory entries for tenant ${tenant}`);
	return symbols;
}

/**
 * The one symbol that a call is about: the one asked for, or the tenant's first.
 *
 * @throws BrokerProblem 400 where the tenant does not own it
 */
export function chosenSymbol(request: ModuleRequest, asked: string | undefined): string {
	const symbols = ownSymbols(request);
	const wanted = asked?.trim() ?? '';
	if (wanted !== '' && !symbols.includes(wanted)) throw badRequest('symbol is not owned by tenant');
	return wanted === '' ? (symbols[0] ?? '') : wanted;
}

/** `count` and the links of a page: absolute, and wrong behind Okapi. */
export function about(request: ModuleRequest, count: number, limit: number, offset: number): Record<string, unknown> {
	if (limit <= 0 || count === 0) return { count };
	const last = Math.floor((count - 1) / limit) * limit;
	const link = (to: number) => {
		const query = new URLSearchParams(request.query);
		query.set('offset', String(to));
		query.sort();
		return `${base}${request.path}?${query.toString()}`;
	};
	return {
		count,
		...(offset > 0 ? { firstLink: link(0) } : {}),
		...(count > limit && offset !== last ? { lastLink: link(last) } : {}),
		...(offset + limit < count ? { nextLink: link(offset + limit) } : {}),
		...(offset > 0 ? { prevLink: link(Math.max(0, Math.min(offset - limit, last))) } : {}),
	};
}

export async function answering(produce: () => SandboxAnswer | Promise<SandboxAnswer>): Promise<SandboxAnswer> {
	try {
		return await produce();
	} catch (error) {
		if (error instanceof ParameterProblem) return { status: 400, body: `${error.message}\n`, contentType: 'text/plain; charset=utf-8' };
		if (error instanceof BrokerProblem) return json({ error: error.message }, error.status);
		throw error;
	}
}

export function json(body: unknown, status = 200): SandboxAnswer {
	return { status, body: Buffer.from(`${JSON.stringify(body)}\n`), contentType: 'application/json' };
}

export function listed(items: readonly unknown[]): SandboxAnswer {
	return json({ about: { count: items.length }, items });
}
