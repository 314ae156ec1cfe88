import type { Item } from '../../n8n/types';
import type { Executed } from '../n8n/workflows';

export interface Side {
	readonly name: string;
	readonly workflow: string;
	/** Nodes that this way needs besides `Look up`. */
	readonly others: readonly string[];
	/** One after the other: measured at the longest latency alone, and with distinct look-ups once. */
	readonly slow?: true;
	/** Rows, and how many of them say that somebody lends the title. */
	readonly judge: (executed: Executed) => { readonly rows: number; readonly lendable: number };
}

const lookUp = 'Look up';
export const ownName = 'this node';

export const sides: readonly Side[] = [
	{
		name: ownName,
		workflow: 'search-node',
		others: [],
		judge: judgeFound,
	},
	{ name: 'HTTP Request', workflow: 'search-http', others: ['Login'], judge: judgeRecords },
	{ name: 'HTTP Request, Remove Duplicates', workflow: 'search-http-once-each', others: ['Login', 'Once each'], judge: judgeRecords },
	{ name: 'GraphQL node', workflow: 'search-graphql', others: ['Login'], slow: true, judge: judgeRecords },
];

export function judgeFound(executed: Executed): { rows: number; lendable: number } {
	const items = [0, 1, 2].flatMap((output) => executed.items(lookUp, output));
	return { rows: items.length, lendable: items.filter(({ json }) => Number(json.lendingLibraryCount) > 0).length };
}

interface PlainAnswer {
	readonly data?: {
		readonly instance_storage_instances?: {
			readonly instances: ReadonlyArray<{
				readonly holdingsRecords2: ReadonlyArray<{ readonly illPolicy: { readonly name: string } | null }>;
			}>;
		};
	};
}

function judgeRecords(executed: Executed): { rows: number; lendable: number } {
	const items = executed.items(lookUp);
	const lends = ({ json }: Item): boolean =>
		((json as PlainAnswer).data?.instance_storage_instances?.instances ?? []).some(({ holdingsRecords2 }) =>
			holdingsRecords2.some(({ illPolicy }) => illPolicy?.name === 'Will lend'),
		);
	return { rows: items.length, lendable: items.filter(lends).length };
}
