import { ModRsDesk } from '../requests/modrs/ModRsDesk';
import { createResolverClient } from '../requests/modrs/resolver';
import { ResolverServices } from '../requests/modrs/resolver/resolverService';
import type { BackEnd } from './access';
import { checkModRs } from './modRs';
import { openRequests } from './openRequests';

/** What this process knows of the OpenURL resolvers. */
const resolvers = new ResolverServices();

export const modRs: BackEnd = {
	open(okapi, http, access, surroundings) {
		const { openUrlBaseUrl = '', openUrlTenant = '' } = access;
		const resolver = openUrlBaseUrl.trim() === '' ? undefined : { client: createResolverClient({ http }), baseUrl: openUrlBaseUrl, openUrlTenant, service: resolvers.service(http, okapi.scope, openUrlBaseUrl, openUrlTenant) };
		return openRequests(new ModRsDesk(okapi, resolver), access, surroundings);
	},
	check: async (okapi, http, { openUrlBaseUrl = '', openUrlTenant = '' }) => await checkModRs({ okapi, http, openUrlBaseUrl, openUrlTenant }),
};
