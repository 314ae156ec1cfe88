import type { IPollFunctions } from 'n8n-workflow';
import type { Connection } from '../../nodes/shared/connection';

/**
 * The context that a simulated process hands to a node, with a connection. The bundler puts this file in the place of the nodes' own
 * connection, whose credential, pool and egress rules need n8n itself.
 */
export interface ConnectedContext extends IPollFunctions {
	connect(): Promise<Connection>;
}

export const connect = async (context: ConnectedContext) => await context.connect();
