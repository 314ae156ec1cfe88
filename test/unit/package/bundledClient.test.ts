import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build, type BuildOptions } from 'esbuild';
import type { ReShareOptions } from '../../../reshare';
import { checkoutFolder } from '../../../n8n/paths';
import { closeServers, startProxy, startTlsServer } from '../transport/testServers';

/** The bundle is tested in a process of its own, because it has only parts of its libraries. */
const { bundleClient, clientBundle } = createRequire(__filename)(path.join(checkoutFolder, 'gulpfile.js')) as {
	bundleClient: (folder: string, transport: string) => Promise<string[]>;
	clientBundle: (transport: string) => BuildOptions & { metafile: true };
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
		['the index in FOLIO', { inventory: account(url) }, ['chooseInventoryIndex', 'FolioIndex']],
		['VuFind', { inventory: { vufindUrl: url } }, ['chooseInventoryIndex', 'VufindIndex']],
		['mod-rs', { library: account(url) }, ['chooseBackEnd', 'openModRs']],
		['CrossLink', { library: { ...account(url), backEnd: 'crossLink' } }, ['chooseBackEnd', 'openCrossLink']],
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

it('the pooled and the usual build differ only in the transport of the client, so that they share workflows and states', async () => {
	const inputsOf = async (transport: string) => {
		const { metafile } = await build({ ...clientBundle(transport), write: false, logLevel: 'silent' });
		return Object.keys(metafile.inputs).filter((file) => !/node_modules\/undici\/|^(parts|nothing):|^<define/.test(file));
	};
	const [builtIn, pooled] = [await inputsOf('builtIn'), await inputsOf('pooled')];
	expect(builtIn.filter((file) => !pooled.includes(file))).toEqual(['reshare/transport/builtInFetch.ts']);
	expect(pooled.filter((file) => !builtIn.includes(file)).sort()).toEqual([
		'reshare/systemClock.ts',
		'reshare/transport/createProxyDispatcher.ts',
		'reshare/transport/pooledFetch.ts',
	]);
});
