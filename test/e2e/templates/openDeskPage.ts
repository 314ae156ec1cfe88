import type { Execution, SavedWorkflow, WorkflowNode } from '../../../n8n/n8nTypes';
import { deskAccount, deskAuthorization } from './deskAccount';
import type { TemplateTestBed } from './TemplateTestBed';

/** A page of a template that asks for a name and a password. */
export interface DeskPage {
	open(query?: string): Promise<{ readonly html: string; readonly execution: Execution }>;
	/** Opens the page, and sends these values from it. */
	send(values: Readonly<Record<string, string | readonly string[]>>): Promise<{ readonly html: string; readonly execution: Execution }>;
	/** Sends these values with the sign-in but without the page, as another site makes a signed-in browser do. */
	sendFromElsewhere(
		values: Readonly<Record<string, string | readonly string[]>>,
		headers?: Readonly<Record<string, string>>,
	): Promise<{ readonly html: string; readonly execution: Execution }>;
}

/** Creates the credential for the page's webhook, which is the node of this name, and chooses it. */
export async function withDeskAccount(bench: TemplateTestBed, page = 'Desk Page'): Promise<(node: WorkflowNode) => WorkflowNode> {
	const { id, name } = await bench.rest.createCredential('Desk', 'httpBasicAuth', { ...deskAccount });
	return (node) => (node.name === page ? { ...node, credentials: { httpBasicAuth: { id, name } } } : node);
}

/** Reads the token of a page. It is empty if the page has nothing to send. */
export function tokenIn(html: string) {
	return /name="token" value="([^"]*)"/.exec(html)?.[1] ?? '';
}

export function openDeskPage(bench: TemplateTestBed, workflow: SavedWorkflow, path: string): DeskPage {
	const ask = async (query: string, init: RequestInit) => {
		let html = '';
		const [execution] = await bench.executionsOf(workflow, async () => {
			const answer = await fetch(`${bench.url}/webhook/${path}${query}`, {
				...init,
				headers: { ...init.headers, authorization: deskAuthorization },
			});
			html = await answer.text();
			expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/html/)]);
		});
		if (execution === undefined) throw new Error('The page started nothing');
		return { html, execution };
	};
	const post: DeskPage['sendFromElsewhere'] = async (values, headers = {}) => {
		const fields = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string]));
		return await ask('', {
			method: 'POST',
			body: new URLSearchParams(fields),
			headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
		});
	};
	return {
		open: (query = '') => ask(query, {}),
		send: async (values) => await post({ ...values, token: tokenIn((await ask('', {})).html) }),
		sendFromElsewhere: post,
	};
}
