import { Cache } from '../../Cache';
import type { CrossLinkClient } from './CrossLinkClient';
import { StateModel } from './stateModel';
import { undefinedIfFailed } from '../../errors';

/**
 * The server's state models. Key: the account, since others of its tenant may not read the model. TTL: 60 minutes, since the model changes
 * with the server's version. A failure is not cached; that reading then knows only the states of `statesAndSentences.ts`.
 */
const models = new Cache<StateModel | undefined>(60 * 60_000);

export async function readStateModel(client: CrossLinkClient, fresherThanMs?: number): Promise<StateModel> {
	const read = async () => {
		// A proxy may refuse a call, too; without the model, changes would then be read wrongly.
		const states = await undefinedIfFailed(client.stateModel(), 'permission', 'noModule', 'notFound');
		return states && new StateModel(states);
	};
	return (await models.get(client.okapi.accountScope, read, fresherThanMs)) ?? new StateModel();
}
