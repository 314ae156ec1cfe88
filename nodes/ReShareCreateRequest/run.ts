import { setImmediate as nextTurn } from 'node:timers/promises';
import type { IExecuteFunctions } from 'n8n-workflow';
import { connect } from '../shared/connection';
import type { Client, CreateDeps, CreateOptions, Wish } from '../shared/client';
import { refuseModelsChoice } from './modelRule';
import { readCreateOptions } from './options';
import { readWish } from './wish';

export interface ReadItem {
	readonly wish: Wish;
	readonly options: CreateOptions;
}

export interface CreateRun {
	readonly client: Client;
	/** One for all items of the run: they share look-ups, and few are sent at a time. */
	readonly deps: CreateDeps;
	/**
	 * Reads an item's parameters, one item after the other. n8n takes some milliseconds to evaluate an item's expressions,
	 * during which nothing else happens; between two items, the first ones are sent already.
	 */
	read(itemIndex: number): Promise<ReadItem>;
}

export async function startRun(context: IExecuteFunctions): Promise<CreateRun> {
	const { client, credential, okapi, http } = await connect(context, 'myLibrary');
	const { openUrlBaseUrl, openUrlTenant } = credential;
	const resolver = openUrlBaseUrl.trim() === '' ? undefined : {
		client: client.createResolverClient({ http }),
		baseUrl: openUrlBaseUrl,
		openUrlTenant,
		service: client.processResolvers.service(http, okapi.scope, openUrlBaseUrl, openUrlTenant),
	};
	const key = await client.referenceKey(okapi.account, context.getInstanceId());
	const deps = client.startCreating(new client.ModRsDesk(okapi, resolver), key, context.getExecutionCancelSignal());
	const readNow = (itemIndex: number): ReadItem => {
		const { wish, problems, options } = readWish(client, context, itemIndex);
		refuseModelsChoice(context, options, itemIndex);
		return { wish, options: { ...readCreateOptions(client, options, credential, problems), timeZone: context.getTimezone() } };
	};
	let before: Promise<unknown> = Promise.resolve();
	return {
		client,
		deps,
		async read(itemIndex) {
			const turn = before.then(async () => await nextTurn());
			before = turn;
			await turn;
			return readNow(itemIndex);
		},
	};
}
