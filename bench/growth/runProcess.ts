import { createRequire } from 'node:module';
import path from 'node:path';
import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { checkoutFolder } from '../../n8n/paths';
import { runNode } from '../../test/engine/harness';
import type { CredentialValues } from '../../test/engine/harness/credentials';
import { collectGarbage, memoryInUse } from '../memoryInUse';
import { answerCommands } from '../WorkerProcess';

/** Runs a node once in n8n's own engine. The run has a process of its own, so that only its memory is counted. */

export interface RunCommand {
	readonly node: string;
	readonly parameters: INodeParameters;
	readonly credentials: CredentialValues;
	readonly items: readonly IDataObject[];
	/** The node's static data from an earlier run. */
	readonly staticData?: IDataObject;
}

export interface RunReport {
	readonly ms: number;
	/** The bytes of `ChartPoint`; garbage is collected once a second. */
	readonly bytes: number;
	/** The process's bytes of `ChartPoint`. V8 leaves garbage lying as long as there is room. */
	readonly processBytes: number;
	readonly items: number;
	readonly staticData: IDataObject;
	readonly error?: string;
}

const collectEveryMs = 1000;

answerCommands<RunCommand, RunReport>(async ({ node, parameters, credentials, items, staticData: kept }) => {
	// The built file is measured, because it is what n8n loads.
	const built = path.join(checkoutFolder, 'dist', 'nodes', node, `${node}.node.js`);
	const Node = (createRequire(__filename)(built) as Record<string, new () => INodeType>)[node];
	if (Node === undefined) return { ms: 0, bytes: 0, processBytes: 0, items: 0, staticData: {}, error: `There is no node ${node}` };
	const memory = watchMemory();
	const started = performance.now();
	const { outputs, error, staticData } = await runNode({ node: new Node(), parameters, credentials, items, staticData: kept });
	const ms = performance.now() - started;
	const told = outputs.reduce((sum, output) => sum + output.length, 0);
	return { ms, ...memory.end(), items: told, staticData, error: error?.message };
});

function watchMemory(): { end(): Pick<RunReport, 'bytes' | 'processBytes'> } {
	collectGarbage();
	const before = { inUse: memoryInUse(), rss: process.memoryUsage().rss };
	let most = before.inUse;
	const look = (): void => void (most = Math.max(most, memoryInUse()));
	const timer = setInterval(() => {
		look();
		collectGarbage();
	}, collectEveryMs);
	return {
		end: () => {
			clearInterval(timer);
			look();
			return { bytes: most - before.inUse, processBytes: process.resourceUsage().maxRSS * 1024 - before.rss };
		},
	};
}
