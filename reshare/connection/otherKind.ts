import { ReShareError } from '../errors';
import type { OkapiClient } from '../okapi';

/*
 * Two services are easily mixed up, since both log in at an Okapi: a library's own ReShare and the consortium's shared
 * inventory. Which of them a tenant has shows in what Okapi routes for it.
 */

/** Whether the tenant keeps a library's requests. */
export async function keepsRequests(okapi: OkapiClient): Promise<boolean> {
	return await routes(okapi, { method: 'GET', path: '/rs/patronrequests', query: [['perPage', '1']], what: 'the list of requests', safeToRepeat: true });
}

/** Whether the tenant has an inventory behind GraphQL. */
export async function hasInventory(okapi: OkapiClient): Promise<boolean> {
	return await routes(okapi, { method: 'POST', path: '/graphql', json: { query: '{ __typename }' }, what: 'the shared inventory', safeToRepeat: true });
}

/** A missing permission tells as much as an answer: Okapi asks for it only where it has found the module. */
async function routes(okapi: OkapiClient, request: Parameters<OkapiClient['send']>[0]): Promise<boolean> {
	try {
		await okapi.send(request);
		return true;
	} catch (error) {
		if (!(error instanceof ReShareError)) throw error;
		return error.kind === 'permission';
	}
}
