import { GraphQLClient } from 'graphql-request';
import { z } from 'zod';
import { ReShareError, badAnswerError } from '../../errors';
import { parseJsonAnswer } from '../../json';
import { readJsonAnswerOrThrow, type OkapiClient } from '../../okapi';
import type { HttpAnswer } from '../../transport';
import { graphqlErrorSchema, httpStatusInGraphqlError } from './graphqlErrors';

const envelope = z.object({
	data: z
		.record(z.unknown())
		.nullish()
		.transform((data) => data ?? {}),
	errors: z
		.array(graphqlErrorSchema)
		.nullish()
		.catch(undefined)
		.transform((errors) => errors ?? []),
});

export type GraphqlAnswer = z.output<typeof envelope>;

const what = 'the shared inventory (GraphQL)';

/**
 * Sends GraphQL queries to one tenant's inventory. Every query only reads, so that it may be repeated after a lost connection or a busy
 * answer.
 */
export class FolioGraphqlClient {
	readonly #client: GraphQLClient;

	constructor(okapi: OkapiClient) {
		this.#client = new GraphQLClient(`${okapi.account.url}/graphql`, {
			errorPolicy: 'all',
			// A document has only one operation, which then needs no name.
			excludeOperationName: true,
			fetch: async (_url, init) => {
				const answer = await okapi.send({
					method: 'POST',
					path: '/graphql',
					json: JSON.parse(String(init?.body)),
					what,
					safeToRepeat: true,
					saysTokenExpired,
				});
				readJsonAnswerOrThrow(answer, `the answer of ${what}`, okapi.account.url, [
					'application/json',
					'application/graphql-response+json',
				]);
				// This object has all that graphql-request reads. To make a real Response, Node.js would load its whole fetch, which takes
				// tens of milliseconds in a new process.
				return {
					ok: true,
					status: 200,
					headers: { get: () => 'application/json' },
					text: () => Promise.resolve(answer.text),
				} as unknown as Response;
			},
		});
	}

	/** Returns data and errors together, because an answer often has both. */
	async ask(document: string, variables: Readonly<Record<string, unknown>>): Promise<GraphqlAnswer> {
		let answer: unknown;
		try {
			answer = await this.#client.rawRequest(document, variables);
		} catch (error) {
			throw withoutGraphql(error);
		}
		const parsed = envelope.safeParse(answer);
		if (!parsed.success) throw badAnswerError('The shared inventory sent a GraphQL answer in an unknown form');
		return parsed.data;
	}
}

/** mod-graphql answers an expired token with status 200 and errors that say so. */
function saysTokenExpired(answer: HttpAnswer) {
	if (!/"(?:401 |Invalid token|Token )/iu.test(answer.text)) return false;
	return parseJsonAnswer(answer, envelope)?.errors.some(({ message }) => httpStatusInGraphqlError(message) === 401) === true;
}

function withoutGraphql(error: unknown) {
	if (!(error instanceof ReShareError)) return badAnswerError('The shared inventory sent its answer in an unknown form', { cause: error });
	if (error.kind !== 'noModule') return error;
	return new ReShareError('noModule', 'There is no GraphQL here: this consortium is searched another way', {
		status: error.status,
		description:
			"Newer ReShare consortia are searched through VuFind: choose it under '⟦searchedThrough⟧' in the ⟦settings⟧. If yours has GraphQL, check the tenant.",
		cause: error,
	});
}
