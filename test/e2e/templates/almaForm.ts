import type { Execution, WorkflowNode } from '../../../n8n/n8nTypes';
import type { ReceivedMail } from '../../../sandbox/mail/MailServer';
import { AlmaStandIn, type AlmaRequest } from '../support/AlmaStandIn';
import { withoutFormSignIn, type TemplateChanges, type TemplateTestBed } from './TemplateTestBed';

export interface AlmaTemplateForm {
	readonly alma: AlmaStandIn;
	/** Writes a line of the form as staff would type it. */
	line(request: AlmaRequest): string;
	/** Sends the form, and waits for its mails. */
	enter(lines: readonly string[], url?: string, expectedMails?: number): Promise<{ execution: Execution; mail: ReceivedMail | undefined }>;
}

function withAddress(node: WorkflowNode, url: string) {
	return node.parameters.systemAddress === undefined ? node : { ...node, parameters: { ...node.parameters, systemAddress: url } };
}

/** Changes the template's nodes as staff would, so that they call this address. */
export function withAlmaAddress(url: string): (node: WorkflowNode) => WorkflowNode {
	return (node) => withoutFormSignIn(withAddress(node, url));
}

/** Prepares the form of templates/alma.json, with one stand-in for Alma for all tests of a `describe`. */
export function setUpAlmaTemplateForm(bench: TemplateTestBed): AlmaTemplateForm {
	const alma = new AlmaStandIn();
	let changes: TemplateChanges;
	let almaUrl: string;

	beforeAll(async () => {
		almaUrl = await alma.start();
		const credential = await bench.rest.createCredential('Alma', 'httpHeaderAuth', {
			name: 'Authorization',
			value: `apikey ${alma.key}`,
		});
		changes = { credentials: { 'n8n-nodes-base.httpRequest': { credentialType: 'httpHeaderAuth', credential } } };
	});

	beforeEach(() => {
		alma.clear();
		bench.sandbox.requests.clear();
		bench.sandbox.crosslink.requests.clear();
	});

	afterAll(() => alma.stop());

	return {
		alma,
		line: ({ requester, external_id }) => `${(requester as { value: string }).value}, ${external_id}`,
		enter: async (lines, url = almaUrl, expectedMails = 1) => {
			const workflow = await bench.import('alma', { ...changes, node: withAlmaAddress(url) });
			await bench.publish(workflow);
			let execution: Execution | undefined;
			const [mail] = await bench.mailsOf(async () => {
				try {
					execution = await bench.submit(workflow, { Requests: lines.join('\n') });
				} finally {
					await bench.rest.deactivate(workflow.id);
				}
			}, expectedMails);
			if (execution === undefined) throw new Error('Nothing was started');
			return { execution, mail };
		},
	};
}
