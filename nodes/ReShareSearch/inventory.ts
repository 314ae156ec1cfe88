import type { Client, SharedIndex } from '../shared/client';
import { reach, type ConnectingContext } from '../shared/connection';
import { sharedIndex } from '../shared/sharedIndex';

/** The consortium's shared index for one run of the node. */
export async function openIndex(context: ConnectingContext, batchSize?: number): Promise<{ client: Client; index: SharedIndex }> {
	const reached = await reach(context, 'sharedInventory');
	return { client: reached.client, index: sharedIndex(reached, batchSize) };
}
