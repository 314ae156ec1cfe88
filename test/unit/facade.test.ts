import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { inventoryAccountOf } from '../../demo/practiceCredentials';
import { startSandbox } from '../sandboxInVirtualTime';
import { ReShare } from '../../reshare';
import { recordLentBySeveral } from './requests/create/practiceDependencies';
import { sandboxForAll } from './sandboxForTests';
import { checkoutFolder } from '../../n8n/paths';

const sandbox = sandboxForAll({ validationDelayMs: 20 }, startSandbox);

it("the example in the client's README finds a book, requests it and reports the outcome", async () => {
	const readme = readFileSync(path.join(checkoutFolder, 'reshare', 'README.md'), 'utf8');
	const written = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
	const { east } = sandbox.libraries;
	// The addresses and accounts in the example are replaced by those of the practice consortium.
	const changes: ReadonlyArray<readonly [string, string]> = [
		['https://okapi.example.edu', sandbox.okapiUrl],
		['https://openurl.example.edu', sandbox.resolverUrl],
		['https://okapi.example.org', sandbox.okapiUrl],
		["username: 'desk', password: 'secret'", `username: '${east.username}', password: '${east.password}'`],
		[
			"tenant: 'shared', username: 'reader', password: 'secret'",
			`tenant: '${sandbox.inventory.tenant}', username: '${sandbox.inventory.username}', password: '${sandbox.inventory.password}'`,
		],
		['9781571313560', recordLentBySeveral.isbn],
	];
	for (const [from] of changes) expect(written).toContain(from);
	const source = changes.reduce((text, [from, to]) => text.replaceAll(from, to), written);
	const { outputText } = ts.transpileModule(source.replace(/^import .*$/m, ''), {
		compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
	});
	const logged: string[] = [];
	const run = new Function('ReShare', 'console', `return (async () => { ${outputText} })();`) as (...given: unknown[]) => Promise<void>;
	await run(ReShare, { log: (...words: unknown[]) => logged.push(words.join(' ')) });

	expect(sandbox.requests.withReference('DESK-1042')).toHaveLength(1);
	expect(logged).toEqual([expect.stringMatching(/^created /), expect.stringContaining('The request was sent to ')]);
});

describe('the ReShare facade', () => {
	const account = (tenant: 'east') => {
		const { username, password } = sandbox.libraries[tenant];
		return { url: sandbox.okapiUrl, tenant, username, password };
	};
	const open = () => ReShare.open({ library: account('east'), inventory: inventoryAccountOf(sandbox) });

	it("the client's index.ts exports between 31 and 48 names, and none by export *", () => {
		const source = readFileSync(path.join(checkoutFolder, 'reshare', 'index.ts'), 'utf8');
		const names = [...source.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) => list.split(','));
		expect(source).not.toContain('export *');
		expect(names.length).toBeGreaterThan(30);
		expect(names.length).toBeLessThanOrEqual(48);
	});

	it('requests.list returns at most the limit, and inventory.search finds a record by ISBN', async () => {
		sandbox.requests.clear();
		for (const title of ['One', 'Two', 'Three']) sandbox.requests.add('east', { isRequester: true, title, patronIdentifier: 'P1001' });
		const reshare = await open();
		expect((await reshare.requests.list({ limit: 2 })).listed).toHaveLength(2);
		expect((await reshare.requests.list()).listed).toHaveLength(3);
		const { records } = await reshare.inventory.search({ citation: { isbn: recordLentBySeveral.isbn } });
		expect(records.map(({ id }) => id)).toEqual([recordLentBySeveral.instanceId]);
	});

	it('requests.preview reads null as an absent value, and makes a loan if no service type is given', async () => {
		const requestedDraft = {
			patronId: 'P1001',
			instanceId: recordLentBySeveral.instanceId,
			title: null,
			author: null,
			pickupLocation: 'EAST-MAIN',
		};
		const { outcome, request } = await (await open()).requests.preview(requestedDraft, { requestingSymbol: 'RESHARE:US-EAST' });
		expect(outcome).toBe('wouldBeSent');
		expect(request).toMatchObject({ serviceType: 'loan' });
		expect(Object.keys(request ?? {})).not.toContain('title');
	});

	it('ReShare.check() says how many requests and records the client reached', async () => {
		expect(await (await open()).check()).toMatch(/^Connected: 3 requests, .*\. Connected: \d+ records, .* in the shared inventory$/);
	});

	it("requests.create makes a request at CrossLink if the library's back end is CrossLink", async () => {
		const { requests } = await ReShare.open({
			library: { backEnd: 'crossLink', url: sandbox.okapiUrl, ...sandbox.crosslink.west, librarySymbol: 'US-WEST' },
		});
		const made = await requests.create({
			patronId: 'P1001',
			instanceId: recordLentBySeveral.instanceId,
			title: recordLentBySeveral.title,
			reference: 'DESK-7',
		});
		expect(made).toMatchObject({ outcome: 'created', reference: 'DESK-7' });
		expect(sandbox.crosslink.requests.get(made.requestId ?? '')).toMatchObject({ requesterSymbol: 'ISIL:US-WEST' });
		expect((await requests.get('DESK-7'))?.request.id).toBe(made.requestId);
	});

	it('the facade names the missing setting if the library or the shared inventory is not set', async () => {
		const reshare = await ReShare.open({});
		expect(() => reshare.requests).toThrow('The library is not set');
		expect(() => reshare.inventory).toThrow('The shared inventory is not set');
	});
});
