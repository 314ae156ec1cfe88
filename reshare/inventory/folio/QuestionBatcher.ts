import pLimit, { type LimitFunction } from 'p-limit';
import pRetry from 'p-retry';
import { ReShareError } from '../../errors';
import { once } from '../../once';
import { Gathering } from '../Gathering';
import { inventoryError, isPassing, type Fault } from './faults';
import type { GraphqlAnswer } from './GraphqlGateway';

/** A value that becomes a GraphQL variable, never a part of the document. */
interface Argument {
	readonly type: 'String' | 'String!' | 'Int';
	readonly value: string | number;
}

/** One top-level field to ask for. */
export interface Question {
	readonly field: string;
	readonly args: Readonly<Record<string, Argument>>;
	/** What to select of it, without the outer braces. Only words of this package, never of a user. */
	readonly selection: string;
}

export interface Reply {
	/** The field's value, as it came. Null only where the inventory has no such record. */
	readonly value: unknown;
	/** Errors below the field. */
	readonly faults: readonly Fault[];
}

export interface BatcherOptions {
	/** Questions that share one HTTP request. Default 10. */
	readonly batchSize?: number;
	/** Shortest wait before a failed question is asked again, in milliseconds. Default 300. */
	readonly retryDelayMs?: number;
}

/** How a question is to be asked. */
export interface Manner {
	/** A failure is not asked again. Default false. */
	readonly once?: boolean;
	/** While more look-ups are about to come, the question waits until a request is full. Default false. */
	readonly patient?: boolean;
}

interface Waiting {
	readonly question: Question;
	readonly patient: boolean;
	resolve(reply: Reply): void;
	reject(error: unknown): void;
}

const furtherAttempts = 2;

/**
 * Collects questions that are asked at about the same time and sends them together, as aliases of one document. Equal
 * questions are asked once. A failing question fails alone: the others of its request are unharmed.
 */
export class QuestionBatcher {
	readonly #send: (document: string, variables: Readonly<Record<string, unknown>>) => Promise<GraphqlAnswer>;
	readonly #batchSize: number;
	readonly #retryDelayMs: number;
	/** Requests at once. */
	readonly #limit: LimitFunction = pLimit(4);
	readonly #replies = new Map<string, Promise<Reply>>();
	readonly #gathering: Gathering;
	#queue: Waiting[] = [];
	#collecting = false;

	constructor(
		gateway: { ask(document: string, variables: Readonly<Record<string, unknown>>): Promise<GraphqlAnswer> },
		options: BatcherOptions = {},
		gathering: Gathering = new Gathering(),
	) {
		this.#send = async (document, variables) => await gateway.ask(document, variables);
		this.#batchSize = Math.min(50, Math.max(1, Math.floor(options.batchSize ?? 10)));
		this.#retryDelayMs = options.retryDelayMs ?? 300;
		this.#gathering = gathering;
		gathering.onClose(() => this.#sendWaiting());
	}

	/**
	 * Asks one question.
	 *
	 * @throws ReShareError when this question failed; a passing failure only after it was asked three times, unless `once`
	 */
	async ask(question: Question, manner: Manner = {}): Promise<Reply> {
		const key = JSON.stringify([question.field, question.args, question.selection]);
		return await once(this.#replies, key, async () => await this.#askUntilAnswered(question, manner));
	}

	async #askUntilAnswered(question: Question, { once: isOnce = false, patient = false }: Manner): Promise<Reply> {
		return await pRetry(async () => await this.#askOnce(question, patient), {
			retries: isOnce ? 0 : furtherAttempts,
			minTimeout: this.#retryDelayMs,
			randomize: true,
			shouldRetry: ({ error }) => error instanceof FailedQuestion,
		}).catch((error: unknown) => {
			throw error instanceof FailedQuestion ? error.reason : error;
		});
	}

	async #askOnce(question: Question, patient: boolean): Promise<Reply> {
		return await new Promise<Reply>((resolve, reject) => {
			this.#queue.push({ question, patient, resolve, reject });
			if (this.#collecting) return;
			this.#collecting = true;
			setImmediate(() => {
				this.#collecting = false;
				this.#sendWaiting();
			});
		});
	}

	/** Each sender takes its questions when its turn comes, so that late questions fill up a request. */
	#sendWaiting(): void {
		const mayWait = this.#gathering.isOpen && this.#queue.every(({ patient }) => patient);
		const senders = mayWait ? Math.floor(this.#queue.length / this.#batchSize) : Math.ceil(this.#queue.length / this.#batchSize);
		for (let sender = 0; sender < senders; sender += 1) {
			void this.#limit(async () => {
				const batch = this.#queue.splice(0, this.#batchSize);
				if (batch.length > 0) await this.#sendBatch(batch);
			});
		}
	}

	async #sendBatch(batch: readonly Waiting[]): Promise<void> {
		const { document, variables } = documentFor(batch.map(({ question }) => question));
		let answer: GraphqlAnswer;
		try {
			answer = await this.#send(document, variables);
		} catch (error) {
			// A page of a proxy or a cut answer with status 200 says nothing about the questions.
			const reason = error instanceof ReShareError && error.kind === 'badAnswer' ? new FailedQuestion(error) : error;
			for (const { reject } of batch) reject(reason);
			return;
		}
		for (const [index, { resolve, reject }] of batch.entries()) {
			const reply = replyFor(answer, aliasOf(index));
			if (reply instanceof ReShareError) reject(isPassing(reply) ? new FailedQuestion(reply) : reply);
			else resolve(reply);
		}
	}
}

class FailedQuestion extends Error {
	constructor(readonly reason: ReShareError) {
		super(reason.message);
	}
}

function aliasOf(index: number): string {
	return `q${index}`;
}

/** The document for some questions. All values are variables. */
export function documentFor(questions: readonly Question[]): { document: string; variables: Record<string, string | number> } {
	const variables: Record<string, string | number> = {};
	const declarations: string[] = [];
	const fields = questions.map(({ field, args, selection }, index) => {
		const passed = Object.entries(args).map(([name, { type, value }]) => {
			const variable = `${aliasOf(index)}_${name}`;
			variables[variable] = value;
			declarations.push(`$${variable}: ${type}`);
			return `${name}: $${variable}`;
		});
		return `  ${aliasOf(index)}: ${field}${passed.length === 0 ? '' : `(${passed.join(', ')})`} { ${selection} }`;
	});
	const head = declarations.length === 0 ? 'query' : `query (${declarations.join(', ')})`;
	return { document: `${head} {\n${fields.join('\n')}\n}`, variables };
}

/** What an answer says to one alias: its value and the errors below it, or the error that took the value away. */
function replyFor(answer: GraphqlAnswer, alias: string): Reply | ReShareError {
	const own = answer.errors.filter(({ path }) => path === undefined || path.length === 0 || path[0] === alias);
	const value = answer.data[alias];
	const [first] = own;
	if (value === undefined || value === null) {
		if (first !== undefined) return inventoryError(first.message);
		// A look-up field is never null without an error, except for a single record that does not exist.
		return value === null ? { value, faults: [] } : inventoryError('');
	}
	return {
		value,
		faults: own
			.filter(({ path }) => path !== undefined && path.length > 1)
			.map(({ path, message }) => ({ path: path?.slice(1) ?? [], error: inventoryError(message) })),
	};
}
