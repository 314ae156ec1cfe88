import { connect, type ConnectingContext } from '../shared/connection';
import type { Client, SharedIndex } from '../shared/client';

/** The consortium's shared index for one run of the node. */
export async function openIndex(context: ConnectingContext, batchSize = 10): Promise<{ client: Client; index: SharedIndex }> {
	const { client, okapi } = await connect(context, 'sharedInventory');
	return { client, index: new client.FolioIndex(okapi, { batchSize }) };
}
