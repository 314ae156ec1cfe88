import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build, type BuildOptions } from 'esbuild';
import { checkoutFolder } from '../../../n8n/paths';
import { closeServers, startProxy, startTlsServer } from '../transport/servers';

/** The bundle takes parts of its libraries: what only a bundled client can lack is tried with one, in a process of its own. */
const { clientBundle } = createRequire(__filename)(path.join(checkoutFolder, 'gulpfile.js')) as { clientBundle: BuildOptions };
const folder = mkdtempSync(path.join(tmpdir(), 'reshare-bundle-'));
const client = path.join(folder, 'index.js');

beforeAll(async () => {
	await build({ ...clientBundle, outfile: client, logLevel: 'silent' });
});

afterEach(closeServers);
afterAll(() => rmSync(folder, { recursive: true }));

it('logs in through the tunnel of a proxy', async () => {
	const server = await startTlsServer(({ url }, response) => (url === '/authn/login' ? response.writeHead(201, { 'x-okapi-token': 'a.b.c' }).end('{}') : response.writeHead(404).end()));
	const proxy = await startProxy();
	const library = { url: server.url, tenant: 'east', username: 'desk', password: 'secret' };
	const program = `new (require(${JSON.stringify(client)}).ReShare)({ library: ${JSON.stringify(library)} }).token().then((token) => process.stdout.write(token, () => process.exit()), (error) => process.stdout.write(String(error), () => process.exit()))`;
	// undici takes another parser in Jest's workers, which lies beside the bundle.
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'JEST_WORKER_ID' && !/_proxy$/i.test(name)));
	const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], { env: { ...env, HTTPS_PROXY: proxy.url, NODE_EXTRA_CA_CERTS: path.join(checkoutFolder, 'test', 'fixtures', 'loopback-tls.pem') } });
	expect([stdout, proxy.tunnels]).toEqual(['a.b.c', [`127.0.0.1:${server.port}`]]);
});
