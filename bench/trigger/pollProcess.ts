import { createRequire } from 'node:module';
import path from 'node:path';
import type { INodeType } from 'n8n-workflow';
import { checkoutFolder } from '../../n8n/paths';
import { PollMemory, pollNode } from '../../test/engine/harness';
import { collectGarbage, memoryInUse } from '../memoryInUse';
import { answerCommands } from '../WorkerProcess';
import type { CredentialValues } from '../../test/engine/harness/credentials';

/** Polls one trigger in n8n's own context. The poll has a process of its own, so that only its memory is counted. */

export interface PollCommand {
	readonly credential: CredentialValues[string];
	readonly activation?: boolean;
}

export interface PollReport {
	readonly items: number;
	readonly ms: number;
	/** The highest memory in use during the poll, in bytes above that before it. */
	readonly peakBytes: number;
	/** The highest memory of the process during the poll, garbage included, in bytes above that before it. */
	readonly processBytes: number;
	readonly error?: string;
}

// The built file is measured, because it is what n8n loads.
const built = path.join(checkoutFolder, 'dist', 'nodes', 'ReShareRequestStatusTrigger', 'ReShareRequestStatusTrigger.node.js');
const { ReShareRequestStatusTrigger } = createRequire(__filename)(built) as { ReShareRequestStatusTrigger: new () => INodeType };
const node = new ReShareRequestStatusTrigger();
const memory = new PollMemory('inMemory');

let processBefore: number | undefined;

async function poll({ credential, activation }: PollCommand): Promise<PollReport> {
	collectGarbage();
	const before = memoryInUse();
	processBefore ??= process.memoryUsage().rss;
	let peak = before;
	const sampler = setInterval(() => (peak = Math.max(peak, memoryInUse())), 2);
	const started = performance.now();
	const { outputs, error } = await pollNode({
		node,
		memory,
		credentials: { okapiApi: credential },
		parameters: {},
		...(activation === true ? { activation: 'activate' as const } : {}),
	});
	const ms = performance.now() - started;
	peak = Math.max(peak, memoryInUse());
	clearInterval(sampler);
	return {
		items: outputs?.[0]?.length ?? 0,
		ms,
		peakBytes: peak - before,
		processBytes: process.resourceUsage().maxRSS * 1024 - processBefore,
		error: error && `The trigger failed: ${error.message}`,
	};
}

answerCommands(poll);
