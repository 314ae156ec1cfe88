import { Cache } from '../../Cache';
import { undefinedIfFailed } from '../../errors';
import type { CrossLinkClient } from './CrossLinkClient';
import { StateModel } from './stateModel';

/**
 * The server's state models. Key: the account, since others of its tenant may not read the model. TTL: 60 minutes, since the model changes
 * with the server's version. A failure is not cached; that reading then uses the last model, or else knows only the states of
 * `statesAndSentences.ts`.
 */
const models = new Cache<StateModel | undefined>(60 * 60_000);

/** The last model of each account. A gateway may answer that there is none, and changes would then be read wrongly. */
const lastModels = new Map<string, StateModel>();

export async function readStateModel(client: CrossLinkClient, fresherThanMs?: number): Promise<StateModel> {
	const { accountScope } = client.okapi;
	const read = async () => {
		// A refusal (400) shows nothing about the server, because a proxy refuses calls, too.
		const states = await undefinedIfFailed(client.stateModel(), 'permission', 'noModule', 'notFound');
		if (states !== undefined) lastModels.set(accountScope, new StateModel(states));
		return states && lastModels.get(accountScope);
	};
	return (await models.get(accountScope, read, fresherThanMs)) ?? lastModels.get(accountScope) ?? new StateModel();
}
