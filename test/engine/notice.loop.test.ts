import './harness/setup';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
} from 'n8n-workflow';
import { WorkflowExecute } from 'n8n-core';
import { ReShareNotice } from '../../nodes/ReShareNotice/ReShareNotice.node';
import { buildWorkflow, nodeName, startName } from './harness/workflow';

type Answer = (call: IDataObject) => IDataObject;

const answers = (statusCode: number, body: IDataObject): IDataObject => ({ statusCode, body, headers: {} });

/** Three loans, an article and a missing transaction; one user is cleared, one is not. */
const illiad: Answer = ({ url, method, body }) => {
	const [, kind = '', key = ''] = /ILLiadWebPlatform\/(\w+)\/(\w+)/.exec(String(url)) ?? [];
	if (kind === 'Users') return answers(200, { UserName: key, Cleared: key === 'barred' ? 'No' : 'Yes' });
	if (method === 'POST') return answers(200, { Id: 1, Note: (body as IDataObject).Note });
	if (method === 'PUT') return answers(200, { TransactionNumber: Number(key), TransactionStatus: (body as IDataObject).Status });
	if (key === '404') return answers(404, { Message: 'Not found.' });
	return answers(200, {
		TransactionNumber: Number(key),
		Username: key === '2' ? 'barred' : 'p',
		ProcessType: 'Borrowing',
		RequestType: key === '3' ? 'Article' : 'Loan',
		TransactionStatus: 'Awaiting Request Processing',
	});
};

/** Like HTTP Request, Search and Create: drops the fields that came in, or all but the request's. */
function answering(name: string, answer: Answer): INodeType {
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name },
			inputs: ['main'],
			outputs: ['main'],
			properties: [],
		},
		async execute() {
			return await Promise.resolve([
				this.getInputData().map(({ json }, item): INodeExecutionData => ({ json: answer(json), pairedItem: { item } })),
			]);
		},
	};
}

const toIlliad: INodeParameters = {
	systemAddress: 'https://illiad.example.edu/ILLiadWebPlatform',
	queuesToSearch: 'Awaiting Request Processing',
	queues: { rows: [{ outcome: 'requested', queue: 'Request Sent' }] },
};

/** Follows the node's wires until nothing is left to do. */
async function converse(
	items: IDataObject[],
	parameters: INodeParameters = toIlliad,
	system = illiad,
): Promise<Record<'staff' | 'done', IDataObject[]>> {
	const test = buildWorkflow({
		node: new ReShareNotice(),
		parameters: { operation: 'writeForSystem', ...parameters },
		credentials: { reShareLibraryProfileApi: { staffEmail: 'staff@library.example.edu' } },
	});
	const types: Record<string, INodeType> = {
		'test.http': answering('test.http', system),
		'test.reShareSearch': answering('test.reShareSearch', ({ reference }) => ({
			outcome: 'eligible',
			explanation: `Found for ${String(reference)}.`,
			reference,
		})),
		'test.create': answering('test.create', ({ reference }) => ({ outcome: 'created', hrid: `EAST-${String(reference)}`, reference })),
	};
	const placed = (name: string, type: string): INode => ({ id: name, name, type, typeVersion: 1, position: [0, 0], parameters: {} });
	const to = (node: string) => ({ node, type: 'main' as const, index: 0 });
	const workflow = new Workflow({
		id: 'loop',
		active: true,
		nodes: [
			...Object.values(test.workflow.nodes),
			placed('Ask', 'test.http'),
			placed('Write', 'test.http'),
			placed('Search', 'test.reShareSearch'),
			placed('Create', 'test.create'),
		],
		connections: {
			[startName]: { main: [[to(nodeName)]] },
			[nodeName]: { main: [[to('Ask')], [to('Write')], [to('Search')]] },
			Ask: { main: [[to(nodeName)]] },
			Write: { main: [[to(nodeName)]] },
			Search: { main: [[to('Create')]] },
			Create: { main: [[to(nodeName)]] },
		},
		nodeTypes: {
			getByName: (name) => types[name] ?? test.workflow.nodeTypes.getByName(name),
			getByNameAndVersion: (name) => types[name] ?? test.workflow.nodeTypes.getByNameAndVersion(name),
			getKnownTypes: () => ({}),
		},
		settings: { executionOrder: 'v1' },
	});
	const start = workflow.getNode(startName);
	if (start === null) throw new Error('The start node is missing');
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node: start, data: { main: [items.map((json) => ({ json }))] }, source: null }] },
	});
	const run = await new WorkflowExecute(test.additionalData, 'trigger', data).processRunExecutionData(workflow);
	expect(run.data.resultData.error).toBeUndefined();
	const given = (output: number) =>
		(run.data.resultData.runData[nodeName] ?? []).flatMap((one) => one.data?.main?.[output] ?? []).map(({ json }) => json);
	return { staff: given(4), done: given(5) };
}

describe('each answer finds what it is the answer to', () => {
	it('through every loop, though the nodes between hand nothing on', async () => {
		const { done, staff } = await converse(['1', '2', '3', '4', '404'].map((transactionNumber) => ({ body: { transactionNumber } })));
		expect(Object.fromEntries(done.map(({ number, sentence }) => [number, sentence]))).toEqual({
			1: 'Noted, and moved to "Request Sent". ReShare: requested as EAST-ILLiad-1. Found: Found for ILLiad-1.',
			2: 'Noted; it stays where it is.',
			3: 'Left alone. It is no loan (Article).',
			4: 'Noted, and moved to "Request Sent". ReShare: requested as EAST-ILLiad-4. Found: Found for ILLiad-4.',
			404: 'ILLiad answered 404, Not found.',
		});
		expect(staff).toHaveLength(1);
	});

	it('and a list is accounted for once, at its end', async () => {
		const { staff } = await converse([{ transactionNumbers: '4 404 none 3 2 1', submittedAt: '2027-03-10T12:00:00Z' }]);
		expect(staff.map(({ count }) => count)).toEqual([6]);
	});
});

describe('what cannot be sent', () => {
	/** As n8n's nodes for tickets and chats: a failed item has no fields of the input. */
	const down: INodeType = {
		description: {
			displayName: 'Send',
			name: 'test.send',
			group: ['transform'],
			version: 1,
			description: '',
			defaults: { name: 'Send' },
			inputs: ['main'],
			outputs: ['main', 'main'],
			properties: [],
		},
		execute: async () => await Promise.resolve([[], [{ json: { error: 'The service is away' } }]]),
	};

	it.each<[string, IDataObject, INodeParameters, number]>([
		[
			'a notice',
			{ event: 'needsStaff', requestId: 'r1', hrid: 'EAST-1', needsStaff: true, whatToDo: 'Look.' },
			{ operation: 'writeNotices', patronNotices: [], staffNotices: ['needsStaff', 'couldNotAsk'] },
			1,
		],
		['an account', { body: {} }, { operation: 'writeForSystem', ...toIlliad }, 4],
	])('makes the workflow fail, and not begin again: %s', async (_what, item, parameters, output) => {
		const test = buildWorkflow({
			node: new ReShareNotice(),
			parameters,
			credentials: { reShareLibraryProfileApi: { staffEmail: 'staff@library.example.edu' } },
		});
		const wires = Array.from({ length: output + 1 }, (_empty, index) =>
			index === output ? [{ node: 'Send', type: 'main' as const, index: 0 }] : [],
		);
		const workflow = new Workflow({
			id: 'back',
			active: true,
			nodes: [
				...Object.values(test.workflow.nodes),
				{ id: 'Send', name: 'Send', type: 'test.send', typeVersion: 1, position: [0, 0], parameters: {} },
			],
			connections: {
				[startName]: { main: [[{ node: nodeName, type: 'main', index: 0 }]] },
				[nodeName]: { main: wires },
				Send: { main: [[], [{ node: nodeName, type: 'main', index: 0 }]] },
			},
			nodeTypes: {
				getByName: (name) => (name === 'test.send' ? down : test.workflow.nodeTypes.getByName(name)),
				getByNameAndVersion: (name) => (name === 'test.send' ? down : test.workflow.nodeTypes.getByNameAndVersion(name)),
				getKnownTypes: () => ({}),
			},
			settings: { executionOrder: 'v1' },
		});
		const start = workflow.getNode(startName);
		if (start === null) throw new Error('The start node is missing');
		const data = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node: start, data: { main: [[{ json: item }]] }, source: null }] },
		});
		const run = await new WorkflowExecute(test.additionalData, 'trigger', data).processRunExecutionData(workflow);
		expect(run.data.resultData.error?.message).toBe('What was written was not sent: The service is away');
		expect(run.data.resultData.runData.Send).toHaveLength(1);
	});
});

describe('requests of Alma', () => {
	it('are accounted for once, at the end of the list, in its order', async () => {
		const alma: Answer = ({ url, method }) => {
			const [, number = ''] = /resource-sharing-requests\/(\w+)/.exec(String(url)) ?? [];
			if (method === 'DELETE') return answers(204, {});
			if (number === '404') return answers(400, { errorList: { error: [{ errorCode: '40166450', errorMessage: 'No result found' }] } });
			return answers(200, {
				request_id: number,
				external_id: `99PRA${number}`,
				requester: { value: 'P1' },
				citation_type: { value: 'BK' },
				format: { value: number === '2' ? 'DIGITAL' : 'PHYSICAL' },
				status: { value: 'READY_TO_SEND' },
				pickup_location: { value: 'MAIN' },
			});
		};
		const { staff, done } = await converse(
			[{ Requests: 'P1 1\nnone\nP1 2\nP1 404\nP1 3', submittedAt: '2027-03-10T12:00:00Z' }],
			{ system: 'almaCancellation', systemAddress: 'https://api.example.org', statusesToRequest: 'READY_TO_SEND', ownEntries: 'EAST-' },
			alma,
		);
		expect(done).toHaveLength(5);
		expect(staff).toEqual([expect.objectContaining({ count: 5, subject: 'Alma and ReShare: 2 of 5 requested, please review 2' })]);
		expect(
			String(staff[0]?.text)
				.split('\n')
				.flatMap((line) => /^- ([^,]+)/.exec(line)?.[1] ?? []),
		).toEqual(['1: Requested', 'none: Not read', '2: Left alone', '404: Not read', '3: Requested']);
	});
});
