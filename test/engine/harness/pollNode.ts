import './registerN8nCore';
import type { IDataObject, INodeExecutionData, Workflow, WorkflowActivateMode } from 'n8n-workflow';
import { PollContext } from 'n8n-core';
import { buildWorkflow, nodeName, type NodeUnderTest } from './workflow';

/**
 * n8n's three ways of storing a polling trigger's static data.
 * - `inMemory` is the default. The data are in the process, and are saved when a poll returns items and at activation; an error that is
 *   thrown takes nothing back.
 * - `scheduled` is the durable scheduler. Every poll starts from the saved data, which are written only when a poll returns items and at
 *   activation.
 * - `durableCursor` is like `scheduled`, but data are also written when a poll returns nothing, and not at an activation that returns
 *   nothing.
 */
export type PollEngine = 'inMemory' | 'scheduled' | 'durableCursor';

/** Stores a trigger's static data between polls, for one workflow. */
export class PollMemory {
	#saved: string;
	#workflow: Workflow | undefined;

	/**
	 * Makes the memory of a node.
	 *
	 * @param saved what the database has at first, `{ 'node:<name>': {...} }`
	 */
	constructor(
		readonly engine: PollEngine = 'inMemory',
		saved: IDataObject = {},
	) {
		this.#saved = JSON.stringify(saved);
	}

	/** Returns the static data that the database has of a node now. */
	saved(name = nodeName) {
		return (JSON.parse(this.#saved) as Record<string, IDataObject>)[`node:${name}`];
	}

	/** Restarts n8n: what was only in memory is lost. */
	restart() {
		this.#workflow = undefined;
	}

	startData() {
		const live = this.engine === 'inMemory' ? this.#workflow?.staticData : undefined;
		return live ?? (JSON.parse(this.#saved) as IDataObject);
	}

	/** @internal */
	adopt(workflow: Workflow) {
		const live = this.engine === 'inMemory' ? this.#workflow?.staticData : undefined;
		if (live !== undefined) workflow.staticData = live;
		this.#workflow = workflow;
	}

	/** @internal */
	settle(workflow: Workflow, returnedItems: boolean, activation: boolean) {
		const saves = returnedItems || (this.engine === 'durableCursor' ? !activation : activation);
		// n8n's in-memory engine saves only changes that it has seen. It does not see a change within an object that was assigned earlier.
		const changed = this.engine !== 'inMemory' || workflow.staticData.__dataChanged === true;
		if (!saves || !changed) return;
		this.#saved = JSON.stringify(workflow.staticData);
		if (this.engine === 'inMemory') workflow.staticData.__dataChanged = false;
	}
}

export interface PollOptions extends NodeUnderTest {
	readonly memory?: PollMemory;
	/** `manual` is the editor's Fetch Test Event, whose static data are never saved. The default is `trigger`. */
	readonly mode?: 'manual' | 'trigger';
	/** Set to `activate` or `init` for the poll that n8n makes at activation or at its start. The default is a scheduled poll. */
	readonly activation?: WorkflowActivateMode;
	/** The time budget. The default is that of n8n: 300,000 in memory, and 36,000 otherwise. */
	readonly budgetMs?: number;
}

export interface PollResult {
	/** The items, one list for each output; null if the trigger started no execution. */
	readonly outputs: INodeExecutionData[][] | null;
	readonly error: Error | undefined;
}

/** Polls a trigger node once, in n8n's own context for polls. */
export async function pollNode(options: PollOptions): Promise<PollResult> {
	const memory = options.memory ?? new PollMemory();
	const mode = options.mode ?? 'trigger';
	const { workflow, node, additionalData } = buildWorkflow(
		{ ...options, staticData: options.staticData ?? (JSON.parse(JSON.stringify(memory.startData())) as IDataObject) },
		mode,
	);
	const activation = mode === 'manual' ? 'manual' : (options.activation ?? 'activate');
	if (mode === 'trigger') memory.adopt(workflow);
	const budgetMs = options.budgetMs ?? (memory.engine === 'inMemory' ? 300_000 : 36_000);
	const context = new PollContext(
		workflow,
		node,
		additionalData,
		mode,
		activation,
		undefined,
		undefined,
		undefined,
		undefined,
		undefined,
		() => budgetMs,
	);
	const type = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	if (type.poll === undefined) throw new Error('The node does not poll');
	const owned = await workflow.expression.acquireIsolate();
	try {
		const outputs = await type.poll.call(context);
		if (mode === 'trigger') memory.settle(workflow, outputs !== null, options.activation !== undefined);
		return { outputs, error: undefined };
	} catch (error) {
		return { outputs: null, error: error instanceof Error ? error : new Error(String(error)) };
	} finally {
		if (owned) await workflow.expression.releaseIsolate();
	}
}
