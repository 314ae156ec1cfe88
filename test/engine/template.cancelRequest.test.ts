import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ReShareNotice } from '../../nodes/ReShareNotice/ReShareNotice.node';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import type { WorkflowFile } from '../../n8n/n8nTypes';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from './harness';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', 'cancel-request.json'), 'utf8')) as WorkflowFile;

/** Runs the template's own node, for patrons or for staff. */
async function cancel(
	patronIdentifier: string | undefined,
	typed: Readonly<Record<string, string>>,
	node = 'Cancel for the Patron',
	number = 'EAST-1',
	hrid = 'EAST-1',
) {
	const { id } = sandbox.requests.add('east', {
		isRequester: true,
		hrid,
		title: 'Persuasion',
		...(patronIdentifier === undefined ? {} : { patronIdentifier }),
		refdata: { serviceType: 'loan' },
		state: 'REQ_VALIDATED',
	});
	const { tenant, username, password, openUrlTenant } = sandbox.libraries.east;
	const { outputs, error } = await runNode({
		node: new ReShareRequest(),
		parameters: nodes.find(({ name }) => name === node)?.parameters as INodeParameters,
		items: [{ request: number, ...typed }],
		credentials: { okapiApi: { url: sandbox.okapiUrl, tenant, username, password, openUrlBaseUrl: sandbox.resolverUrl, openUrlTenant } },
	});
	return { json: outputs.flat()[0]?.json ?? {}, isCanceled: sandbox.requests.get(id).state === 'REQ_CANCELLED', error: error?.message };
}

// The library card is required only by the browser, which accepts a blank.
it.each([
	['a space', { patronId: ' ' }],
	['nothing', { patronId: '' }],
	['a form without the field', {}],
])('a request without a patron is canceled by staff, and by nobody who sends %s for a card', async (_what, typed) => {
	expect((await cancel(undefined, typed)).isCanceled).toBe(false);
	sandbox.requests.clear();
	expect((await cancel(undefined, typed, 'Cancel for Staff')).isCanceled).toBe(true);
});

describe('after five wrong tries', () => {
	afterEach(() => jest.restoreAllMocks());

	it.each([
		['for a card', ['EAST-11', 'P1008'], (number: number) => [`EAST-9${number}`, ' p1008 ']],
		['for a number', ['EAST-12', 'P1001'], (number: number) => [' east-12 ', `G00${number}`]],
		['for a number that nobody has', ['EAST-77', 'P1001'], (number: number) => [' East-77', `H00${number}`]],
	] as const)(
		'five wrong tries %s block all further tries for an hour, right or wrong, but not those of staff',
		async (_what, right, wrong) => {
			const [number, patronId] = right;
			const hrid = number === 'EAST-77' ? 'EAST-1' : number;
			const once = async ([name = '', card = '']: readonly string[], page?: string) => {
				sandbox.requests.clear();
				return await cancel(patronId, { patronId: card }, page, name, hrid);
			};
			for (let tries = 0; tries < 5; tries++) expect((await once(wrong(tries))).json.outcome).toBe('notFound');
			for (const tried of [wrong(5), [number, patronId]])
				expect(await once(tried)).toMatchObject({ isCanceled: false, error: expect.stringContaining('Too many wrong tries') });
			expect((await once([hrid, ''], 'Cancel for Staff')).isCanceled).toBe(true);
			const now = Date.now();
			jest.spyOn(Date, 'now').mockImplementation(() => now + 61 * 60_000);
			expect((await once([number, patronId])).error).toBeUndefined();
		},
	);
});

it.each([
	['en', 'The request is canceled'],
	['de', 'Die Bestellung ist storniert'],
	['es', 'La solicitud está cancelada'],
	['fr', 'La demande est annulée'],
])(
	'the pages for canceling a request, from the link of a letter to the result, are in the language %s, and cancel once',
	async (language, heading) => {
		const parametersOf = (name: string) => nodes.find((node) => node.name === name)?.parameters as INodeParameters;
		/** Returns the template's node, with the item of the Webhook node that its expression names. */
		const notice = async (name: string, items: IDataObject[], asked: IDataObject) => {
			const { outputs, error } = await runNode({
				node: new ReShareNotice(),
				parameters: { pageLanguage: '', ...parametersOf(name), ...(name.startsWith('Write') ? { asked } : {}) } as INodeParameters,
				items,
				credentials: { reShareLibraryProfileApi: { libraryName: 'East', language: 'en' } },
			});
			expect(error).toBeUndefined();
			return outputs.map((output) => output.map(({ json }) => json));
		};
		const pageOf = async (items: IDataObject[], asked: IDataObject): Promise<string> =>
			String((await notice("Write the Patron's Page", items, asked))[0]?.[0]?.html);
		const opened = { headers: { host: 'n8n.example.org' }, query: { language, 'Request Number': 'EAST-1' }, body: {} };
		const [, , shown = []] = await notice("Read the Patron's Input", [opened], {});
		const html = await pageOf(shown, opened);
		const token = /name="token" value="([^"]*)"/.exec(html)?.[1] ?? '';
		const sent = {
			...opened,
			query: { language },
			body: { token, cancel: /name="cancel" value="([^"]*)"/.exec(html)?.[1], patronId: 'P1001' },
		};
		const [[action] = []] = await notice("Read the Patron's Input", [sent], {});
		const { json, isCanceled } = await cancel('P1001', action as Record<string, string>, 'Cancel for the Patron', 'EAST-1');
		expect(isCanceled).toBe(true);
		const result = await pageOf([{ ...json }], sent);
		expect(result).toContain(`<html lang="${language}">`);
		expect(result).toContain(heading);
		expect(await notice("Read the Patron's Input", [sent], {})).toEqual([[], [], [{ actions: 0 }]]);
	},
);
