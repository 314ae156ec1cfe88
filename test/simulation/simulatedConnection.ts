import type { IPollFunctions } from 'n8n-workflow';
import type { Connection } from '../../nodes/shared/connection';

/** Replaces the nodes' connection, whose credential, pool and egress rules need n8n itself. */
export interface ConnectedContext extends IPollFunctions {
	connect(): Promise<Connection>;
}

export async function connect(context: ConnectedContext): Promise<Connection> {
	return await context.connect();
}
