/** The parts of n8n's JSON that demo and tests use. */

export interface WorkflowNode {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly position: readonly [number, number];
	readonly parameters: Record<string, unknown>;
	readonly credentials?: Record<string, { readonly id: string; readonly name: string }>;
	readonly [other: string]: unknown;
}

export interface WorkflowFile {
	readonly name: string;
	readonly nodes: readonly WorkflowNode[];
	readonly connections: Record<string, unknown>;
	readonly settings?: Record<string, unknown>;
}

export interface SavedWorkflow extends WorkflowFile {
	readonly id: string;
	readonly versionId: string;
	readonly active: boolean;
}

export interface PublicationStatus {
	readonly status: 'not_published' | 'in_progress' | 'published' | 'partial' | 'failed';
	readonly triggers: ReadonlyArray<{ readonly nodeId: string; readonly status: string; readonly errorMessage: string | null }>;
}

export interface SavedCredential {
	readonly id: string;
	readonly name: string;
	readonly type: string;
}

export interface CredentialTestResult {
	readonly status: 'OK' | 'Error';
	readonly message: string;
}

export interface ExecutionSummary {
	readonly id: string;
	readonly status: string;
	readonly mode: string;
	readonly workflowId: string;
}

export interface ExecutionItem {
	readonly json: Record<string, unknown>;
	readonly [other: string]: unknown;
}

export interface NodeRun {
	readonly executionStatus?: string;
	readonly executionTime?: number;
	readonly error?: { readonly message?: string; readonly description?: string | null };
	/** The items by connection type and output. */
	readonly data?: Record<string, ReadonlyArray<readonly ExecutionItem[] | null> | undefined>;
}

export interface Execution extends ExecutionSummary {
	readonly data: {
		readonly resultData: {
			readonly error?: { readonly message?: string; readonly description?: string | null };
			readonly lastNodeExecuted?: string;
			readonly runData: Record<string, readonly NodeRun[] | undefined>;
		};
	};
}

/** Lists the items of an output, over all runs of the node in the execution. */
export function outputItemsOf(execution: Execution, nodeName: string, output = 0): ExecutionItem[] {
	const runs = execution.data.resultData.runData[nodeName] ?? [];
	return runs.flatMap((run) => run.data?.main?.[output] ?? []);
}

/** Lists the rows of what a node wrote with Write a List. */
export function rowsOfWrittenList(execution: Execution, nodeName: string): Array<Record<string, unknown>> {
	return outputItemsOf(execution, nodeName).flatMap(({ json }) => json.rows as Array<Record<string, unknown>>);
}

export function hasRun(execution: Execution, nodeName: string): boolean {
	return (execution.data.resultData.runData[nodeName] ?? []).length > 0;
}
