import { OkapiClient } from '../reshare/okapi';
import { processFetch, processSessions } from '../reshare/process';
import { performAction, ModRsDesk } from '../reshare/requests';
import { HttpClient } from '../reshare/transport';
import type { Sandbox } from '../sandbox';

/**
 * What a staff member does who presses Cancel in ReShare.
 *
 * @throws Error in words when ReShare does not allow it
 */
export async function cancelRequest({ okapiUrl, libraries }: Sandbox, requestId: string): Promise<void> {
	const { tenant, username, password } = libraries.east;
	const account = { url: okapiUrl, tenant, username, password };
	const requests = new ModRsDesk(new OkapiClient({ account, http: new HttpClient({ fetch: processFetch() }), sessions: processSessions }));
	const request = await requests.get(requestId);
	if (request === undefined) throw new Error(`There is no request ${requestId}`);
	const result = await performAction(requests, request, { kind: 'cancel' });
	if (result.outcome !== 'done') throw new Error(result.explanation);
}
