import { startPracticeEnvironment, type PracticeEnvironment } from '../../demo/startPracticeEnvironment';
import type { SavedCredential, WorkflowNode } from '../../n8n/n8nTypes';
import { threeEqualRecords, recordLentByNobody, recordLentBySeveral } from '../../sandbox/inventory/demoRecords';
import { ScriptedModel } from './support/scriptedModel';
import { newUserFolder, removeFolder } from './support/userFolder';

type Answer = Record<string, unknown>;

const fromModel = (key: string) => `={{ $fromAI('${key}', '', 'string') }}`;

/** The nodes as tools of n8n's own AI Agent, with a scripted model. */
describe('the nodes as tools of an AI agent', () => {
	let userFolder: string;
	let practice: PracticeEnvironment;
	let model: ScriptedModel;
	let modelCredential: SavedCredential;
	let searchAgent: string;
	let createAgent: string;

	beforeAll(async () => {
		userFolder = await newUserFolder();
		model = new ScriptedModel();
		const url = await model.start();
		practice = await startPracticeEnvironment({ n8n: { userFolder }, sandbox: { validationDelayMs: 100 } });
		modelCredential = await practice.n8n.rest.createCredential('Model', 'openAiApi', { apiKey: 'none', url });
		searchAgent = await importAgent(searchTool());
		createAgent = await importAgent(createTool({ letModelChoosePatron: true, checkLimit: true }));
	});

	afterAll(async () => {
		await practice?.stop();
		await model?.stop();
		await removeFolder(userFolder);
	});

	function searchTool(): WorkflowNode {
		return tool('n8n-nodes-reshare.reShareSearchTool', 'reShareInventoryApi', practice.credentials.sharedInventory, {
			operation: 'findEligibleInstance',
			ownSymbols: ['US-EAST'],
			isbn: fromModel('isbn'),
			title: fromModel('title'),
		});
	}

	function createTool(options: Record<string, unknown>, changes: Record<string, unknown> = {}): WorkflowNode {
		return tool('n8n-nodes-reshare.reShareCreateRequestTool', 'okapiApi', practice.credentials.myLibrary, {
			operation: 'create',
			serviceType: 'loan',
			instanceId: fromModel('instanceId'),
			patronId: fromModel('patronId'),
			reference: fromModel('reference'),
			title: fromModel('title'),
			pickupLocation: { __rl: true, mode: 'slug', value: fromModel('pickupLocation') },
			options,
			...changes,
		});
	}

	/**
	 * Imports an agent with a tool.
	 *
	 * @param typeVersion from version 3 on, n8n runs a tool as a step of the workflow and adds the model's values to the agent's item
	 */
	async function importAgent(toolNode: WorkflowNode, typeVersion = 2) {
		const wire = (node: string, type: string) => ({ [type]: [[{ node, type, index: 0 }]] });
		const saved = await practice.n8n.rest.importWorkflow({
			name: 'Agent',
			settings: { executionOrder: 'v1' },
			nodes: [
				{ id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
				{
					id: 'agent',
					name: 'Agent',
					type: '@n8n/n8n-nodes-langchain.agent',
					typeVersion,
					position: [200, 0],
					parameters: { promptType: 'define', text: 'Help the patron.', options: {} },
				},
				{
					id: 'model',
					name: 'Model',
					type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
					typeVersion: 1.2,
					position: [200, 200],
					parameters: { model: { __rl: true, mode: 'id', value: 'scripted' }, options: {} },
					credentials: { openAiApi: { id: modelCredential.id, name: modelCredential.name } },
				},
				toolNode,
			],
			connections: { Start: wire('Agent', 'main'), Model: wire('Agent', 'ai_languageModel'), [toolNode.name]: wire('Agent', 'ai_tool') },
		});
		return saved.id;
	}

	/** Returns what the model gets when it calls the tool with these arguments. */
	async function toolText(workflowId: string, toolArguments: Record<string, unknown>) {
		model.willCallToolWith(toolArguments);
		const execution = await practice.n8n.rest.runManually(workflowId, 'Start');
		expect(execution.data.resultData.error?.message).toBeUndefined();
		expect(model.toolAnswers).toHaveLength(1);
		return model.toolAnswers[0] ?? '';
	}

	async function toolAnswer(workflowId: string, toolArguments: Record<string, unknown>) {
		const items = JSON.parse(await toolText(workflowId, toolArguments)) as Answer[];
		expect(items).toHaveLength(1);
		return items[0] ?? {};
	}

	it.each([
		['a book that other libraries lend', { isbn: recordLentBySeveral.isbn, title: '' }, 'eligible', 'onlyMatch'],
		['a book with several records', { isbn: threeEqualRecords[0]?.isbn, title: '' }, 'needsReview', 'severalRecords'],
		['a book that nobody lends', { isbn: recordLentByNobody.isbn, title: '' }, 'notAvailable', 'nobodyLends'],
		['a book that nobody has', { isbn: '', title: 'A book that was never written' }, 'notAvailable', 'nothingFound'],
	])(
		'Search as a tool of an AI agent, asked for %s, returns one item with the outcome and the reason',
		async (_what, asked, outcome, reason) => {
			expect(await toolAnswer(searchAgent, asked)).toMatchObject({ outcome, reason, explanation: expect.stringMatching(/\w/) });
		},
	);

	describe('Create, whatever becomes of it, answers with one item', () => {
		const good = {
			instanceId: recordLentBySeveral.instanceId,
			patronId: 'P1001',
			reference: 'AI-1',
			title: recordLentBySeveral.title,
			pickupLocation: 'EAST-MAIN',
		};

		it('Create as a tool of an AI agent creates a request, and returns the same request if called again with its reference', async () => {
			const first = await toolAnswer(createAgent, good);
			expect(first).toMatchObject({
				outcome: 'created',
				alreadyExisted: false,
				requestId: expect.any(String),
				hrid: expect.stringMatching(/^EAST-/),
			});
			expect(await toolAnswer(createAgent, good)).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId: first.requestId });
			expect(practice.sandbox.requests.withReference('AI-1')).toHaveLength(1);
		});

		const byBuilder = { patronId: 'P1004', reference: 'AI-8', pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' } };

		it.each([2, 3])(
			"Create as an AI model's tool keeps the patron whom the workflow sets, whatever patron an AI Agent node of version %d gives",
			async (version) => {
				const agent = await importAgent(
					createTool({}, { ...byBuilder, reference: `AI-9-${version}`, options: { sameWork: 'off', duplicate: 'off' } }),
					version,
				);
				expect(
					await toolAnswer(agent, {
						instanceId: recordLentBySeveral.instanceId,
						title: recordLentBySeveral.title,
						patronId: 'P1002',
						patronEmail: 'other@example.org',
					}),
				).toMatchObject({ outcome: 'created' });
				const [row] = practice.sandbox.requests.withReference(`AI-9-${version}`);
				expect(row).toMatchObject({ patronIdentifier: 'P1004', patronEmail: expect.not.stringContaining('other@') });
			},
		);

		it("Create as an AI model's tool refuses a patron that an AI agent of version 3 adds to the tool's item, and creates nothing", async () => {
			const agent = await importAgent(createTool({}, { ...byBuilder, patronId: '={{ $json.patronId ?? "" }}' }), 3);
			const asked = { instanceId: recordLentBySeveral.instanceId, title: recordLentBySeveral.title, patronId: 'P1002' };
			expect(await toolText(agent, asked)).toContain("'Patron ID' is filled in by the AI model, which is not allowed");
			expect(practice.sandbox.requests.withReference('AI-8')).toHaveLength(0);
		});
	});
});

function tool(type: string, credentialType: string, { id, name }: SavedCredential, parameters: Record<string, unknown>): WorkflowNode {
	return {
		id: 'tool',
		name: 'Library',
		type,
		typeVersion: 1,
		position: [400, 200],
		parameters,
		credentials: { [credentialType]: { id, name } },
	};
}
