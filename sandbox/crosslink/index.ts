import { CrossLinkAccess } from './access';
import { Broker } from './broker';
import { crossLinkDirectoryRoutes } from './directory';
import { brokerRoutes } from './routes';
import type { Route } from '../types';
import type { CrossLinkWorld } from './world';

export { crossLinkTenants } from './members';
export type { MigrationReport } from './move';
export type { CrossLinkRequest } from './row';
export { CrossLinkAccess } from './access';

export function startCrossLink(world: CrossLinkWorld): { readonly routes: readonly Route[]; readonly access: CrossLinkAccess } {
	const broker = new Broker(world);
	return { routes: [...brokerRoutes(broker), ...crossLinkDirectoryRoutes(broker)], access: new CrossLinkAccess(broker) };
}
