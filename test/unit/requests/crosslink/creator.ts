/*
 * One execution of many requests in a process of its own, as a worker of n8n is one. Arguments: the Okapi's URL, user and
 * password, and how many requests. Prints what came of each when all is done.
 */
import { OkapiClient, SessionStore } from '../../../../reshare/okapi';
import { CrossLinkBackend } from '../../../../reshare/requests/crosslink/CrossLinkBackend';
import { createRequest } from '../../../../reshare/requests/create/createRequest';
import { startCreating } from '../../../../reshare/requests/create/run';
import { createFetch, HttpClient } from '../../../../reshare/transport';
import { loan, optionsWith, popularBook, testKey } from '../create/practice';

async function main([url = '', username = '', password = '', count = '0']: readonly string[]): Promise<void> {
	const http = new HttpClient({ fetch: createFetch() });
	const okapi = new OkapiClient({ account: { url, tenant: 'east_crosslink', username, password }, http, sessions: new SessionStore() });
	const run = startCreating(new CrossLinkBackend(okapi), testKey);
	const { via: _, ...options } = optionsWith({});
	const results = await Promise.all(
		Array.from({ length: Number(count) }, async (_unused, index) => {
			const draft = loan({
				instanceId: popularBook.instanceId,
				title: popularBook.title,
				reference: `KILL-${index}`,
				volume: String(index),
				patronId: `P100${(index % 8) + 1}`,
				pickupLocation: 'MAIN',
			});
			const { outcome, requestId } = await createRequest(run, draft, options);
			return [outcome, requestId];
		}),
	);
	process.stdout.write(JSON.stringify(results));
	process.exit(0);
}

void main(process.argv.slice(2));
