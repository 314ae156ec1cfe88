import { IlliadStandIn, type Transaction } from '../support/IlliadStandIn';
import type { TemplateChanges, TemplateTestBed } from './TemplateTestBed';

/** The header by which the template's webhook knows that ILLiad calls it. */
export const illiadWebhookHeader = { name: 'X-Practice-Key', value: 'only-illiad-knows' };

/** Prepares the credentials of templates/illiad.json, with one stand-in for ILLiad's Web Platform for all tests of a `describe`. */
export function setUpIlliadTemplate(bench: TemplateTestBed) {
	const illiad = new IlliadStandIn();
	let credentials: TemplateChanges['credentials'];
	let address: string;

	beforeAll(async () => {
		address = `${await illiad.start()}/ILLiadWebPlatform`;
		const header = async (name: string, data: typeof illiadWebhookHeader) => ({
			credentialType: 'httpHeaderAuth',
			credential: await bench.rest.createCredential(name, 'httpHeaderAuth', data),
		});
		credentials = {
			'n8n-nodes-base.httpRequest': await header('ILLiad', { name: 'ApiKey', value: illiad.key }),
			'n8n-nodes-base.webhook': await header('ILLiad calls', illiadWebhookHeader),
		};
	});

	beforeEach(() => {
		illiad.clear();
		bench.sandbox.requests.clear();
		bench.sandbox.crosslink.requests.clear();
		for (const name of ['P1001', 'P1002', 'P1003', 'P9001', 'P9009']) illiad.addUser(name);
	});

	afterAll(() => illiad.stop());

	return {
		illiad,
		credentials: () => credentials,
		address: () => address,
		loan: (values: Partial<Transaction>) => illiad.add({ Username: 'P1002', ...values }),
		notesOf: ({ TransactionNumber }: Transaction) =>
			illiad.notes.filter(({ transaction }) => transaction === TransactionNumber).map(({ text }) => text),
	};
}
