import { setTimeout as sleep } from 'node:timers/promises';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readTemplate } from '../../demo/template';
import { checkoutFolder } from '../../n8n/paths';
import { listRows, outputItems, type Execution } from '../../n8n/types';
import { equallyGood, nobodyLends, popularBook } from '../../sandbox/inventory/demoRecords';
import { clusterId } from '../../sandbox/reservoir';
import { AlmaStandIn } from './support/AlmaStandIn';
import { IlliadStandIn } from './support/IlliadStandIn';
import { ScriptedModel } from './support/scriptedModel';
import { calling } from './templates/almaForm';
import { TemplateBench } from './templates/bench';
import { patronFields } from './templates/bookForm';
import { deafToNews, withIlliad } from './templates/illiadNode';

/**
 * The templates that search, as they are, in real n8n, for a consortium whose inventory is searched through VuFind. Their
 * branches are tested over GraphQL.
 */
describe('templates over VuFind', () => {
	let bench: TemplateBench;

	beforeAll(async () => {
		bench = await TemplateBench.start('modRs', 'reservoir');
	});

	afterAll(async () => await bench?.stop());
	beforeEach(() => bench.practice.sandbox.requests.clear());

	it('are all that search', async () => {
		const names = readdirSync(path.join(checkoutFolder, 'templates')).map((file) => path.basename(file, '.json'));
		const searching = await Promise.all(
			names.map(async (name) => ((await readTemplate(name)).nodes.some(({ type }) => type.includes('reShareSearch')) ? [name] : [])),
		);
		expect(searching.flat()).toEqual([
			'alma',
			'find-or-review',
			'guide-workflow',
			'illiad',
			'isbn-list',
			'request-from-form',
			'request-from-webhook',
			'staff-assistant',
		]);
	});

	const requested = (execution: Execution, node: string): unknown =>
		bench.practice.sandbox.requests.get(String(outputItems(execution, node)[0]?.json.requestId));

	it('guide-workflow requests what a library lends, and tells the patron what nobody lends', async () => {
		const execution = await bench.formOnce('guide-workflow', {}, { ...patronFields, Title: popularBook.title, ISBN: popularBook.isbn });
		expect(execution.data.resultData.error).toBeUndefined();
		expect(requested(execution, 'Create Request')).toMatchObject({ systemInstanceIdentifier: clusterId(1) });
		const mails = await bench.mailsOf(
			async () => await bench.formOnce('guide-workflow', {}, { ...patronFields, Title: nobodyLends.title, ISBN: nobodyLends.isbn }),
			1,
		);
		expect(mails).toMatchObject([{ to: [patronFields.Email], subject: `Not available: "${nobodyLends.title}"` }]);
	});

	it('find-or-review lets staff choose among as many records as there are, and requests their choice', async () => {
		const { rest } = bench.practice.n8n;
		const workflow = await bench.import('find-or-review');
		await bench.publish(workflow);
		const [mail] = (
			await bench.mailsOf(
				async () =>
					void (await bench.send(workflow, { ...patronFields, Year: '', Volume: '', Title: 'Sapiens', ISBN: equallyGood[0]?.isbn ?? '' })),
				2,
			)
		).filter(({ subject }) => subject === 'Choose a record: "Sapiens"');
		const address = /Choose the record here: (\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
		const [waiting] = await until(async () => (await rest.executions(workflow.id)).filter(({ status }) => status === 'waiting'));
		const page = await (await fetch(address)).text();
		const choices = [...page.matchAll(/<option value='([^']+)'/gu)].map(([, option]) => option ?? '');
		expect(choices).toHaveLength(4);
		const form = new FormData();
		form.append('field-0', choices[2] ?? '');
		form.append('field-1', '');
		expect((await fetch(address, { method: 'POST', body: form })).status).toBe(200);
		const [execution] = await until(async () =>
			[await rest.finishedExecution(waiting?.id ?? '', 60_000)].filter(({ status }) => status !== 'waiting'),
		);
		await rest.deactivate(workflow.id);
		if (execution === undefined) throw new Error('The form started nothing');
		const { candidates } = outputItems(execution, 'Find Eligible Instance', 1)[0]?.json as { candidates: Array<{ instanceId: string }> };
		expect(candidates).toHaveLength(3);
		expect(requested(execution, 'Create Request')).toMatchObject({ systemInstanceIdentifier: candidates[1]?.instanceId });
	});

	it('request-from-form orders a copy, and gives staff the records of which several fit', async () => {
		const wish = {
			'Article or Chapter Title': 'The tree of knowledge',
			'Author of the Article': '',
			Year: '2015',
			Volume: '',
			Issue: '',
			Pages: '20-39',
			'Library Card Number': 'P1002',
			Email: patronFields.Email,
		};
		const made = await bench.formOnce('request-from-form', {}, { ...wish, 'Journal or Book Title': popularBook.title });
		expect(made.data.resultData.error).toBeUndefined();
		expect(requested(made, 'Create Copy Request')).toMatchObject({
			systemInstanceIdentifier: clusterId(1),
			titleOfComponent: 'The tree of knowledge',
			stateModel: 'NonreturnableRequester',
		});
		let several: Execution | undefined;
		const mails = await bench.mailsOf(async () => {
			several = await bench.formOnce(
				'request-from-form',
				{},
				{ ...wish, 'Journal or Book Title': 'Sapiens : a brief history of humankind' },
			);
		}, 2);
		expect(several && outputItems(several, 'Find Journal or Book', 1)[0]?.json).toMatchObject({
			reason: 'severalRecords',
			candidates: equallyGood.map(() => expect.objectContaining({ lendingLibraryCount: expect.any(Number) as unknown }) as unknown),
		});
		expect(mails.map(({ subject }) => subject).sort()).toEqual([
			'Choose a record: "The tree of knowledge"',
			'We are checking: "The tree of knowledge"',
		]);
	});

	it('alma requests it, and cancels it in Alma', async () => {
		const alma = new AlmaStandIn();
		const almaUrl = await alma.start();
		try {
			const credential = await bench.practice.n8n.rest.createCredential('Alma', 'httpHeaderAuth', {
				name: 'Authorization',
				value: `apikey ${alma.key}`,
			});
			const workflow = await bench.import('alma', {
				node: calling(almaUrl),
				credentials: { 'n8n-nodes-base.httpRequest': { credentialType: 'httpHeaderAuth', credential } },
			});
			const wishes = [popularBook, equallyGood[0], nobodyLends].map((book) =>
				alma.add('P1002', { title: book?.title, author: book?.author, isbn: book?.isbn }),
			);
			await bench.publish(workflow);
			const [mail] = await bench.mailsOf(
				async () => void (await bench.submit(workflow, { Requests: wishes.map((wish) => `P1002 ${wish.request_id}`).join('\n') })),
				1,
			);
			await bench.practice.n8n.rest.deactivate(workflow.id);
			expect((mail?.text ?? '').split('\n').flatMap((row) => /^- [^:]+: ([^,]+),/.exec(row)?.[1] ?? [])).toEqual([
				'Requested',
				'Review',
				'Not available',
			]);
			expect(bench.practice.sandbox.requests.withReference(`Alma-${wishes[0]?.external_id}`)).toMatchObject([
				{ systemInstanceIdentifier: clusterId(1) },
			]);
			expect(alma.cancelled).toMatchObject([{ request: wishes[0]?.request_id }]);
		} finally {
			await alma.stop();
		}
	});

	it('illiad requests it, and writes what was found into the transaction', async () => {
		const illiad = new IlliadStandIn();
		const illiadUrl = `${await illiad.start()}/ILLiadWebPlatform/`;
		try {
			const { rest } = bench.practice.n8n;
			const apiKey = await rest.createCredential('ILLiad', 'httpHeaderAuth', { name: 'ApiKey', value: illiad.key });
			const caller = await rest.createCredential('ILLiad calls', 'httpHeaderAuth', { name: 'X-Practice-Key', value: 'only-illiad-knows' });
			const credentials = {
				'n8n-nodes-base.httpRequest': { credentialType: 'httpHeaderAuth', credential: apiKey },
				'n8n-nodes-base.webhook': { credentialType: 'httpHeaderAuth', credential: caller },
			};
			const workflow = await bench.import('illiad', { node: deafToNews(withIlliad(illiadUrl)), credentials });
			illiad.addUser('P1002');
			const wishes = [popularBook, equallyGood[0], nobodyLends].map((book) =>
				illiad.add({ Username: 'P1002', LoanTitle: book?.title, ISSN: book?.isbn }),
			);
			await bench.publish(workflow);
			await bench.mailsOf(
				async () =>
					void (await bench.submit(workflow, {
						'Transaction Numbers': wishes.map(({ TransactionNumber }) => TransactionNumber).join(' '),
					})),
				1,
			);
			await rest.deactivate(workflow.id);
			expect(wishes.map(({ TransactionStatus }) => TransactionStatus)).toEqual([
				'Request Sent',
				'ReShare Review',
				'Awaiting Unfilled Processing',
			]);
			expect(bench.practice.sandbox.requests.withReference(`ILLiad-${wishes[0]?.TransactionNumber}`)).toMatchObject([
				{ systemInstanceIdentifier: clusterId(1) },
			]);
			const notes = wishes.map(
				({ TransactionNumber }) => illiad.notes.find(({ transaction }) => transaction === TransactionNumber)?.text ?? '',
			);
			expect(notes[1]).toMatch(/\n1\. Sapiens[\s\S]*\n2\. Sapiens[\s\S]*\n3\. Sapiens/);
			expect(notes[2]).toContain('This is as of the last time that VuFind took over the records.');
		} finally {
			await illiad.stop();
		}
	});

	it('staff-assistant tells its model who lends a book', async () => {
		const model = new ScriptedModel();
		const url = await model.start();
		try {
			const { n8n, credentials } = bench.practice;
			const account = await n8n.rest.createCredential('Scripted model', 'openAiApi', { apiKey: 'none', url });
			const workflow = await bench.import('staff-assistant', {
				credentials: {
					'@n8n/n8n-nodes-langchain.lmChatOpenAi': { credentialType: 'openAiApi', credential: account },
					'n8n-nodes-reshare.reShareSearchTool': { credentialType: 'reShareInventoryApi', credential: credentials.sharedInventory },
					'n8n-nodes-reshare.reShareRequestTool': { credentialType: 'okapiApi', credential: credentials.myLibrary },
				},
			});
			for (const [book, outcome] of [
				[popularBook, 'eligible'],
				[nobodyLends, 'notAvailable'],
			] as const) {
				model.willCallToolWith({ isbn: book.isbn, title: '', author: '', oclcNumber: '' }, 'Can_We_Borrow_This');
				const item = { json: { sessionId: `vufind-${outcome}`, action: 'sendMessage', chatInput: 'Can we borrow it?' } };
				const data = {
					startTime: Date.now(),
					executionTime: 0,
					executionIndex: 0,
					executionStatus: 'success',
					source: [null],
					data: { main: [[item]] },
				};
				const { executionId } = await n8n.rest.call<{ executionId: string }>('POST', `/rest/workflows/${workflow.id}/run`, {
					triggerToStartFrom: { name: 'Staff Ask', data },
				});
				const execution = await n8n.rest.finishedExecution(executionId, 60_000);
				expect(execution.data.resultData.error).toBeUndefined();
				expect(model.toolAnswers.join('\n')).toContain(`"outcome":"${outcome}"`);
				expect(model.toolAnswers.join('\n')).toContain(book.clusterId);
			}
		} finally {
			await model.stop();
		}
	});

	it('request-from-webhook answers with the request, and says why there is none', async () => {
		const { n8n, sandbox } = bench.practice;
		const secret = { name: 'X-Practice-Key', value: 'only-the-other-system-knows' };
		const credential = await n8n.rest.createCredential('Other system', 'httpHeaderAuth', secret);
		const workflow = await bench.import('request-from-webhook', {
			credentials: { 'n8n-nodes-base.webhook': { credentialType: 'httpHeaderAuth', credential } },
		});
		await bench.publish(workflow);
		const ask = async (body: Record<string, unknown>) =>
			await fetch(`${n8n.url}/webhook/reshare-request`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', [secret.name]: secret.value },
				body: JSON.stringify(body),
			});
		const made = await ask({ reference: 'OTHER-77', patronId: 'P1003', pickupLocation: 'Main Library', isbn: popularBook.isbn });
		const answer = (await made.json()) as Record<string, unknown>;
		expect([made.status, answer.outcome, sandbox.requests.withReference('OTHER-77').map(({ id }) => id)]).toEqual([
			201,
			'created',
			[answer.requestId],
		]);
		expect((await ask({ reference: 'OTHER-78', patronId: 'P1003', pickupLocation: 'Main Library', isbn: nobodyLends.isbn })).status).toBe(
			422,
		);
		await n8n.rest.deactivate(workflow.id);
	});

	it('isbn-list checks each row of a list', async () => {
		const { n8n } = bench.practice;
		const staff = { user: 'ill-desk', password: 'lists-for-staff-only' };
		const credential = await n8n.rest.createCredential('Staff form', 'httpBasicAuth', staff);
		const workflow = await bench.import('isbn-list', {
			credentials: { 'n8n-nodes-base.formTrigger': { credentialType: 'httpBasicAuth', credential } },
		});
		await bench.publish(workflow);
		const form = new FormData();
		form.append('field-0', '');
		form.append(
			'field-1',
			new Blob([`ISBN,Title\n${popularBook.isbn},\n${nobodyLends.isbn},\n${equallyGood[0]?.isbn ?? ''},\n`], { type: 'text/csv' }),
			'list.csv',
		);
		form.append('field-2', 'Only look up who lends them');
		form.append('field-3', 'Over VuFind');
		form.append('field-4', 'P1001');
		const [execution] = await bench.executionsOf(workflow, async () => {
			const headers = { authorization: `Basic ${Buffer.from(`${staff.user}:${staff.password}`).toString('base64')}` };
			expect((await fetch(`${n8n.url}/form/isbn-list`, { method: 'POST', body: form, headers })).status).toBe(200);
		});
		await n8n.rest.deactivate(workflow.id);
		if (execution === undefined) throw new Error('The form started nothing');
		expect(listRows(execution, 'Write the Results').map(({ verdict }) => verdict)).toEqual(['Can be borrowed', 'Not available', 'Review']);
	});
});

async function until<Found>(look: () => Promise<Found[]>): Promise<Found[]> {
	const deadline = Date.now() + 60_000;
	for (;;) {
		const found = await look();
		if (found.length > 0 || Date.now() > deadline) return found;
		await sleep(200);
	}
}
