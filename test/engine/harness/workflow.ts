import './registerN8nCore';
import { Workflow } from 'n8n-workflow';
import type { IDataObject, INode, INodeParameters, INodeType, INodeTypes, IWorkflowExecuteAdditionalData, OnError } from 'n8n-workflow';
import { ExecutionLifecycleHooks } from 'n8n-core';
import { MemoryCredentials, type CredentialValues } from './credentials';

export const nodeName = 'Node under test';
export const inputNodeName = 'Items';

/** The most outputs of any node, including the error output. */
const mostOutputs = 8;

/** A node that passes its input on to the node under test. */
const start: INodeType = {
	description: {
		displayName: inputNodeName,
		name: 'n8n-nodes-base.noOp',
		group: ['input'],
		version: 1,
		description: '',
		defaults: { name: inputNodeName },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	},
	async execute() {
		return [this.getInputData()];
	},
};

/** A node that passes its input on as if people had typed it into a form. */
const form: INodeType = {
	...start,
	description: {
		...start.description,
		name: 'n8n-nodes-base.formTrigger',
		properties: [{ displayName: 'Form Elements', name: 'formFields', type: 'json', default: {} }],
	},
};

/** A node that passes its input on as if another execution had handed it over. */
const handedOver: INodeType = { ...start, description: { ...start.description, name: 'n8n-nodes-base.executeWorkflowTrigger' } };

export interface NodeUnderTest {
	readonly node: INodeType;
	readonly parameters?: INodeParameters;
	/** The credentials by type name, e.g. `{ okapiApi: { url, tenant, ... } }`. */
	readonly credentials?: CredentialValues;
	readonly typeVersion?: number;
	readonly onError?: OnError;
	readonly continueOnFail?: boolean;
	/** The node's own "Retry on Fail". */
	readonly retry?: { readonly maxTries: number; readonly waitBetweenTries: number };
	/** Name of the node in the workflow; default `Node under test`. */
	readonly name?: string;
	/** The id of the node; by default `node-under-test`. */
	readonly id?: string;
	/** The workflow's time zone, as an IANA name; by default UTC. */
	readonly timezone?: string;
	readonly workflowId?: string;
	/** The outputs to which a node is connected. The default is all of them. */
	readonly connected?: readonly number[];
	/** The fields of the form before the node, or that another execution handed a form over. By default, there is no form. */
	readonly form?: readonly IDataObject[] | 'handedOver';
	/** The nodes behind the outputs, by name, each connected to the one before; whether they are deactivated, and where errors lead. */
	readonly after?: Readonly<Record<string, { readonly disabled: boolean; readonly errorTo?: string }>>;
	/** The static data as n8n's database has them: `{ 'node:<name>': {...} }`. */
	readonly staticData?: IDataObject;
}

export interface BuiltWorkflow {
	readonly workflow: Workflow;
	readonly node: INode;
	readonly additionalData: IWorkflowExecuteAdditionalData;
	readonly credentials: MemoryCredentials;
}

/** Builds a workflow as n8n would from its database: the node `Items` or a form, the node under test, and the nodes behind it. */
export function buildWorkflow(test: NodeUnderTest, mode: 'manual' | 'trigger' | 'internal' = 'trigger'): BuiltWorkflow {
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
	const startNode: INode = {
		id: 'items',
		name: inputNodeName,
		type: (test.form === undefined ? start : test.form === 'handedOver' ? handedOver : form).description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: Array.isArray(test.form) ? { formFields: { values: [...test.form] } as unknown as INodeParameters } : {},
	};
	const known: Record<string, INodeType> = {
		[type]: test.node,
		...Object.fromEntries([start, form, handedOver].map((before) => [before.description.name, before])),
	};
	const nodeTypes: INodeTypes = {
		getByName: (name) => find(known, name),
		getByNameAndVersion: (name) => find(known, name),
		getKnownTypes: () => ({}),
	};
	const id = test.workflowId ?? 'workflow-under-test';
	const noOp = (name: string, disabled: boolean, errorTo?: string): INode => ({
		...startNode,
		id: name,
		name,
		disabled,
		...(errorTo === undefined ? {} : { onError: 'continueErrorOutput' }),
		type: start.description.name,
		parameters: {},
	});
	const after = Object.entries(test.after ?? { 'Next node': { disabled: false } }).map(([name, { disabled, errorTo }]) =>
		noOp(name, disabled, errorTo),
	);
	const wireTo = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const first = after[0]?.name;
	const connected = test.connected ?? [...Array(mostOutputs).keys()];
	const workflow = new Workflow({
		id,
		name: 'Workflow under test',
		nodes: [startNode, node, ...after],
		connections: {
			[inputNodeName]: { main: [wireTo(node.name)] },
			[node.name]: {
				main: [...Array(mostOutputs).keys()].map((output) => (first !== undefined && connected.includes(output) ? wireTo(first) : [])),
			},
			...Object.fromEntries(
				after.map(({ name }, index) => {
					const [next, errorTo = ''] = [after[index + 1]?.name, test.after?.[name]?.errorTo];
					return [name, { main: [next === undefined ? [] : wireTo(next), errorTo === '' ? [] : wireTo(errorTo)] }];
				}),
			),
		},
		active: true,
		nodeTypes,
		staticData: test.staticData === undefined ? {} : structuredClone(test.staticData),
		settings: { executionOrder: 'v1', timezone: test.timezone ?? 'UTC' },
	});
	const credentials = new MemoryCredentials(values);
	const built = workflow.getNode(node.name) ?? node;
	return { workflow, node: built, additionalData: additionalData(credentials, id, mode), credentials };
}

function find(known: Record<string, INodeType>, name: string) {
	const type = known[name];
	if (type === undefined) throw new Error(`Unknown node type ${name}`);
	return type;
}

function additionalData(credentials: MemoryCredentials, workflowId: string, mode: 'manual' | 'trigger' | 'internal') {
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
	const unused = () => {
		throw new Error('Not available in tests');
	};
	// This object has only what nodes use. Sub-workflows and agents are missing.
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
