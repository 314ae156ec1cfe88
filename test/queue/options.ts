import { parseArgs } from 'node:util';

export interface QueueOptions {
	/** Different wishes in all. */
	readonly count: number;
	/** Wishes in one execution. */
	readonly batch: number;
}

const help = `Runs n8n in queue mode (main process, two workers, Redis, PostgreSQL) against the practice consortium, with a worker and
the main process killed on the way.

  npm run test:queue -- [--count 2000] [--batch 50]

  --count  different wishes in all; each is looked up and requested
  --batch  wishes in one execution
`;

/** Undefined: only help was wanted. */
export function readOptions(): QueueOptions | undefined {
	const { values } = parseArgs({
		options: { count: { type: 'string', default: '2000' }, batch: { type: 'string', default: '50' }, help: { type: 'boolean', short: 'h', default: false } },
	});
	if (values.help) {
		process.stdout.write(help);
		return undefined;
	}
	const count = wholeNumber('--count', values.count);
	const batch = wholeNumber('--batch', values.batch);
	if (count < batch * 8) throw new Error('--count must be at least eight times --batch, so that there is something to share out');
	return { count, batch };
}

function wholeNumber(name: string, value: string): number {
	const number = Number(value);
	if (!Number.isInteger(number) || number < 1) throw new Error(`${name} must be a whole number of 1 or more`);
	return number;
}
