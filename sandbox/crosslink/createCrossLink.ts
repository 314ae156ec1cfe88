import { DirectCrossLinkAccess } from './DirectCrossLinkAccess';
import { Broker } from './Broker';
import { createDirectoryRoutes } from './directoryRoutes';
import { createBrokerRoutes } from './brokerRoutes';
import type { Route } from '../sharedTypes';
import type { CrossLinkContext } from './CrossLinkContext';

export { crossLinkTenants } from './crossLinkMembers';
export type { MigrationReport } from './migrateRequests';
export type { CrossLinkRequest } from './crossLinkRequest';
export { DirectCrossLinkAccess } from './DirectCrossLinkAccess';

export function createCrossLink(world: CrossLinkContext): { readonly routes: readonly Route[]; readonly access: DirectCrossLinkAccess } {
	const broker = new Broker(world);
	return { routes: [...createBrokerRoutes(broker), ...createDirectoryRoutes(broker)], access: new DirectCrossLinkAccess(broker) };
}
