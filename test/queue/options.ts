import { parseArgs } from 'node:util';
import { practiceBackEnds, type BackEndName } from '../../demo/practiceBackEnds';

export interface QueueOptions {
	/** Different requests in all. */
	readonly count: number;
	/** Requests in one execution. */
	readonly batch: number;
	/** The back ends. Each has a run of its own, one after the other. */
	readonly backEnds: readonly BackEndName[];
}

const help = `Runs n8n in queue mode (main process, two workers, Redis, PostgreSQL) against the practice consortium, over mod-rs and then over
CrossLink, with a worker and the main process killed on the way.

  npm run test:queue -- [--count 2000] [--batch 50] [--back-end modRs]

  --count     different wishes in all; each is looked up and requested
  --batch     wishes in one execution
  --back-end  modRs or crossLink alone
`;

/**
 * Reads the command line.
 *
 * @returns undefined for help
 */
export function readOptions(): QueueOptions | undefined {
	const { values } = parseArgs({
		options: {
			count: { type: 'string', default: '2000' },
			batch: { type: 'string', default: '50' },
			'back-end': { type: 'string' },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) {
		process.stdout.write(help);
		return undefined;
	}
	const count = wholeNumber('--count', values.count);
	const batch = wholeNumber('--batch', values.batch);
	if (count < batch * 8) throw new Error('--count must be at least eight times --batch, so that there is something to share out');
	return { count, batch, backEnds: backEndsNamed(values['back-end']) };
}

function backEndsNamed(name: string | undefined): BackEndName[] {
	const all = Object.keys(practiceBackEnds) as BackEndName[];
	if (name === undefined) return all;
	const found = all.find((backEnd) => backEnd === name);
	if (found === undefined) throw new Error(`--back-end must be one of: ${all.join(', ')}`);
	return [found];
}

function wholeNumber(name: string, value: string): number {
	const number = Number(value);
	if (!Number.isInteger(number) || number < 1) throw new Error(`${name} must be a whole number of 1 or more`);
	return number;
}
