import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkoutFolder, nodeBinary } from '../../n8n/paths';
import { runProcess } from '../../n8n/childProcesses';

const { n8n } = JSON.parse(readFileSync(path.join(checkoutFolder, 'package.json'), 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};
/** The files that n8n loads by their paths, and the file that contains all of them. */
const files = [...n8n.nodes, ...n8n.credentials, 'dist/nodes/index.js'];

/** Creates every node and credential, as n8n does when it starts, and prints which files of the package this has loaded. */
const startLikeN8n = `
	for (const file of ${JSON.stringify([...n8n.nodes, ...n8n.credentials])}) for (const Type of Object.values(require('./' + file))) new Type();
	console.log(JSON.stringify(Object.keys(require.cache).filter((file) => !file.includes('node_modules'))));
`;

/** Signs a call of n8n's HTTP Request node for which n8n has no token yet, and prints which files of the client this has loaded. */
const signACall = `
	const { OkapiApi } = require('./dist/credentials/OkapiApi.credentials.js');
	const account = { url: 'https://okapi.example.edu', tenant: 'east', username: 'desk', password: 'secret' };
	new OkapiApi().authenticate(account, { url: account.url }).catch(({ message }) => {
		console.log(JSON.stringify([message, ...Object.keys(require.cache).filter((file) => file.includes('/dist/reshare/')).map((file) => require('node:path').basename(file).split(/[-.]/)[0])]));
	});
`;

it("signing a call of n8n's HTTP Request node loads the client's login code, and no code for patron requests or the shared inventory", async () => {
	const program = await runProcess(nodeBinary, ['-e', signACall], { cwd: checkoutFolder });
	const [message, ...loaded] = JSON.parse(program.standardOutput()) as string[];
	expect([message, [...new Set(loaded)].sort()]).toEqual(['The token that n8n keeps is of another account', ['chunk', 'index']]);
});

it('n8n loads only the bundle of all nodes and credentials when it starts, and nothing of the client', async () => {
	const program = await runProcess(nodeBinary, ['-e', startLikeN8n], { cwd: checkoutFolder });
	const loaded = JSON.parse(program.standardOutput()) as string[];
	expect(loaded.map((file) => path.relative(checkoutFolder, file)).sort()).toEqual([...files].sort());
});
