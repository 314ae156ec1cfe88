import type { ExecutionItem } from '../../n8n/n8nTypes';
import type { ExecutionTimes } from '../n8n/benchWorkflows';

export interface SearchSide {
	readonly name: string;
	readonly workflow: string;
	/** The nodes that this side needs besides `Look up`. */
	readonly others: readonly string[];
	/**
	 * This side looks up one item after the other. To save time, it is measured at the longest latency alone, and once with distinct
	 * look-ups.
	 */
	readonly slow?: true;
	/** Counts the rows, and those of them that say that somebody lends the title. */
	readonly judge: (executed: ExecutionTimes) => { readonly rows: number; readonly lendable: number };
}

const lookUp = 'Look up';
export const ownSideName = 'this node';

export const searchSides: readonly SearchSide[] = [
	{
		name: ownSideName,
		workflow: 'search-node',
		others: [],
		judge: countFound,
	},
	{ name: 'HTTP Request', workflow: 'search-http', others: ['Login'], judge: judgeRecords },
	{ name: 'HTTP Request, Remove Duplicates', workflow: 'search-http-once-each', others: ['Login', 'Once each'], judge: judgeRecords },
	{ name: 'GraphQL node', workflow: 'search-graphql', others: ['Login'], slow: true, judge: judgeRecords },
];

export function countFound(executed: ExecutionTimes): { rows: number; lendable: number } {
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

function judgeRecords(executed: ExecutionTimes): { rows: number; lendable: number } {
	const items = executed.items(lookUp);
	const lends = ({ json }: ExecutionItem): boolean =>
		((json as PlainAnswer).data?.instance_storage_instances?.instances ?? []).some(({ holdingsRecords2 }) =>
			holdingsRecords2.some(({ illPolicy }) => illPolicy?.name === 'Will lend'),
		);
	return { rows: items.length, lendable: items.filter(lends).length };
}
