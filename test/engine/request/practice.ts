import type { Sandbox } from '../../../sandbox';

/** The credential of East Harbor's ReShare. */
export function eastCredential(sandbox: Sandbox) {
	const { tenant, username, password, openUrlTenant } = sandbox.libraries.east;
	return { url: sandbox.okapiUrl, tenant, username, password, openUrlBaseUrl: sandbox.resolverUrl, openUrlTenant, staffUrl: 'https://east.example.org' };
}
