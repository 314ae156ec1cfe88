import { findAccount, libraries, type LibraryTenant } from './consortium';
import type { ResolverCustomer } from './resolver/OkapiSession';
import { createResolver } from './resolver/resolver';
import type { IncomingCall } from './startServer';
import type { SandboxAnswer } from './sharedTypes';

/**
 * Makes a service of a resolver, which works with a library's own account. The service with an empty name answers for all names that no
 * other service has.
 */
function serviceOf(tenant: LibraryTenant, name: string): ResolverCustomer {
	const { username, password } = findAccount(tenant, `resolver-${tenant}`);
	return { name, tenant, username, password };
}

function services(): ResolverCustomer[] {
	return (Object.keys(libraries) as LibraryTenant[]).map((tenant) => serviceOf(tenant, libraries[tenant].openUrlTenant));
}

/** The longer paths come first, because they begin with the last one. */
const mounts = [
	{ path: '/openurl-1.5', version: 'v1.5.0', services: services() },
	{ path: '/openurl-1.6', version: 'v1.6.0', services: services() },
	{ path: '/openurl-default', version: 'newest', services: [...services(), serviceOf('west', '')] },
	{ path: '/openurl', version: 'newest', services: services() },
] as const;

export function mountResolvers(
	okapiUrl: string,
	call: typeof fetch,
): { handle(request: IncomingCall): Promise<SandboxAnswer | undefined> } {
	const resolvers = mounts.map(({ path, version, services: served }) => ({
		path,
		resolver: createResolver({ version, okapiUrl, fetch: call, services: served }),
	}));
	return {
		handle: async (request) => {
			const mounted = resolvers.find(({ path }) => request.path === path || request.path.startsWith(`${path}/`));
			if (mounted === undefined) return undefined;
			return mounted.resolver.handle({ ...request, url: request.url.slice(mounted.path.length) || '/' });
		},
	};
}
