import { outputItemsOf, type SavedWorkflow, type WorkflowNode } from '../../../n8n/n8nTypes';
import { blocksToHtml } from '../../../notices/noticeHtml';
import type { TemplateTestBed } from './TemplateTestBed';

const reader = 'reader@example.edu';
const staff = 'ill-staff@library.example.edu';
const busy = { code: 451, words: 'Try again later' };

const title = 'Mrs Dalloway';
const words = { subject: `Ready for pickup: "${title}"`, text: 'This item is here for you.' };

/** A letter as ReShare Notice writes it. */
const letter = {
	from: 'ill@library.example.edu',
	to: reader,
	...words,
	html: blocksToHtml({ language: 'en', subject: words.subject, blocks: [{ kind: 'paragraph', text: words.text }] }),
	language: 'en',
	notice: 'received',
	audience: 'patron',
	key: 'event-1 patron received',
	title,
};

const soon = (node: WorkflowNode) =>
	node.name === 'Wait Half an Hour' ? { ...node, parameters: { ...node.parameters, amount: 0.01 } } : node;

/** Tests templates/send-until-taken.json, called by another workflow. */
export function testSendUntilTaken(bench: TemplateTestBed) {
	let sending: SavedWorkflow;
	let calling: SavedWorkflow;

	beforeAll(async () => {
		sending = await bench.import('send-until-taken', { node: soon });
		await bench.publish(sending);
		const node = (name: string, type: string, typeVersion: number, x: number, parameters: Record<string, unknown>): WorkflowNode => ({
			id: `calling-${x}`,
			name,
			type: `n8n-nodes-base.${type}`,
			typeVersion,
			position: [x, 0],
			parameters,
		});
		const to = (name: string) => ({ main: [[{ node: name, type: 'main', index: 0 }]] });
		calling = await bench.rest.importWorkflow({
			name: 'Calls Send Until Taken',
			nodes: [
				node('Start', 'manualTrigger', 1, 0, {}),
				node('A Letter', 'set', 3.4, 200, { mode: 'raw', jsonOutput: JSON.stringify(letter), options: {} }),
				node('Send It', 'executeWorkflow', 1.2, 400, {
					workflowId: { __rl: true, mode: 'id', value: sending.id },
					workflowInputs: { mappingMode: 'defineBelow', value: {} },
					options: { waitForSubWorkflow: false },
				}),
			],
			connections: { Start: to('A Letter'), 'A Letter': to('Send It') },
			settings: { executionOrder: 'v1' },
		});
	});

	afterAll(() => bench.rest.deactivate(sending.id));

	async function called() {
		const [execution] = await bench.executionsOf(sending, () => bench.rest.runManually(calling.id, 'Start'));
		if (execution === undefined) throw new Error('Nothing was called');
		return execution;
	}

	it('send-until-taken sends an email again until the mail server accepts it', async () => {
		let refusals = 0;
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.whileMailIs(() => (refusals++ < 2 ? busy : undefined), called);
			expect(execution.status).toBe('success');
			expect(execution.data.resultData.runData['Send the Email']).toHaveLength(3);
		}, 1);
		expect(mails).toMatchObject([{ to: [reader], subject: letter.subject }]);
	});

	it('send-until-taken emails staff the text at once if the mail server refuses the address', async () => {
		const mails = await bench.mailsOf(async () => {
			const execution = await bench.whileMailIs((to) => (to === reader ? { code: 550, words: 'No such mailbox' } : undefined), called);
			expect(execution.data.resultData.runData['Send the Email']).toHaveLength(1);
		}, 1);
		expect(mails).toMatchObject([
			{
				to: [staff],
				subject: expect.stringContaining('Message not delivered: "'),
				text: expect.stringContaining(letter.text),
			},
		]);
	});

	it('send-until-taken gives up after twelve tries, and shows a failed execution with the text if staff get no email either', async () => {
		const execution = await bench.whileMailIs(
			() => busy,
			async () => {
				const failed = await called();
				await bench.failureOf(sending.id);
				return failed;
			},
		);
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.runData['Send the Email']).toHaveLength(12);
		expect(outputItemsOf(execution, 'Write Notices', 1)[0]?.json.text).toContain(letter.text);
	});
}
