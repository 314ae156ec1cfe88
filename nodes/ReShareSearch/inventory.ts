import { connect, type ConnectingContext } from '../shared/connection';
import type { Client, Inventory } from '../shared/client';

/** The shared inventory for one run of the node. */
export async function openInventory(context: ConnectingContext, batchSize = 10): Promise<{ client: Client; inventory: Inventory }> {
	const { client, okapi } = await connect(context, 'sharedInventory');
	return { client, inventory: new client.Inventory(okapi, { batchSize }) };
}
