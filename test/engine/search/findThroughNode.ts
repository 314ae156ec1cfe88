import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { inventoryAccountOf } from '../../../demo/practiceCredentials';
import { ReShareSearch } from '../../../nodes/ReShareSearch/ReShareSearch.node';
import type { Sandbox } from '../../../sandbox';
import { runNode, type RunOptions, type RunResult } from '../harness';

/** The fields of an item from Find Eligible that tests read. */
export interface FoundItem {
	readonly outcome: string;
	readonly reason: string;
	readonly instanceId: string | null;
	readonly explanation: string;
	readonly warnings: readonly string[];
	readonly lendingLibraries: readonly string[];
	readonly candidates: ReadonlyArray<{ readonly instanceId: string; readonly reason: string }>;
	readonly recordsMatched: number;
	readonly heldByOwnLibrary: boolean;
	readonly matchedBy: string | null;
}

export const searchNodeUnderTest = new ReShareSearch();

export function credentialsOf(sandbox: Sandbox): RunOptions['credentials'] {
	return { reShareInventoryApi: inventoryAccountOf(sandbox) };
}

/** With these parameters, every field of the citation comes from the item. */
export const parametersOfFind: INodeParameters = {
	operation: 'findEligibleInstance',
	ownSymbols: ['US-EAST'],
	serviceType: 'loan',
	instanceId: '={{ $json.instanceId }}',
	oclcNumber: '={{ $json.oclcNumber }}',
	isbn: '={{ $json.isbn }}',
	issn: '={{ $json.issn }}',
	title: '={{ $json.title }}',
	author: '={{ $json.author }}',
	details: {
		publicationDate: '={{ $json.year }}',
		volume: '={{ $json.volume }}',
		edition: '={{ $json.edition }}',
		language: '={{ $json.language }}',
	},
};

export async function findThroughNode(
	sandbox: Sandbox,
	items: IDataObject[],
	parameters: INodeParameters = {},
	more: Partial<RunOptions> = {},
): Promise<RunResult> {
	return await runNode({
		node: searchNodeUnderTest,
		parameters: { ...parametersOfFind, ...parameters },
		credentials: credentialsOf(sandbox),
		items,
		...more,
	});
}

export function foundItemsOn(run: RunResult, output: number) {
	return (run.outputs[output] ?? []).map(({ json }) => json as unknown as FoundItem);
}
