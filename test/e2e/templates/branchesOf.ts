import type { Execution, WorkflowFile } from '../../../n8n/n8nTypes';

type Wires = ReadonlyArray<ReadonlyArray<{ readonly node: string }> | null | undefined>;

/** An output of a node that has a wire, and whether any execution has used it. */
export interface Branch {
	readonly template: string;
	readonly node: string;
	/** The type of the connection. AI tools and models have types of their own. */
	readonly kind: string;
	readonly output: number;
	readonly leadsTo: readonly string[];
	readonly seen: number;
}

export function branchesOf(name: string, template: WorkflowFile, executions: readonly Execution[]): Branch[] {
	return Object.entries(template.connections).flatMap(([node, byKind]) =>
		Object.entries(byKind as Record<string, Wires>).flatMap(([kind, outputs]) =>
			outputs.flatMap((wires, output) => {
				if ((wires ?? []).length === 0) return [];
				const seen = executions.filter((execution) => hasTaken(execution, node, kind, output)).length;
				return [{ template: name, node, kind, output, leadsTo: (wires ?? []).map((wire) => wire.node), seen }];
			}),
		),
	);
}

function hasTaken(execution: Execution, node: string, kind: string, output: number) {
	return (execution.data.resultData.runData[node] ?? []).some((run) =>
		kind === 'main' ? (run.data?.main?.[output] ?? []).length > 0 : run.data?.[kind] !== undefined,
	);
}

/** Writes the branches as a table that people can read. */
export function branchTable(branches: readonly Branch[]) {
	const rows = [
		['Template', 'Node', 'Output', 'Leads to', 'Seen'],
		...branches.map(({ template, node, kind, output, leadsTo, seen }) => [
			template,
			node,
			kind === 'main' ? String(output) : kind,
			leadsTo.join(', '),
			String(seen),
		]),
	];
	const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows
		.map((row) =>
			row
				.map((cell, column) => cell.padEnd(widths[column] ?? 0))
				.join('  ')
				.trimEnd(),
		)
		.join('\n');
}
