import { parseArgs } from 'node:util';

export interface SoakOptions {
	readonly minutes: number;
}

/** Usually ten minutes. */
export const tokenLifeMs = 120_000;

const help = `Runs one n8n for an hour against the practice consortium: three triggers over two back ends, a form and batches, on a fast
clock, while faults come and go. At the end it asks for memory, connections and logins.

  npm run test:soak -- [--minutes 60]

  --minutes  how long wishes come in
`;

/**
 * Reads the command line.
 *
 * @returns undefined for help
 */
export function readOptions(): SoakOptions | undefined {
	const { values } = parseArgs({
		options: { minutes: { type: 'string', default: '60' }, help: { type: 'boolean', short: 'h', default: false } },
	});
	if (values.help) {
		process.stdout.write(help);
		return undefined;
	}
	const minutes = Number(values.minutes);
	if (!(minutes >= 2)) throw new Error('--minutes must be 2 or more');
	return { minutes };
}
