import { editorWords } from './words';

/** What the nodes use of the client. Types cost nothing at run time. */
export type * from '../../reshare/index';

export type Client = typeof import('../../reshare/index');

/**
 * Loads the client on first use, so that n8n starts without it, and gives it the editor's words. One module for all nodes:
 * they share pool and logins.
 */
export async function loadClient(): Promise<Client> {
	const client = await import('../../reshare/index');
	client.speak(editorWords);
	return client;
}
