import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readTemplate } from '../../demo/readTemplate';
import { checkoutFolder } from '../../n8n/paths';
import { outputItemsOf, type Execution } from '../../n8n/n8nTypes';
import { threeEqualRecords, recordLentByNobody, recordLentBySeveral } from '../../sandbox/inventory/demoRecords';
import { clusterIdOf } from '../../sandbox/reservoir/createReservoir';
import { IlliadStandIn } from './support/IlliadStandIn';
import { TemplateTestBed } from './templates/TemplateTestBed';
import { patronValues } from './templates/testGuideWorkflow';
import { withoutStatusTrigger, withIlliadSettings } from './templates/withIlliadSettings';

/**
 * Runs the unchanged templates that search in a real n8n, for a consortium whose inventory is searched through VuFind. Their branches are
 * tested with GraphQL.
 */
describe('templates over VuFind', () => {
	const bench = TemplateTestBed.forAll('modRs', 'reservoir');

	beforeEach(() => bench.sandbox.requests.clear());

	it('the templates with a ReShare Search node are exactly the eight that this test lists', async () => {
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

	const requested = (execution: Execution, node: string) =>
		bench.sandbox.requests.get(String(outputItemsOf(execution, node)[0]?.json.requestId));

	it('guide-workflow over VuFind requests a book that a library lends, and tells the patron if nobody lends a book', async () => {
		const execution = await bench.formOnce(
			'guide-workflow',
			{},
			{ ...patronValues, Title: recordLentBySeveral.title, ISBN: recordLentBySeveral.isbn },
		);
		expect(execution.data.resultData.error).toBeUndefined();
		expect(requested(execution, 'Create Request')).toMatchObject({ systemInstanceIdentifier: clusterIdOf(1) });
		const mails = await bench.mailsOf(
			() => bench.formOnce('guide-workflow', {}, { ...patronValues, Title: recordLentByNobody.title, ISBN: recordLentByNobody.isbn }),
			1,
		);
		expect(mails).toMatchObject([{ to: [patronValues.Email], subject: `Not available: "${recordLentByNobody.title}"` }]);
	});

	it('the template illiad over VuFind requests a transaction, and notes in others the records to choose from or that nobody lends it', async () => {
		const illiad = new IlliadStandIn();
		const illiadUrl = `${await illiad.start()}/ILLiadWebPlatform/`;
		try {
			const { rest } = bench;
			const apiKey = await rest.createCredential('ILLiad', 'httpHeaderAuth', { name: 'ApiKey', value: illiad.key });
			const caller = await rest.createCredential('ILLiad calls', 'httpHeaderAuth', { name: 'X-Practice-Key', value: 'only-illiad-knows' });
			const credentials = {
				'n8n-nodes-base.httpRequest': { credentialType: 'httpHeaderAuth', credential: apiKey },
				'n8n-nodes-base.webhook': { credentialType: 'httpHeaderAuth', credential: caller },
			};
			const workflow = await bench.import('illiad', { node: withoutStatusTrigger(withIlliadSettings(illiadUrl)), credentials });
			illiad.addUser('P1002');
			const transactions = [recordLentBySeveral, threeEqualRecords[0], recordLentByNobody].map((book) =>
				illiad.add({ Username: 'P1002', LoanTitle: book?.title, ISSN: book?.isbn }),
			);
			await bench.publish(workflow);
			await bench.mailsOf(
				async () =>
					void (await bench.submit(workflow, {
						'Transaction Numbers': transactions.map(({ TransactionNumber }) => TransactionNumber).join(' '),
					})),
				1,
			);
			await rest.deactivate(workflow.id);
			expect(transactions.map(({ TransactionStatus }) => TransactionStatus)).toEqual([
				'Request Sent',
				'ReShare Review',
				'Awaiting Unfilled Processing',
			]);
			expect(bench.sandbox.requests.withReference(`ILLiad-${transactions[0]?.TransactionNumber}`)).toMatchObject([
				{ systemInstanceIdentifier: clusterIdOf(1) },
			]);
			const notes = transactions.map(
				({ TransactionNumber }) => illiad.notes.find(({ transaction }) => transaction === TransactionNumber)?.text ?? '',
			);
			expect(notes[1]).toMatch(/\n1\. Sapiens[\s\S]*\n2\. Sapiens[\s\S]*\n3\. Sapiens/);
			expect(notes[2]).toContain('This is as of the last time that VuFind took over the records.');
		} finally {
			await illiad.stop();
		}
	});
});
