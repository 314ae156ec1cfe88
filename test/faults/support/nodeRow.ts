import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { runNode, type RunOptions } from '../../engine/harness';
import type { CredentialTarget } from './faultColumns';
import type { Practice } from './openPractice';
import { outputNames, summarizeRun } from './summarizeRun';
import type { Row } from './matrixRow';
import { credentialBuilders, libraryCredential, type InventoryKind } from './matrixInputs';

export interface NodeRow {
	readonly name: string;
	readonly node: INodeType;
	readonly parameters: INodeParameters;
	readonly items: readonly IDataObject[];
	readonly aim: Row['aim'];
	/** The inventory that the node searches. By default the node has the library's credential instead. */
	readonly inventory?: InventoryKind;
	readonly field?: Row['field'];
	/** Whether the fault hits all items, instead of the second one alone. */
	readonly hitsAll?: boolean;
	readonly made?: Row['made'];
	/** Whether the node acts on requests, which is possible only once. */
	readonly acts?: boolean;
	/** Makes the credential; by default that of East Harbor's mod-rs. */
	credential?(practice: Practice, target: CredentialTarget): IDataObject;
	prepare?(practice: Practice): void;
}

/** Makes the row of a node's operation with three items, of which the second is hit. */
export function nodeRow(row: NodeRow): Row {
	const names = outputNames(row.node, String(row.parameters.operation));
	const field = row.field ?? 'url';
	return {
		name: row.name,
		operation: `${row.node.description.name}.${String(row.parameters.operation)}`,
		aim: row.aim,
		field,
		hit: row.hitsAll === true ? undefined : 1,
		...(row.made === undefined ? {} : { made: row.made }),
		acts: row.acts === true,
		...(row.prepare === undefined ? {} : { prepare: row.prepare }),
		async run(practice, target, mode) {
			const items = mode === 'alone' ? row.items.slice(1, 2) : [...row.items];
			const credentials: RunOptions['credentials'] =
				row.inventory === undefined
					? { okapiApi: (row.credential?.(practice, target) ?? libraryCredential(practice, target, field)) as never }
					: { reShareInventoryApi: credentialBuilders[row.inventory](practice, target) as never };
			const options: RunOptions = { node: row.node, parameters: row.parameters, items, credentials };
			const run = await runNode(mode === 'alone' ? options : { ...options, onError: 'continueErrorOutput' });
			return summarizeRun(run, names, items);
		},
	};
}
