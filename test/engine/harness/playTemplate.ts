import './registerN8nCore';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createRunExecutionData, Workflow } from 'n8n-workflow';
import type { IConnections, IDataObject, INode, INodeExecutionData, INodeType, ITaskData } from 'n8n-workflow';
import { WorkflowExecute } from 'n8n-core';
import type { WorkflowFile } from '../../../n8n/n8nTypes';
import { ReShareNotice } from '../../../nodes/ReShareNotice/ReShareNotice.node';
import { ReShareRequest } from '../../../nodes/ReShareRequest/ReShareRequest.node';
import type { CredentialValues } from './credentials';
import { followRuleOfN8n3 } from './alwaysOutputDataOfN8n3';
import { buildWorkflow } from './workflow';

const reShareNodes = [new ReShareNotice(), new ReShareRequest()].map(
	(node) => [`n8n-nodes-reshare.${node.description.name}`, node] as const,
);

/**
 * Makes a node that passes on the items of all its inputs, as Merge does and as others may. If it has several outputs, one of them gets all
 * items.
 */
function handingOn({ name, type, parameters }: INode, outputs: number, output: number): INodeType {
	const inputs = Number(parameters.numberInputs ?? 1);
	return {
		description: {
			displayName: name,
			name: type,
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name },
			inputs: Array.from({ length: inputs }, () => 'main' as const),
			...(inputs > 1 ? { requiredInputs: 1 } : {}),
			outputs: Array.from({ length: outputs }, () => 'main' as const),
			properties: [],
		},
		async execute(): Promise<INodeExecutionData[][]> {
			const items = Array.from({ length: inputs }, (_, input) => this.getInputData(input)).flat();
			return await Promise.resolve(Array.from({ length: outputs }, (_, index) => (index === output ? items : [])));
		},
	};
}

export interface TemplateRun {
	/** Returns what a node passed on in each of its runs, by output. */
	readonly runsOf: (node: string) => ReadonlyArray<ReadonlyArray<readonly IDataObject[]>>;
	/** The nodes that wait for an input that never came. */
	readonly waiting: readonly string[];
	readonly error: string | undefined;
}

/** Plays a template from one of its nodes on, in n8n's own engine but by n8n 3's rule. Nodes of other packages just pass their items on. */
export async function playTemplate(
	template: string,
	from: { readonly node: string; readonly item?: IDataObject; readonly output?: number },
	credentials: CredentialValues,
): Promise<TemplateRun> {
	const file = JSON.parse(readFileSync(path.join(__dirname, '..', '..', '..', 'templates', `${template}.json`), 'utf8')) as WorkflowFile;
	const nodes = (file.nodes as unknown as INode[]).map((node) => ({
		...node,
		credentials: Object.fromEntries(Object.keys(credentials).map((name) => [name, { id: name, name }])),
	}));
	const connections = file.connections as unknown as IConnections;
	const types = new Map<string, INodeType>([
		...nodes.map(
			(node) =>
				[node.type, handingOn(node, connections[node.name]?.main?.length ?? 1, node.name === from.node ? (from.output ?? 0) : 0)] as const,
		),
		...reShareNodes,
	]);
	const typeOf = (name: string) => {
		const type = types.get(name);
		if (type === undefined) throw new Error(`Unknown node type ${name}`);
		return type;
	};
	const workflow = new Workflow({
		id: template,
		active: true,
		nodes,
		connections,
		settings: file.settings ?? {},
		nodeTypes: { getByName: typeOf, getByNameAndVersion: typeOf, getKnownTypes: () => ({}) },
	});
	const start = workflow.getNode(from.node);
	if (start === null) throw new Error(`The template has no node ${from.node}`);
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node: start, data: { main: [[{ json: from.item ?? {} }]] }, source: null }] },
	});
	const { additionalData } = buildWorkflow({ node: new ReShareNotice(), credentials });
	const engine = new WorkflowExecute(additionalData, 'trigger', data);
	followRuleOfN8n3(engine);
	const { resultData, executionData } = (await engine.processRunExecutionData(workflow)).data;
	return {
		runsOf: (node) => (resultData.runData[node] ?? []).map(outputsOf),
		waiting: Object.keys(executionData?.waitingExecution ?? {}),
		error: resultData.error?.message,
	};
}

const outputsOf = ({ data }: ITaskData) => (data?.main ?? []).map((items) => (items ?? []).map(({ json }) => json));
