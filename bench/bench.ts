import type { LatencyProxy } from './latencyProxy';
import type { Reach } from './measure';
import type { Executor, N8nRunner } from './n8n/execute';
import type { Practice } from './practice/client';

export interface Measuring {
	readonly practice: Practice;
	readonly proxy: LatencyProxy;
	/** Address of the practice consortium itself. */
	readonly target: string;
	readonly n8n: Executor;
	readonly warmUps: number;
	readonly runs: number;
}

export interface Bench extends Measuring {
	/** Address of the proxy, which all measured sides use. */
	readonly address: string;
	readonly n8n: N8nRunner;
	readonly latencies: readonly number[];
	/** Whether what was measured is drawn into the docs. */
	readonly writes: boolean;
}

/** Prints its tables. */
export type Part = (bench: Bench) => Promise<Reach[]>;
