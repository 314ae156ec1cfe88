import { getOrCreate } from '../memoize';
import { ModRsBackend } from '../requests/modrs/ModRsBackend';
import { ResolverMonitor, type ResolverAccess } from '../requests/modrs/resolver/ResolverMonitor';
import { checkModRs } from './checkModRs';
import type { BackEndOpener } from './settings';

const resolvers = new Map<string, ResolverMonitor>();

export const modRsOpener: BackEndOpener = {
	backend(okapi, http, { openUrlBaseUrl = '', openUrlTenant = '' }) {
		const service = getOrCreate(resolvers, JSON.stringify([okapi.scope, openUrlBaseUrl, openUrlTenant]), () => new ResolverMonitor());
		const resolver: ResolverAccess = { http, baseUrl: openUrlBaseUrl, openUrlTenant, service };
		return new ModRsBackend(okapi, openUrlBaseUrl.trim() === '' ? undefined : resolver);
	},
	check: checkModRs,
};
