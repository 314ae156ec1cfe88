import type { IExecuteFunctions } from 'n8n-workflow';
import { connect } from '../shared/connection';
import type { Client, CreateDeps, CreateOptions, Wish } from '../shared/client';
import { refuseModelsChoice } from './modelRule';
import { readCreateOptions } from './options';
import { readWish } from './wish';

export interface CreateRun {
	readonly client: Client;
	/** One for all items of the run: they share look-ups, and few are sent at a time. */
	readonly deps: CreateDeps;
	/** Reads an item's parameters. */
	read(itemIndex: number): { readonly wish: Wish; readonly options: CreateOptions };
}

export async function startRun(context: IExecuteFunctions): Promise<CreateRun> {
	const { client, credential, okapi, http } = await connect(context, 'myLibrary');
	const requests = new client.RequestsClient(okapi);
	const { openUrlBaseUrl, openUrlTenant } = credential;
	const resolver = openUrlBaseUrl.trim() === '' ? undefined : { client: client.createResolverClient({ http }), baseUrl: openUrlBaseUrl, openUrlTenant };
	const deps = client.startCreating(requests, resolver, context.getExecutionCancelSignal());
	return {
		client,
		deps,
		read(itemIndex) {
			const { wish, problems, options } = readWish(client, context, itemIndex);
			refuseModelsChoice(context, options, itemIndex);
			return { wish, options: readCreateOptions(client, options, credential, problems) };
		},
	};
}
