import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { libraryAccount } from '../../demo/accounts';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import type { WorkflowFile } from '../../n8n/types';
import { startSandbox, type Sandbox } from '../../sandbox';
import { runNode } from './harness';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ autoStaff: false });
});
afterAll(async () => await sandbox.close());

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', 'templates', 'lending-desk.json'), 'utf8')) as WorkflowFile;
const program = new Function('$', String(nodes.find(({ name }) => name === 'Write the Page')?.parameters.jsCode)) as ($: unknown) => ReadonlyArray<{ json: { html: string } }>;

/** What a browser sends when Will Supply is clicked on the page over this request, with the first of each choice. */
function sentBy(request: IDataObject, lendingPlaces: string): Record<string, string> {
	const known: Record<string, unknown> = {
		'What Waits': { error: null, parts: [{ name: 'New requests', answers: ['willSupply', 'cannotSupply'], requests: [request] }] },
		'Library Settings': { libraryName: 'East', lendingPlaces, cannotSupplyReasons: { 'On loan': 'onloan' } },
	};
	const html = program((name: string) => ({ isExecuted: name in known, first: () => ({ json: known[name] }), all: () => [] }))[0]?.json.html ?? '';
	const form = [...html.matchAll(/<form[^>]*>([\s\S]*?)<\/form>/g)].map(([, inside = '']) => inside).find((inside) => inside.includes('value="willSupply"')) ?? '';
	return Object.fromEntries([...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">|<select name="(\w+)"><option value="([^"]*)"/g)].map(([, hidden, value, choice, first]) => [hidden ?? choice, value ?? first]));
}

/** The practice consortium's library fetches from three places, so that ReShare wants to know from which. */
it.each([
	['each of several', 'MAIN, STACKS'],
	['the only one that the library lends from', 'MAIN'],
])('Will supply tells ReShare the place where the settings name %s', async (_what, lendingPlaces) => {
	const { id, hrid } = sandbox.requests.add('east', { isRequester: false, hrid: `WEST-${1000 + sandbox.requests.count()}`, title: 'Persuasion', refdata: { serviceType: 'loan' }, state: 'RES_IDLE' });
	const { place = '', ...sent } = sentBy({ requestId: id, hrid, title: 'Persuasion' }, lendingPlaces);
	expect(sent).toEqual({ id });
	const { outputs } = await runNode({
		node: new ReShareRequest(),
		parameters: { operation: 'performAction', side: 'lending', request: { __rl: true, mode: 'name', value: id }, requestAction: 'willSupply', lendingPlace: place, callNumber: '', note: '' },
		credentials: { okapiApi: libraryAccount(sandbox) },
	});
	expect(outputs.flat().map(({ json }) => [json.outcome, json.explanation])).toEqual([['done', expect.any(String)]]);
	expect(sandbox.requests.get(id).state).toBe('RES_NEW_AWAIT_PULL_SLIP');
});

it('nothing is said of a place where the settings name none', () => {
	expect(sentBy({ requestId: 'r-1', hrid: 'WEST-1', title: 'Persuasion' }, '')).toEqual({ id: 'r-1' });
});
