import { createRequire } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { checkoutFolder } from '../n8n/paths';
import { PollMemory, pollNode, runNode } from '../test/engine/harness';
import type { CredentialValues } from '../test/engine/harness/credentials';
import { answerCommands } from './BenchProcess';

/** Runs nodes in n8n's own engine. The process is started for them, so that only their memory is counted. */

export interface NodeRunReport {
	readonly ms: number;
	/** The highest memory in use during the run, in bytes above that before it. The input items are not included: they are made before the run. */
	readonly bytes: number;
	readonly items: number;
}

interface RunOrder {
	readonly node: string;
	readonly parameters: INodeParameters;
	readonly credentials: CredentialValues;
	readonly items: readonly IDataObject[];
}

export interface PollCommandOptions {
	readonly credential: CredentialValues[string];
	readonly activation?: 'activate';
}

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const trigger = builtNode('ReShareRequestStatusTrigger');
const memory = new PollMemory('inMemory');

const commands = {
	/** Runs a node. Garbage is collected once a second, because V8 would otherwise let it grow and the measured memory would include it. */
	run: async ({ node, ...given }: RunOrder): Promise<NodeRunReport> => {
		const { result, ...measured } = await measure(1000, collectGarbage, async () => await runNode({ node: builtNode(node), ...given }));
		if (result.error !== undefined) throw new Error(result.error.message);
		return { ...measured, items: result.outputs.reduce((sum, output) => sum + output.length, 0) };
	},
	poll: async ({ credential, ...activation }: PollCommandOptions): Promise<NodeRunReport> => {
		const poll = { node: trigger, memory, credentials: { okapiApi: credential }, parameters: {}, ...activation };
		const { result, ...measured } = await measure(
			2,
			() => undefined,
			async () => await pollNode(poll),
		);
		if (result.error !== undefined) throw new Error(result.error.message);
		return { ...measured, items: result.outputs?.[0]?.length ?? 0 };
	},
};
export type NodeCommands = typeof commands;

answerCommands(Promise.resolve(commands));

/** Returns a node as n8n loads it, which is the built file. */
function builtNode(name: string) {
	const built = path.join(checkoutFolder, 'dist', 'nodes', name, `${name}.node.js`);
	const Node = (createRequire(__filename)(built) as Record<string, new () => INodeType>)[name];
	if (Node === undefined) throw new Error(`There is no node ${name}`);
	return new Node();
}

/** Measures the time and the memory that `work` takes. The memory in use is read every `everyMs`, before `afterReading`. */
async function measure<Result>(everyMs: number, afterReading: () => void, work: () => Promise<Result>) {
	collectGarbage();
	const before = memoryInUse();
	let most = before;
	const read = () => void (most = Math.max(most, memoryInUse()));
	const timer = setInterval(() => {
		read();
		afterReading();
	}, everyMs);
	const started = performance.now();
	const result = await work();
	const ms = performance.now() - started;
	read();
	clearInterval(timer);
	return { result, ms, bytes: most - before };
}

/** Garbage that is not collected yet is part of these bytes. */
function memoryInUse() {
	const { heapUsed, external } = process.memoryUsage();
	return heapUsed + external;
}
