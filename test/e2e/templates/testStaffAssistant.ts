import { outputItemsOf, type SavedWorkflow } from '../../../n8n/n8nTypes';
import { recordLentByNobody, recordLentBySeveral } from '../../../sandbox/inventory/demoRecords';
import { ScriptedModel } from '../support/scriptedModel';
import type { TemplateTestBed } from './TemplateTestBed';
import { addPastRequest } from './addPastRequest';

/** Tests templates/staff-assistant.json: each lookup that the model may make, and what the model gets. */
export function testStaffAssistant(bench: TemplateTestBed) {
	const model = new ScriptedModel();
	let workflow: SavedWorkflow;
	/** Each question starts a conversation of its own. */
	let questions = 0;

	beforeAll(async () => {
		const url = await model.start();
		const { n8n, credentials } = bench.practice;
		const account = await n8n.rest.createCredential('Scripted model', 'openAiApi', { apiKey: 'none', url });
		workflow = await bench.import('staff-assistant', {
			credentials: {
				'@n8n/n8n-nodes-langchain.lmChatOpenAi': { credentialType: 'openAiApi', credential: account },
				'n8n-nodes-reshare.reShareSearchTool': { credentialType: 'reShareInventoryApi', credential: credentials.sharedInventory },
				'n8n-nodes-reshare.reShareRequestTool': { credentialType: 'okapiApi', credential: credentials.myLibrary },
			},
		});
		const { sandbox } = bench;
		sandbox.requests.clear();
		addPastRequest(sandbox, {
			hrid: 'CHAT-1',
			title: 'Braiding sweetgrass',
			patronIdentifier: 'P1002',
			patronSurname: 'Abernathy',
			patronEmail: 'tomas.abernathy@example.edu',
			patronNote: 'Please call me at home',
			madeDaysAgo: 4,
			states: [
				['REQ_EXPECTS_TO_SUPPLY', 3],
				['REQ_SHIPPED', 1],
			],
		});
	});

	afterAll(() => model.stop());

	/** Asks a question in the editor's chat, which the scripted model answers by calling this tool. */
	async function ask(question: string, tool: string, toolArguments: Record<string, unknown>) {
		model.willCallToolWith(toolArguments, tool);
		const item = { json: { sessionId: `practice-${++questions}`, action: 'sendMessage', chatInput: question } };
		const data = {
			startTime: Date.now(),
			executionTime: 0,
			executionIndex: 0,
			executionStatus: 'success',
			source: [null],
			data: { main: [[item]] },
		};
		const started = await bench.rest.call<{ executionId: string }>('POST', `/rest/workflows/${workflow.id}/run`, {
			triggerToStartFrom: { name: 'Staff Ask', data },
		});
		const execution = bench.keep(await bench.rest.finishedExecution(started.executionId, 60_000));
		expect(execution.data.resultData.error).toBeUndefined();
		expect(outputItemsOf(execution, 'Answer the Question').map(({ json }) => json.output)).toEqual(['Done.']);
		return { execution, toolAnswer: model.toolAnswers.join('\n') };
	}

	it('staff-assistant has no chat that is open to the public', async () => {
		const trigger = workflow.nodes.find(({ name }) => name === 'Staff Ask');
		expect(trigger?.parameters.public).not.toBe(true);
		await bench.publish(workflow);
		const answer = await fetch(`${bench.url}/webhook/${String(trigger?.webhookId)}/chat`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ action: 'sendMessage', chatInput: 'Hello', sessionId: 'stranger' }),
		});
		expect(answer.status).toBe(404);
	});

	it('n8n offers staff-assistant in its own chat to people who are signed in, and to nobody else', async () => {
		const { rest, url } = bench;
		await rest.call('PUT', '/rest/chat/enabled', { enabled: true });
		const offered = await rest.call<Record<string, { models?: ReadonlyArray<{ name: string }> }>>('POST', '/rest/chat/models', {
			credentials: {},
		});
		expect(offered.n8n?.models?.map(({ name }) => name)).toContain('Interlibrary Loan');
		const stranger = await fetch(`${url}/rest/chat/models`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ credentials: {} }),
		});
		expect(stranger.status).toBe(401);
	});

	it('staff-assistant looks up whether a book can be borrowed', async () => {
		const { toolAnswer } = await ask('Can we borrow Braiding sweetgrass?', 'Can_We_Borrow_This', {
			isbn: recordLentBySeveral.isbn,
			title: '',
			author: '',
			oclcNumber: '',
		});
		expect(toolAnswer).toContain('"outcome":"eligible"');
		expect(toolAnswer).toContain(recordLentBySeveral.instanceId);
		const not = await ask('And the Codex Seraphinianus?', 'Can_We_Borrow_This', { isbn: recordLentByNobody.isbn });
		expect(not.toolAnswer).toContain('"outcome":"notAvailable"');
	});

	it('staff-assistant gives the model four tools, all of which only read', () => {
		expect([...model.offeredTools].sort()).toEqual(['Can_We_Borrow_This', 'Find_Requests', 'What_Happened_So_Far', 'Where_Is_the_Request']);
	});

	it.each([
		['by words of the title', 'Find_Requests', { words: 'sweetgrass' }, ['CHAT-1', 'Shipped']],
		['by its number', 'Where_Is_the_Request', { request: 'CHAT-1' }, ['"outcome":"found"', 'CHAT-1', 'Shipped']],
		['with its history', 'What_Happened_So_Far', { request: 'CHAT-1' }, ['CHAT-1', 'Expects to supply', 'Shipped']],
		['that does not exist', 'Where_Is_the_Request', { request: 'CHAT-99' }, ['"outcome":"notFound"']],
	])('staff-assistant looks up a request, %s, and gives the model no patron data', async (_how, tool, toolArguments, words) => {
		const { toolAnswer } = await ask('Where is my book?', tool, toolArguments);
		for (const word of words) expect(toolAnswer).toContain(word);
		expect(toolAnswer).not.toMatch(/P1002|Abernathy|tomas|call me at home/);
	});
}
