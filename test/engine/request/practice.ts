import type { Sandbox } from '../../../sandbox';

/** The credential of a library's ReShare. */
export function libraryCredential(sandbox: Sandbox, library: 'east' | 'west' = 'east') {
	const { tenant, username, password, openUrlTenant } = sandbox.libraries[library];
	return { url: sandbox.okapiUrl, tenant, username, password, openUrlBaseUrl: sandbox.resolverUrl, openUrlTenant, staffUrl: `https://${library}.example.org` };
}
