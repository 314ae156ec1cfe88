import pLimit from 'p-limit';
import { clock } from '../../clock';
import { ReShareError } from '../../errors';
import { getOrCreate } from '../../memoize';
import { computeRetryPause } from '../../transport';
import type { ActiveLookupCallers } from '../ActiveLookupCallers';
import { inventoryError, isTemporaryError } from './graphqlErrors';
import type { GraphqlAnswer, FolioGraphqlClient } from './FolioGraphqlClient';

const argumentTypes = [
	['query', 'String'],
	['offset', 'Int'],
	['limit', 'Int'],
] as const;

/** A query for one top-level field. */
export interface GraphqlFieldQuery {
	readonly field: string;
	/** The condition in CQL. */
	readonly query?: string;
	readonly offset?: number;
	readonly limit?: number;
	/** The fields to select, without the outer braces. They come from this package, never from a user. */
	readonly selection: string;
}

export type FieldQueryReply = Readonly<ReturnType<typeof replyFor>>;

export interface FieldQueryOptions {
	/** Whether the query is not repeated after a failure. */
	readonly once?: boolean;
	/** Whether the query waits until a request is full, as long as more lookups are about to come. */
	readonly patient?: boolean;
}

interface Waiting {
	readonly fieldQuery: GraphqlFieldQuery;
	readonly patient: boolean;
	resolve(reply: Promise<FieldQueryReply>): void;
}

/**
 * Combines field queries that are made at about the same time into one GraphQL document, where each has an alias. Equal queries are sent
 * once, and one that fails does not harm the others.
 */
export class GraphqlQueryBatcher {
	readonly #batchSize;
	readonly #limit = pLimit(4);
	readonly #replies = new Map<string, Promise<FieldQueryReply>>();
	readonly #queue: Waiting[] = [];
	#collecting = false;

	/** @param batchSize the most field queries in one HTTP request */
	constructor(
		private readonly graphql: Pick<FolioGraphqlClient, 'ask'>,
		private readonly activeCallers: ActiveLookupCallers,
		batchSize: number,
	) {
		this.#batchSize = Math.min(50, Math.max(1, Math.floor(batchSize)));
		activeCallers.onClose(() => this.#sendWaiting());
	}

	/**
	 * Sends one field query, together with others.
	 *
	 * @throws ReShareError when the query failed: after a temporary failure only when three attempts have failed, or one if `once` is set
	 */
	ask(fieldQuery: GraphqlFieldQuery, options: FieldQueryOptions = {}) {
		return getOrCreate(this.#replies, JSON.stringify(fieldQuery), () => this.#askRepeatedly(fieldQuery, options));
	}

	async #askRepeatedly(fieldQuery: GraphqlFieldQuery, { once = false, patient = false }: FieldQueryOptions) {
		const attempts = once ? 1 : 3;
		for (let attempt = 1; ; attempt += 1) {
			try {
				return await this.#askOnce(fieldQuery, patient);
			} catch (error) {
				if (error instanceof FinalError) throw error.reason;
				if (attempt === attempts) throw error;
			}
			await clock.sleep(computeRetryPause(attempt));
		}
	}

	/**
	 * Sends these queries immediately, without repetition and in a document of their own. Later queries that are equal to one of them get
	 * the value that came without an error.
	 *
	 * @returns the value of each query, or the ReShareError that explains why there is none
	 */
	async askNow(fieldQueries: readonly GraphqlFieldQuery[]) {
		const answer = await this.#send(fieldQueries);
		return fieldQueries.map((fieldQuery, index) => {
			const { value, errors } = partOfAnswer(answer, index);
			if (value && errors.length === 0) this.#replies.set(JSON.stringify(fieldQuery), Promise.resolve({ value, faults: [] }));
			return value ?? inventoryError(errors[0]?.message ?? '');
		});
	}

	#askOnce(fieldQuery: GraphqlFieldQuery, patient: boolean) {
		return new Promise<FieldQueryReply>((resolve) => {
			this.#queue.push({ fieldQuery, patient, resolve });
			if (this.#collecting) return;
			this.#collecting = true;
			void clock.nextTurn().then(() => {
				this.#collecting = false;
				this.#sendWaiting();
			});
		});
	}

	/** Each request takes its queries only when the limit on calls lets it start. Queries that come meanwhile fill it up. */
	#sendWaiting() {
		const mayWait = this.activeCallers.isOpen && this.#queue.every(({ patient }) => patient);
		const requests = this.#queue.length / this.#batchSize;
		const senders = mayWait ? Math.floor(requests) : Math.ceil(requests);
		for (let sender = 0; sender < senders; sender += 1) {
			void this.#limit(async () => {
				const batch = this.#queue.splice(0, this.#batchSize);
				if (batch.length === 0) return;
				const answer = this.#send(batch.map(({ fieldQuery }) => fieldQuery)).catch((error: Error) => {
					// With status 200, a proxy's page or a cut answer says nothing about the queries, so that they may be sent again.
					throw error instanceof ReShareError && error.kind === 'badAnswer' ? error : new FinalError(error);
				});
				for (const [index, { resolve }] of batch.entries()) resolve(answer.then((whole) => replyFor(whole, index)));
				await Promise.allSettled([answer]);
			});
		}
	}

	/** Sends one document for some field queries. Their values are variables, and never become part of the document. */
	#send(fieldQueries: readonly GraphqlFieldQuery[]) {
		const variables: Record<string, string | number> = {};
		const declarations: string[] = [];
		const fields = fieldQueries.map((fieldQuery, index) => {
			const alias = fieldQueryAlias(index);
			const passed = argumentTypes.flatMap(([name, type]) => {
				const value = fieldQuery[name];
				if (value === undefined) return [];
				const variable = `${alias}_${name}`;
				variables[variable] = value;
				declarations.push(`$${variable}: ${type}`);
				return `${name}: $${variable}`;
			});
			return `  ${alias}: ${fieldQuery.field}(${passed.join(', ')}) { ${fieldQuery.selection} }`;
		});
		return this.graphql.ask(`query (${declarations.join(', ')}) {\n${fields.join('\n')}\n}`, variables);
	}
}

/** A failure that would be the same in another attempt. */
class FinalError extends Error {
	constructor(readonly reason: Error) {
		super(reason.message);
	}
}

function fieldQueryAlias(index: number) {
	return `q${index}`;
}

/** Returns the value of one field query in an answer, and the errors that concern it. */
function partOfAnswer({ data, errors }: GraphqlAnswer, index: number) {
	const alias = fieldQueryAlias(index);
	return { value: data[alias], errors: errors.filter(({ path = [] }) => path.length === 0 || path[0] === alias) };
}

/**
 * Returns the value of one field query in an answer.
 *
 * @throws the error that explains a missing value; as a FinalError unless the failure is temporary
 */
function replyFor(answer: GraphqlAnswer, index: number) {
	const { value, errors } = partOfAnswer(answer, index);
	// A value is null without an error only if a single record does not exist.
	if (value === undefined || (value === null && errors.length > 0)) {
		const error = inventoryError(errors[0]?.message ?? '');
		throw isTemporaryError(error) ? error : new FinalError(error);
	}
	return {
		/** The value as the server sent it. It is null only if the inventory has no such record. */
		value,
		/**
		 * Errors within the value. The rest of it can still be used. Their paths lead to the fields with the errors, below the field that was
		 * queried, e.g. `['holdingsRecords', 3, 'illPolicy']`.
		 */
		faults: errors.flatMap(({ path = [], message }) => (path.length > 1 ? [{ path: path.slice(1), error: inventoryError(message) }] : [])),
	};
}
