import { accounts, libraries } from './consortium';
import type { LibraryTenant } from './consortium';
import { createResolver } from './resolver/resolver';
import type { ResolverService } from './resolver/resolver';
import type { RawRequest } from './server';
import type { Answer } from './types';

/** Where the resolvers live; the longer paths first, since the last is their beginning. */
const mounts = [
	{ path: '/openurl-1.5', version: 'v1.5.0' },
	{ path: '/openurl-1.6', version: 'v1.6.0' },
	{ path: '/openurl', version: 'newest' },
] as const;

/** The resolvers' own accounts, one per library, named like its OpenURL tenant. */
function services(): ResolverService[] {
	return (Object.keys(libraries) as LibraryTenant[]).flatMap((tenant) => {
		const account = accounts.find((candidate) => candidate.tenant === tenant && candidate.username === `resolver-${tenant}`);
		return account === undefined ? [] : [{ name: libraries[tenant].openUrlTenant, tenant, username: account.username, password: account.password }];
	});
}

/** The OpenURL resolvers in all versions; they call Okapi over HTTP as real ones do. */
export function mountResolvers(okapiUrl: string): { handle(request: RawRequest): Promise<Answer | undefined> } {
	const resolvers = mounts.map(({ path, version }) => ({ path, resolver: createResolver({ version, okapiUrl, services: services() }) }));
	return {
		handle: async (request) => {
			const mounted = resolvers.find(({ path }) => request.path === path || request.path.startsWith(`${path}/`));
			if (mounted === undefined) return undefined;
			return mounted.resolver.handle({ ...request, url: request.url.slice(mounted.path.length) || '/' });
		},
	};
}
