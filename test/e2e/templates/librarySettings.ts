import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { outputItems, type Execution, type SavedWorkflow, type WorkflowNode } from '../../../n8n/types';
import { popularBook } from '../../unit/requests/create/practice';
import type { TemplateBench } from './bench';
import { patronFields } from './bookForm';
import { addRequest } from './notices';
import { settingsOf } from './rules';

/** templates/library-settings.json: one library's settings, written into all workflows at once. */
export function testLibrarySettings(bench: () => TemplateBench): void {
	const mine = {
		fromEmail: 'loans@harbor.example.net',
		staffEmail: 'desk@harbor.example.net',
		sendAllMailTo: '',
		libraryName: 'East Harbor University Library',
		language: 'fr',
		ownSymbols: 'US-EASTHARBOR, US-EAST2',
		pickupLocations: 'Science Library, Main Library',
		pickupLocation: 'Science Library',
	};
	const rest = () => bench().practice.n8n.rest;

	/** With a key of the rights that the template's note asks for. */
	async function fillIn(settings: Readonly<Record<string, unknown>>, n8nUrl = bench().practice.n8n.url): Promise<Execution> {
		const apiKey = await rest().newApiKey(['workflow:list', 'workflow:read', 'workflow:update', 'workflow:activate']);
		const credential = await rest().createCredential('This n8n', 'n8nApi', { apiKey, baseUrl: `${n8nUrl}/api/v1` });
		const workflow = await bench().import('library-settings', { settings, credentials: { 'n8n-nodes-base.n8n': { credentialType: 'n8nApi', credential } } });
		// It saves whatever the tests before have imported, one after the other.
		return await bench().run(workflow, 'Fill In All Workflows', 180_000);
	}

	const linesOf = (execution: Execution) => outputItems(execution, 'What Was Done').map(({ json }) => json);
	const now = async ({ id }: SavedWorkflow) => await rest().workflow(id);
	const choicesOf = (nodes: readonly WorkflowNode[]): unknown => JSON.stringify(nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger')?.parameters.formFields);

	it('says what is missing, and writes nothing', async () => {
		const guide = await bench().import('guide-workflow');
		const before = (await now(guide)).versionId;
		const { data } = await fillIn({ staffEmail: '', sendAllMailTo: 'me' });
		const { message } = data.resultData.error ?? {};
		for (const sentence of [
			'Nothing was written.',
			'fromEmail is still the example: enter the address that emails come from.',
			"ownSymbols is empty: enter your library's symbols.",
			'staffEmail is empty: enter the address that your staff read.',
			'sendAllMailTo has "me", which is no email address.',
		]) expect(message).toContain(sentence);
		expect((await now(guide)).versionId).toBe(before);
	});

	it('fills every workflow in, published ones at once, keeps their triggers in place, and has nothing to do the second time', async () => {
		const [guide, notices, list, handOver] = await Promise.all([bench().import('guide-workflow'), bench().import('patron-notices'), bench().import('isbn-list'), bench().import('end-of-rota')]);
		const shipped = addRequest(bench());
		await bench().publish(guide);
		await bench().publish(notices);
		try {
			bench().practice.sandbox.requests.move(shipped.id, 'REQ_SHIPPED');
			let lines: ReturnType<typeof linesOf> = [];
			const told = await bench().executionsOf(notices, async () => {
				lines = linesOf(await fillIn(mine));
			});
			expect(told.flatMap((execution) => outputItems(execution, 'Request Status Changed')).map(({ json }) => json.requestId)).toEqual([shipped.id]);
			expect(lines).toContainEqual({ workflow: guide.name, done: 'Filled in: fromEmail, staffEmail, sendAllMailTo, libraryName, language, ownSymbols, pickupLocations', stillToDo: 'Nothing' });
			expect(lines).toContainEqual(expect.objectContaining({ workflow: handOver.name, stillToDo: 'handOverEmail is still an example.' }));
			expect(settingsOf(await now(guide))).toMatchObject({ fromEmail: mine.fromEmail, ownSymbols: mine.ownSymbols, sendAllMailTo: '', mailTries: 12 });
			expect(settingsOf(await now(list))).toMatchObject({ pickupLocation: 'Science Library', isbnColumn: 'ISBN' });
			expect(choicesOf((await now(guide)).nodes)).toContain('[{"option":"Science Library"},{"option":"Main Library"}]');

			const mails = await bench().mailsOf(async () => await bench().submit(guide, { ...patronFields, Title: popularBook.title, ISBN: popularBook.isbn, 'Pickup Location': 'Main Library' }), 1);
			expect(mails.map(({ from }) => from)).toEqual([mine.fromEmail]);

			const again = linesOf(await fillIn(mine));
			expect(new Set(again.map(({ done }) => done))).toEqual(new Set(['Nothing to change']));
		} finally {
			await rest().deactivate(guide.id);
			await rest().deactivate(notices.id);
		}
	});

	it('leaves the language where a workflow has no words in it, and says so', async () => {
		const guide = await bench().import('guide-workflow');
		const lines = linesOf(await fillIn({ ...mine, language: 'fi' })).filter(({ workflow }) => workflow === guide.name);
		const wordless = 'What to Say has no words in "fi": add a field of that name, with the sentences of en translated.';
		expect(lines).not.toEqual([]);
		expect(lines.map(({ stillToDo }) => stillToDo)).toEqual(lines.map(() => expect.stringContaining(wordless)));
		expect(lines.map(({ done }) => done).join()).not.toContain('language');
		expect(settingsOf(await now(guide))).toMatchObject({ libraryName: mine.libraryName, language: 'en' });
	});

	it('tells which workflow could not be saved, and why', async () => {
		const guide = await bench().import('guide-workflow');
		const readOnly = await startReadOnly(bench().practice.n8n.url);
		try {
			const lines = linesOf(await fillIn({ ...mine, libraryName: 'Another Library' }, readOnly.url));
			expect(lines).toContainEqual(expect.objectContaining({ workflow: guide.name, done: expect.stringMatching(/^Not saved: .*(403|forbidden)/i) }));
			expect(settingsOf(await now(guide))).toMatchObject({ libraryName: 'Example University Library, Interlibrary Loan' });
		} finally {
			readOnly.server.closeAllConnections();
			readOnly.server.close();
		}
	});
}

/** Stands before an n8n, and forbids to write, as one does where the key may only read. */
async function startReadOnly(n8nUrl: string): Promise<{ readonly url: string; readonly server: Server }> {
	const server = createServer((request, response) => {
		void (async () => {
			const answer = request.method === 'GET' ? await fetch(`${n8nUrl}${request.url ?? ''}`, { headers: { 'X-N8N-API-KEY': String(request.headers['x-n8n-api-key']) } }) : undefined;
			response.writeHead(answer?.status ?? 403, { 'content-type': 'application/json' }).end(answer === undefined ? JSON.stringify({ message: 'Forbidden' }) : await answer.text());
		})();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}
