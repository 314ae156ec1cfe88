import { STATUS_CODES } from 'node:http';
import { GraphQLError } from 'graphql';
import type { InventoryModules, CallerIdentity } from '../storage/InventoryModules';
import type { GraphqlRelease } from './releases';

/**
 * How mod-graphql follows a link: `GET /<base>?limit=N&query=<to>=="<value of from>"`. Some links lead to modules that a shared inventory
 * does not have (`inventory/`, `circulation/`); they fail as they do in production.
 */
export interface ModuleLink {
	readonly base: string;
	readonly from: string;
	readonly to: string;
	readonly property: string;
	/** Whether the first element stands for the whole list. */
	readonly single: boolean;
	readonly condition?: string;
}

export interface GraphqlContext {
	readonly upstream: InventoryModules;
	readonly release: GraphqlRelease;
	readonly caller: CallerIdentity;
	/** The first header that mod-graphql needs but that was not sent. */
	readonly missingHeader?: 'X-Okapi-Tenant' | 'X-Okapi-Token';
}

type Arguments = Readonly<Record<string, unknown>>;
type Parent = Readonly<Record<string, unknown>>;

/** Makes the resolver of a list query, which passes the arguments on as they are. For mod-search, newer releases add `expandAll`. */
export function createListResolver(path: string) {
	return (_parent: Parent, args: Arguments, context: GraphqlContext): Promise<unknown> =>
		read(path, path === 'search/instances' && context.release.expandsAll ? { ...args, expandAll: true } : args, context);
}

/** Makes the resolver of a query for one record. As in mod-graphql, the id goes into the path unescaped. */
export function createSingleResolver(path: string, idArgument: string) {
	return (_parent: Parent, args: Arguments, context: GraphqlContext): Promise<unknown> => {
		const { [idArgument]: id, ...rest } = args;
		return read(`${path}/${String(id)}`, rest, context);
	};
}

/** Makes the resolver of a link field, with one call for each parent, and none if the parent has no value to look for. */
export function createLinkFieldResolver(link: ModuleLink) {
	return async (parent: Parent, args: Arguments, context: GraphqlContext): Promise<unknown> => {
		checkHeaders(context);
		const value = parent[link.from];
		if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null;
		const wanted = Array.isArray(value) ? `(${value.map((element) => `"${String(element)}"`).join(' or ')})` : `"${String(value)}"`;
		const condition = `${link.to}==${wanted}`;
		const query = link.condition === undefined ? condition : `(${condition}) and (${link.condition})`;
		const answer = (await read(link.base, { ...args, query }, context)) as Readonly<Record<string, unknown>>;
		const list = answer[link.property];
		return link.single ? (Array.isArray(list) ? (list[0] as unknown) : undefined) : list;
	};
}

function checkHeaders(context: GraphqlContext): void {
	if (context.missingHeader !== undefined) throw new GraphQLError(`Missing Header: ${context.missingHeader}`);
}

async function read(path: string, args: Arguments, context: GraphqlContext): Promise<unknown> {
	checkHeaders(context);
	const search = Object.keys(args)
		.sort()
		.filter((name) => args[name] !== undefined)
		.map((name) => (args[name] === null ? name : `${name}=${encodeURIComponent(String(args[name]))}`))
		.join('&');
	const { status, text } = await context.upstream.get(`/${path}${search === '' ? '' : `?${search}`}`, context.caller);
	if (status >= 400) throw new GraphQLError(context.release.saysStatus ? `${status} ${STATUS_CODES[status] ?? ''}: ${text}` : text);
	return JSON.parse(text) as unknown;
}
