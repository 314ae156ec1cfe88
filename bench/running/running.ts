import type { Bench } from '../bench';
import type { N8nServer } from '../n8n/server';

export interface Running extends Omit<Bench, 'n8n'> {
	readonly n8n: N8nServer;
	readonly latencyMs: number;
}
