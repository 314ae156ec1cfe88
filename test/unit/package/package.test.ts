import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { INodePropertyOptions, INodeType } from 'n8n-workflow';
import { parse } from 'isbn3';
import type { ReShareOptions } from '../../../reshare';
import { checkoutFolder } from '../../../n8n/paths';
import { closeServers, startProxy, startTlsServer } from '../transport/testServers';
import { ReShareCreateRequest } from '../../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../../nodes/ReShareSearch/ReShareSearch.node';
import { operations as failing, operationsOfCrossLinkAlone } from '../../failing/failingOperations';
import { rows } from '../../faults/support/matrixRows';
import { OkapiApi } from '../../../credentials/OkapiApi.credentials';
import { ReShareInventoryApi } from '../../../credentials/ReShareInventoryApi.credentials';
import { ReShareNotice } from '../../../nodes/ReShareNotice/ReShareNotice.node';
import { ReShareRequestStatusTrigger } from '../../../nodes/ReShareRequestStatusTrigger/ReShareRequestStatusTrigger.node';

const root = path.resolve(__dirname, '..', '..', '..');

/** The bundle is tested in a process of its own, because it has only parts of its libraries. */
const { bundleClient } = createRequire(__filename)(path.join(checkoutFolder, 'gulpfile.js')) as {
	bundleClient: (folder: string, transport: string) => Promise<string[]>;
};
/** The clock for each kind of client: the pooled one has its own, and the built-in one gets that of n8n's nodes. */
const clock =
	"const timers = require('node:timers/promises'); client.setClock({ now: () => Date.now(), elapsed: () => performance.now(), sleep: (ms, signal) => timers.setTimeout(ms, undefined, { signal }), nextTurn: () => timers.setImmediate(), jitter: () => Math.random() });";

describe.each([
	['pooled', {}],
	// Node.js's own fetch uses the proxies of the environment only if this variable says so.
	['builtIn', { NODE_USE_ENV_PROXY: '1' }],
])('the client with its %s transport', (transport, proxyVariables) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'reshare-bundle-'));
	const client = path.join(folder, 'index.js');

	beforeAll(async () => {
		await bundleClient(folder, transport);
	});

	afterEach(closeServers);
	afterAll(() => rmSync(folder, { recursive: true }));

	/** Returns what a program with the bundled client prints, without the proxies of this machine. */
	async function printed(program: string, more: Readonly<Record<string, string>> = {}) {
		// In Jest's workers, undici uses another parser that is not in the bundle.
		const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'JEST_WORKER_ID' && !/_proxy$/i.test(name)));
		const { stdout } = await promisify(execFile)(
			process.execPath,
			[
				'-e',
				`const client = require(${JSON.stringify(client)}); ${clock} (async () => { ${program} })().catch(String).then((text) => process.stdout.write(String(text), () => process.exit()));`,
			],
			{ env: { ...env, ...more } },
		);
		return stdout;
	}

	const account = (url: string) => ({ url, tenant: 'east', username: 'desk', password: 'secret' });

	it("the bundled client logs in through a proxy's tunnel", async () => {
		const server = await startTlsServer(({ url }, response) =>
			url === '/authn/login' ? response.writeHead(201, { 'x-okapi-token': 'a.b.c' }).end('{}') : response.writeHead(404).end(),
		);
		const proxy = await startProxy();
		const token = await printed(`return await client.tokenOf(${JSON.stringify(account(server.url))})`, {
			...proxyVariables,
			HTTPS_PROXY: proxy.url,
			NODE_EXTRA_CA_CERTS: path.join(checkoutFolder, 'test', 'fixtures', 'loopback-tls.pem'),
		});
		expect([token, proxy.tunnels]).toEqual(['a.b.c', [`127.0.0.1:${server.port}`]]);
	});

	const url = 'https://okapi.example.edu';

	it.each<[name: string, options: ReShareOptions, loaded: string[]]>([
		['the index in FOLIO', { inventory: account(url) }, ['loadInventory', 'FolioIndex']],
		['VuFind', { inventory: { vufindUrl: url } }, ['loadInventory', 'VufindIndex']],
		['mod-rs', { library: account(url) }, ['loadLibrary', 'openModRs']],
		['CrossLink', { library: { ...account(url), backEnd: 'crossLink' } }, ['loadLibrary', 'openCrossLink']],
	])('the bundled client loads only the files needed for %s', async (_, options, loaded) => {
		const names = await printed(`
		const reshare = await client.ReShare.open(${JSON.stringify(options)});
		void reshare.${options.library === undefined ? 'inventory' : 'requests'};
		return Object.keys(require.cache).map((file) => require('node:path').basename(file).split(/[-.]/)[0]).filter((name) => !['index', 'chunk'].includes(name)).join()`);
		expect(names.split(',')).toEqual(loaded);
	});

	it('the bundled client can read a date with its date library, which it loads on demand', async () => {
		expect(await printed("return client.readDay('2026-03-30T22:00:00.000Z', 'Europe/Berlin')")).toBe('2026-03-31');
	});
});

interface Manifest {
	readonly name: string;
	readonly license: string;
	readonly files: readonly string[];
	readonly keywords: readonly string[];
	readonly scripts: Readonly<Record<string, string>>;
	readonly peerDependencies: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly n8n: { readonly n8nNodesApiVersion: number; readonly nodes: readonly string[]; readonly credentials: readonly string[] };
	readonly [other: string]: unknown;
}
const read = <Content>(file: string) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Content;
const manifest = read<Manifest>('package.json');

describe('package.json, as n8n installs the package', () => {
	it('package.json has no dependency but n8n-workflow as a peer, because n8n removes all others', () => {
		for (const part of ['dependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies', 'overrides', 'resolutions']) {
			expect([part, manifest[part]]).toEqual([part, undefined]);
		}
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('package.json runs no script when the package is installed', () => {
		const lifecycle = /^(pre|post)?(install|prepare|publish|pack|prepublish|prepublishOnly|uninstall|version|dependencies)$/;
		expect(Object.keys(manifest.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	});

	it('package.json ships the build and the change log, and has the name and keyword by which n8n finds packages', () => {
		expect([...manifest.files].sort()).toEqual(['CHANGELOG.md', 'dist']);
		expect(manifest.license).toBe('MIT');
		for (const file of ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md'])
			expect([file, existsSync(path.join(root, file))]).toEqual([file, true]);
		expect(manifest.name).toMatch(/^n8n-nodes-/);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.n8n.n8nNodesApiVersion).toBe(1);
	});

	it('package.json lists five nodes, and every built file in it has a TypeScript source', () => {
		const { nodes, credentials } = manifest.n8n;
		expect(new Set(nodes).size).toBe(5);
		const hasSource = (built: string) => {
			const [, file] = /^dist\/(.+)\.js$/.exec(built) ?? [];
			return file !== undefined && existsSync(path.join(root, `${file}.ts`));
		};
		expect([...nodes, ...credentials].filter((built) => !hasSource(built))).toEqual([]);
	});
});

describe('package-lock.json', () => {
	const lock = read<{
		version: string;
		packages: Record<string, Readonly<Record<'version' | 'resolved' | 'integrity' | 'link' | 'devDependencies', unknown>>>;
	}>('package-lock.json');

	it('package-lock.json has the same version and development dependencies as package.json', () => {
		expect(lock.version).toBe(manifest.version);
		expect(lock.packages['']?.devDependencies).toEqual(manifest.devDependencies);
	});

	it('package-lock.json has a version and a checksum for every package, and no download address', () => {
		const others = Object.entries(lock.packages).filter(([name, entry]) => name !== '' && entry.link !== true);
		expect(others.length).toBeGreaterThan(100);
		const wrong = others.filter(
			([, { integrity, resolved, version }]) => version === undefined || integrity === undefined || resolved !== undefined,
		);
		expect(wrong.map(([name]) => name)).toEqual([]);
	});

	it('package.json pins every development dependency to an exact version', () => {
		expect(Object.entries(manifest.devDependencies).filter(([, version]) => !/^(npm:[a-z0-9-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual(
			[],
		);
	});
});

describe('operations', () => {
	const nodes: Readonly<Record<string, INodeType>> = {
		ReShareCreateRequest: new ReShareCreateRequest(),
		ReShareRequest: new ReShareRequest(),
		ReShareSearch: new ReShareSearch(),
	};

	const schemasOf = (folder: string) => path.join(root, 'nodes', folder, '__schema__', 'v1.0.0');
	const pageOf = (folder: string) =>
		readFileSync(
			path.join(
				root,
				'docs',
				'nodes',
				`${folder
					.replace(/(?<=[a-z])(?=[A-Z])/g, '-')
					.replace('Re-Share', 'ReShare')
					.toLowerCase()}.md`,
			),
			'utf8',
		);

	const all = Object.entries(nodes).flatMap(([folder, node]) => {
		const field = node.description.properties.find(({ name }) => name === 'operation');
		return (field?.options as INodePropertyOptions[]).map((option) => ({ folder, node, option, value: String(option.value) }));
	});

	/** Lists what an operation lacks besides its own file and its line in the node. */
	function lacks({ folder, node, option, value }: (typeof all)[number]) {
		const { name } = node.description;
		const parts: Readonly<Record<string, boolean>> = {
			'a sentence in the list of actions': (option.action ?? '') !== '' && (option.description ?? '') !== '',
			'an output of its own': String(node.description.outputs).includes(`"${value}"`),
			'its name below the node': String(node.description.subtitle).includes(`"${value}"`),
			[`the fields of its items, nodes/${folder}/__schema__/v1.0.0/${value}.json`]: existsSync(
				path.join(schemasOf(folder), `${value}.json`),
			),
			'its part of the docs: npm run docs': pageOf(folder).includes(`## ${option.name}\n`),
			'a line in test/failing/failingOperations.ts':
				operationsOfCrossLinkAlone.includes(value) || failing.some((one) => one.node === name && one.parameters.operation === value),
			'a row in the fault matrix, test/faults/support/matrixRows.ts': rows.some(({ operation }) => operation === `${name}.${value}`),
		};
		return Object.entries(parts)
			.filter(([, there]) => !there)
			.map(([part]) => `${option.name} of ${node.description.displayName} lacks ${part}`);
	}

	describe('operations of the nodes', () => {
		it('each operation has its action, output, subtitle, schema, docs, failing case and row in the fault matrix', () => {
			expect(all.length).toBeGreaterThan(10);
			expect(all.flatMap(lacks)).toEqual([]);
		});

		it('no schema file and no failing case belongs to an operation that no longer exists', () => {
			const named = new Set(all.map(({ folder, value }) => `${folder}/${value}.json`));
			expect(
				Object.keys(nodes)
					.flatMap((folder) => readdirSync(schemasOf(folder)).map((file) => `${folder}/${file}`))
					.filter((file) => !named.has(file)),
			).toEqual([]);
			expect(
				failing.filter(
					({ node, parameters }) => !all.some((one) => one.node.description.name === node && one.value === parameters.operation),
				),
			).toEqual([]);
		});
	});
});

describe('texts of nodes', () => {
	const nodes = Object.entries({ ReShareCreateRequest, ReShareNotice, ReShareRequest, ReShareRequestStatusTrigger, ReShareSearch }).map(
		([folder, Node]) => ({ folder, description: new Node().description }),
	);

	const fields = nodes.flatMap(({ description }) => (description.properties as Field[]).flatMap(withInner));

	function codexOf(folder: string): { readonly alias: string[]; readonly resources?: object } {
		return JSON.parse(readFileSync(path.join(root, 'nodes', folder, `${folder}.node.json`), 'utf8')) as {
			alias: string[];
			resources?: object;
		};
	}

	function aliasOf(folder: string) {
		return codexOf(folder).alias;
	}

	describe("the nodes in n8n's panel", () => {
		it('each node has a light and a dark icon, and all icons share one design', () => {
			const icons = nodes.map(({ folder, description }) => {
				const { light, dark } = description.icon as { light: string; dark: string };
				return [light, dark].map((name) => readFileSync(path.join(root, 'nodes', folder, name.replace('file:', '')), 'utf8'));
			});
			const cover = 'M14 4h34a4 4 0 0 1 4 4v48H16a8 8 0 0 1-8-8V10a6 6 0 0 1 6-6Z';
			expect(new Set(icons.flat()).size).toBe(10);
			expect(icons.flat().every((svg) => svg.includes(cover) && svg.includes('viewBox="0 0 60 60"'))).toBe(true);
		});

		it("n8n's panel finds each node by the words for interlibrary loan", () => {
			for (const { folder } of nodes)
				expect([folder, aliasOf(folder)]).toEqual([
					folder,
					expect.arrayContaining(['interlibrary loan', 'inter-library loan', 'ILL', 'library']),
				]);
			expect(aliasOf('ReShareRequest')).toEqual(expect.arrayContaining(['renew', 'cancel', 'lending']));
		});

		it('the search words of the nodes are in English alone, as n8n requires of verified packages', () => {
			for (const { folder } of nodes)
				for (const alias of aliasOf(folder)) {
					expect(alias).toMatch(/^[\x20-\x7e]+$/);
					expect(['Fernleihe', 'Leihverkehr', 'Mahnung', 'Benachrichtigung', 'aviso', 'avis']).not.toContain(alias);
				}
		});

		it('the codex of each node has a resources part, without which n8n drops all its search words', () => {
			// n8n reads codex.resources without checking, and drops the whole codex if that throws (directory-loader.ts, getCodex).
			for (const { folder } of nodes) expect([folder, codexOf(folder).resources]).toEqual([folder, {}]);
		});

		it('nodes and credentials link to one documentation address that is not an example', () => {
			const links = [
				...nodes.map(({ description }) => description.documentationUrl),
				new OkapiApi().documentationUrl,
				new ReShareInventoryApi().documentationUrl,
			];
			expect(new Set(links).size).toBe(1);
			expect(links[0]).toMatch(/^https:\/\/(?!.*example)/);
			for (const { folder } of nodes) expect(aliasOf(folder).length).toBe(new Set(aliasOf(folder)).size);
		});

		it('the descriptions and actions of the nodes use the words of library work, not those of an API', () => {
			const told = nodes.flatMap(({ description }) => [
				description.description,
				...description.properties.flatMap(({ options }) =>
					(options ?? []).flatMap((option) => ('action' in option && option.action !== undefined ? [option.action] : [])),
				),
			]);
			expect(told.length).toBeGreaterThan(20);
			expect(told.filter((words) => /\binstances?\b|\bAPI\b|\bperform\b|\bget many\b|\bquer/i.test(words))).toEqual([]);
		});

		it('each field that takes several values has an example with several values', () => {
			const several = fields.filter(({ description, hint }) => [description, hint].some((text) => /separate/i.test(text ?? '')));
			expect(several.map(({ displayName }) => displayName)).toEqual(
				expect.arrayContaining(['ISBN', 'OCLC Number', 'ISSN', 'Author', 'Holidays', 'Request List', 'Lending Policies']),
			);
			const withoutExample = several.filter(
				({ hint = '', placeholder = '' }) => !/such as \S/.test(hint) && !/^e\.g\. .+[,;] \S/.test(placeholder),
			);
			expect(withoutExample.map(({ displayName }) => displayName)).toEqual([]);
		});

		it('a field that refers to an option refers to one that exists in the same operation', () => {
			const named = nodes.flatMap(({ description: { properties } }) =>
				properties.flatMap(({ displayName, hint = '', description = '', displayOptions }) => {
					const operation = String(displayOptions?.show?.operation);
					const there = properties
						.filter((other) => String(other.displayOptions?.show?.operation) === operation)
						.flatMap((other) => withInner(other as Field));
					return [...`${hint}. ${description}`.matchAll(/\bsee the option ([\w ]+)/g)].map(([, option = '']) => ({
						operation,
						displayName,
						option,
						isThere: there.some((other) => other.displayName === option),
					}));
				}),
			);
			expect(named.length).toBeGreaterThan(0);
			expect(named.filter(({ isThere }) => !isThere)).toEqual([]);
		});

		it('every ISBN in hints and placeholders is valid', () => {
			const isbns = fields.flatMap(({ hint = '', placeholder = '', name }) =>
				name === 'isbn' ? [...`${hint} ${placeholder}`.matchAll(/\b97[89][\d-]{10,14}\b/g)].map(([number]) => number) : [],
			);
			expect(isbns.length).toBeGreaterThan(2);
			expect(isbns.filter((number) => parse(number) === null)).toEqual([]);
		});
	});

	interface Field {
		readonly displayName: string;
		readonly name: string;
		readonly hint?: string;
		readonly placeholder?: string;
		readonly description?: string;
		readonly options?: readonly unknown[];
		readonly values?: readonly unknown[];
	}

	/** A field and those inside it. */
	function withInner(field: Field): Field[] {
		const inner = [...(field.options ?? []), ...(field.values ?? [])] as Field[];
		return [field, ...inner.filter((one) => 'displayName' in one).flatMap(withInner)];
	}
});
