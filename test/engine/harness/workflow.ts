import './setup';
import { Workflow } from 'n8n-workflow';
import type { IDataObject, INode, INodeParameters, INodeType, INodeTypes, IWorkflowExecuteAdditionalData, OnError } from 'n8n-workflow';
import { ExecutionLifecycleHooks } from 'n8n-core';
import { MemoryCredentials, type CredentialValues } from './credentials';

export const nodeName = 'Node under test';
export const startName = 'Items';

/** Hands its input on to the node under test. */
const start: INodeType = {
	description: {
		displayName: startName,
		name: 'n8n-nodes-base.noOp',
		group: ['input'],
		version: 1,
		description: '',
		defaults: { name: startName },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

export interface NodeUnderTest {
	readonly node: INodeType;
	readonly parameters?: INodeParameters;
	/** By type name, e.g. `{ okapiApi: { url, tenant, ... } }`. */
	readonly credentials?: CredentialValues;
	readonly typeVersion?: number;
	readonly onError?: OnError;
	readonly continueOnFail?: boolean;
	/** The node's own "Retry on Fail". */
	readonly retry?: { readonly maxTries: number; readonly waitBetweenTries: number };
	/** Name of the node in the workflow; default `Node under test`. */
	readonly name?: string;
	/** Default `node-under-test`. */
	readonly id?: string;
	/** IANA name. Default UTC. */
	readonly timezone?: string;
	readonly workflowId?: string;
	/** Static data as n8n's database holds it: `{ 'node:<name>': {...} }`. */
	readonly staticData?: IDataObject;
}

export interface Built {
	readonly workflow: Workflow;
	readonly node: INode;
	readonly additionalData: IWorkflowExecuteAdditionalData;
	readonly credentials: MemoryCredentials;
}

/** Two nodes, `Items` and the node under test, as n8n would build them from the database. */
export function buildWorkflow(test: NodeUnderTest, mode: 'manual' | 'trigger' | 'internal' = 'trigger'): Built {
	const { description } = test.node;
	const type = description.name.includes('.') ? description.name : `n8n-nodes-reshare.${description.name}`;
	const versions = Array.isArray(description.version) ? description.version : [description.version];
	const values = test.credentials ?? {};
	const node: INode = {
		id: test.id ?? 'node-under-test',
		name: test.name ?? nodeName,
		type,
		typeVersion: test.typeVersion ?? description.defaultVersion ?? Math.max(...versions),
		position: [0, 0],
		parameters: structuredClone(test.parameters ?? {}),
		credentials: Object.fromEntries(Object.keys(values).map((name) => [name, { id: `credential-${name}`, name }])),
		...(test.onError === undefined ? {} : { onError: test.onError }),
		...(test.retry === undefined ? {} : { retryOnFail: true, ...test.retry }),
		...(test.continueOnFail === undefined ? {} : { continueOnFail: test.continueOnFail }),
	};
	const startNode: INode = { id: 'items', name: startName, type: start.description.name, typeVersion: 1, position: [0, 0], parameters: {} };
	const known: Record<string, INodeType> = { [type]: test.node, [start.description.name]: start };
	const nodeTypes: INodeTypes = {
		getByName: (name) => find(known, name),
		getByNameAndVersion: (name) => find(known, name),
		getKnownTypes: () => ({}),
	};
	const id = test.workflowId ?? 'workflow-under-test';
	const workflow = new Workflow({
		id,
		name: 'Workflow under test',
		nodes: [startNode, node],
		connections: { [startName]: { main: [[{ node: node.name, type: 'main', index: 0 }]] } },
		active: true,
		nodeTypes,
		staticData: test.staticData === undefined ? {} : structuredClone(test.staticData),
		settings: { executionOrder: 'v1', timezone: test.timezone ?? 'UTC' },
	});
	const credentials = new MemoryCredentials(values);
	const built = workflow.getNode(node.name) ?? node;
	return { workflow, node: built, additionalData: additionalData(credentials, id, mode), credentials };
}

function find(known: Record<string, INodeType>, name: string): INodeType {
	const type = known[name];
	if (type === undefined) throw new Error(`Unknown node type ${name}`);
	return type;
}

function additionalData(
	credentials: MemoryCredentials,
	workflowId: string,
	mode: 'manual' | 'trigger' | 'internal',
): IWorkflowExecuteAdditionalData {
	const workflowData = {
		id: workflowId,
		name: 'Workflow under test',
		active: true,
		isArchived: false,
		createdAt: new Date(),
		updatedAt: new Date(),
		nodes: [],
		connections: {},
		activeVersionId: null,
	};
	const unused = (): never => {
		throw new Error('Not available in tests');
	};
	// Only what nodes use, without sub-workflows and agents.
	return {
		credentialsHelper: credentials,
		executionId: '1',
		currentNodeExecutionIndex: 0,
		restApiUrl: 'http://localhost:5678/rest',
		instanceBaseUrl: 'http://localhost:5678/',
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		webhookBaseUrl: 'http://localhost:5678/webhook',
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		webhookTestBaseUrl: 'http://localhost:5678/webhook-test',
		variables: {},
		hooks: new ExecutionLifecycleHooks(mode, '1', workflowData as never),
		executeWorkflow: unused,
		getRunExecutionData: unused,
		executeData: undefined,
		logAiEvent: () => undefined,
		startRunnerTask: unused,
		setExecutionStatus: () => undefined,
	} as unknown as IWorkflowExecuteAdditionalData;
}
