import type { BenchSetup } from '../BenchSetup';
import type { N8nServer } from '../n8n/N8nServer';

export interface RunningSetup extends Omit<BenchSetup, 'n8n'> {
	readonly n8n: N8nServer;
	readonly latencyMs: number;
}
