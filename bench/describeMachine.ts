import { cpus, totalmem } from 'node:os';
import { dependencies } from '../n8n/pinned/package.json';
import { version } from '../package.json';
import { formatMegabytes } from './figures';

/** Returns the text that names the machine and the versions in each result, because figures of different machines cannot be compared. */
export function describeMachine(): string {
	const [first] = cpus();
	return [
		`${new Date().toISOString().slice(0, 16)}Z`,
		`${cpus().length} x ${first?.model ?? 'unknown processor'}`,
		formatMegabytes(totalmem()),
		`Node.js ${process.version}`,
		`n8n ${dependencies.n8n}`,
		`n8n-nodes-reshare ${version}`,
	].join(', ');
}
