import { outputItems, type Credential, type Execution, type SavedWorkflow, type WorkflowNode } from '../../../n8n/types';
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
		ownSymbols: 'US-EASTHARBOR, US-EAST2',
		pickupLocations: 'Science Library, Main Library',
		pickupLocation: 'Science Library',
	};
	const rest = () => bench().practice.n8n.rest;

	async function keyWith(scopes: readonly string[]): Promise<Credential> {
		const apiKey = await rest().newApiKey(scopes);
		return await rest().createCredential('This n8n', 'n8nApi', { apiKey, baseUrl: `${bench().practice.n8n.url}/api/v1` });
	}

	async function fillIn(settings: Readonly<Record<string, unknown>>, scopes: readonly string[]): Promise<Execution> {
		const credential = await keyWith(scopes);
		const workflow = await bench().import('library-settings', { settings, credentials: { 'n8n-nodes-base.n8n': { credentialType: 'n8nApi', credential } } });
		const execution = await bench().run(workflow, 'Fill In All Workflows');
		console.log(JSON.stringify([execution.data.resultData.error, Object.entries(execution.data.resultData.runData).map(([k, v]) => [k, v[0]?.data?.main?.map((o: any) => o?.length), (v[0] as any).error?.message])]).slice(0, 3000));
		return execution;
	}

	const linesOf = (execution: Execution) => outputItems(execution, 'What Was Done').map(({ json }) => json);
	const now = async ({ id }: SavedWorkflow) => await rest().workflow(id);
	const choicesOf = (nodes: readonly WorkflowNode[]): unknown => JSON.stringify(nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger')?.parameters.formFields);

	it('says what is missing, and writes nothing', async () => {
		const guide = await bench().import('guide-workflow');
		const before = (await now(guide)).versionId;
		const { data } = await fillIn({ staffEmail: '', language: 'fi', sendAllMailTo: 'me' }, ['workflow:list', 'workflow:read', 'workflow:update']);
		const { message } = data.resultData.error ?? {};
		for (const sentence of [
			'Nothing was written.',
			'fromEmail is still the example: enter the address that mails come from.',
			"ownSymbols is empty: enter your library's symbols.",
			'staffEmail is empty: enter the address that your staff read.',
			'sendAllMailTo has "me", which is no email address.',
			'language is "fi"; the templates have words in en, de, es, fr.',
		]) expect(message).toContain(sentence);
		expect((await now(guide)).versionId).toBe(before);
	});

	it('fills every workflow in, published ones at once, keeps their triggers in place, and has nothing to do the second time', async () => {
		const [guide, notices, list] = await Promise.all([bench().import('guide-workflow'), bench().import('patron-notices'), bench().import('isbn-list')]);
		const shipped = addRequest(bench());
		await bench().publish(guide);
		await bench().publish(notices);
		try {
			bench().practice.sandbox.requests.move(shipped.id, 'REQ_SHIPPED');
			let lines: ReturnType<typeof linesOf> = [];
			const told = await bench().executionsOf(notices, async () => {
				lines = linesOf(await fillIn(mine, ['workflow:list', 'workflow:read', 'workflow:update', 'workflow:activate']));
			});
			expect(told.flatMap((execution) => outputItems(execution, 'Request Status Changed')).map(({ json }) => json.requestId)).toEqual([shipped.id]);
			const line = (name: string) => lines.filter(({ workflow }) => workflow === name).at(-1);
			expect(line(guide.name)).toMatchObject({ done: 'Filled in: fromEmail, staffEmail, sendAllMailTo, libraryName, ownSymbols, pickupLocations', stillToDo: 'Nothing' });
			expect(line('Hand over requests that no library can fill')?.stillToDo).toContain('handOverEmail is still an example.');
			expect(settingsOf(await now(guide))).toMatchObject({ fromEmail: mine.fromEmail, ownSymbols: mine.ownSymbols, sendAllMailTo: '', mailTries: 12 });
			expect(settingsOf(await now(list))).toMatchObject({ pickupLocation: 'Science Library', isbnColumn: 'ISBN' });
			expect(choicesOf((await now(guide)).nodes)).toContain('[{"option":"Science Library"},{"option":"Main Library"}]');

			const mails = await bench().mailsOf(async () => await bench().submit(guide, { ...patronFields, Title: popularBook.title, ISBN: popularBook.isbn, 'Pickup Location': 'Main Library' }), 1);
			expect(mails.map(({ from }) => from)).toEqual([mine.fromEmail]);

			const again = linesOf(await fillIn(mine, ['workflow:list', 'workflow:read', 'workflow:update']));
			expect(new Set(again.map(({ done }) => done))).toEqual(new Set(['Nothing to change']));
		} finally {
			await rest().deactivate(guide.id);
			await rest().deactivate(notices.id);
		}
	});

	it('tells which workflow could not be saved', async () => {
		const guide = await bench().import('guide-workflow');
		const lines = linesOf(await fillIn({ ...mine, libraryName: 'Another Library' }, ['workflow:list', 'workflow:read']));
		expect(lines.filter(({ workflow }) => workflow === guide.name).at(-1)?.done).toMatch(/^Not saved: \S/);
		expect(settingsOf(await now(guide))).toMatchObject({ libraryName: 'Example University Library, Interlibrary Loan' });
	});
}
