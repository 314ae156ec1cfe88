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

/** Reads `npm run test:queue -- [--count 2000] [--batch 50] [--back-end modRs]`. */
export function readOptions(): QueueOptions {
	const { values } = parseArgs({
		options: {
			count: { type: 'string', default: '2000' },
			batch: { type: 'string', default: '50' },
			'back-end': { type: 'string' },
		},
	});
	const [count, batch] = [Number(values.count), Number(values.batch)];
	if (!Number.isInteger(count) || !Number.isInteger(batch) || batch < 1 || count < batch * 8)
		throw new Error('--count must be at least eight times --batch, so that there is something to share out');
	const all = Object.keys(practiceBackEnds) as BackEndName[];
	const backEnds = all.filter((name) => (values['back-end'] ?? name) === name);
	if (backEnds.length === 0) throw new Error(`--back-end must be one of: ${all.join(', ')}`);
	return { count, batch, backEnds };
}
