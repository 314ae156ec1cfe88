import { suffixOfSetNode } from '../n8n/benchWorkflows';

/** A workflow that looks titles up: with this package's node, or in one of the ways that plain n8n offers. */
export interface SearchApproach {
	readonly name: string;
	readonly workflow: string;
	/** Whether an item says that somebody lends the title. */
	lends(item: object): boolean;
}

export const ownApproachName = 'this node';
export const nameOfSetNodeApproach = 'Set node';

/** The time that n8n itself takes for the items and their expressions, which all approaches need. */
const setNode: SearchApproach = { name: nameOfSetNodeApproach, workflow: `search-node${suffixOfSetNode}`, lends: () => false };

const lendsByCount = ({ lendingLibraryCount }: { readonly lendingLibraryCount?: unknown }) => Number(lendingLibraryCount) > 0;

interface GraphqlAnswer {
	readonly data?: {
		readonly instance_storage_instances?: {
			readonly instances: ReadonlyArray<{
				readonly holdingsRecords2: ReadonlyArray<{ readonly illPolicy: { readonly name: string } | null }>;
			}>;
		};
	};
}

function lendsByGraphql({ data }: GraphqlAnswer) {
	const instances = data?.instance_storage_instances?.instances ?? [];
	return instances.some(({ holdingsRecords2 }) => holdingsRecords2.some(({ illPolicy }) => illPolicy?.name === 'Will lend'));
}

/** Lists the approaches to one index. With Remove Duplicates before it, HTTP Request runs once for each distinct ISBN. */
const listApproaches = (prefix: string, lends: SearchApproach['lends']): SearchApproach[] => [
	{ name: ownApproachName, workflow: prefix + '-node', lends: lendsByCount },
	{ name: 'HTTP Request', workflow: prefix + '-http', lends },
	{ name: 'HTTP Request, Remove Duplicates', workflow: prefix + '-http-once-each', lends },
	setNode,
];

export const folioApproaches = listApproaches('search', lendsByGraphql);

interface VufindAnswer {
	readonly records?: ReadonlyArray<{ readonly fullRecord?: string }>;
}

/** Plain n8n can only tell whether any copy in the record is lendable, not whose. */
function lendsByRecord({ records = [] }: VufindAnswer) {
	return records.some(({ fullRecord = '' }) => />LOANABLE</.test(fullRecord));
}

export const vufindApproaches = listApproaches('vufind-search', lendsByRecord);
