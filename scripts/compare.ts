import { parseArgs } from 'node:util';
import { OkapiClient, SessionStore, type OkapiAccount } from '../reshare/okapi';
import { createPooledFetch, HttpClient } from '../reshare/transport';
import { graphqlReleases, newestGraphql, type GraphqlVersion } from '../sandbox/inventory/graphql/releases';
import { look, readings, type BackEnd } from './compare/calls';
import { openPractice } from './compare/practice';
import { differencesOf, type Difference } from './compare/shapes';

const help = `Compares a library's ReShare, or the shared inventory, with the practice consortium, answer by answer. It only reads, and prints
no values.

  COMPARE_PASSWORD=... npm run compare -- --url https://okapi.example.org --tenant mylibrary --username reader [--of crossLink]

  --of       ${Object.keys(readings).join(', ')} (default modRs); graphql is the shared inventory
  --release  of mod-graphql: ${Object.keys(graphqlReleases).join(', ')} (default the newest)

A line with > is something that the practice consortium does not know, a line with < something that it alone shows, most often
because it has not happened at your server. Please report lines with > with the version of your ReShare.
`;

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { url: { type: 'string' }, tenant: { type: 'string' }, username: { type: 'string' }, of: { type: 'string', default: 'modRs' }, release: { type: 'string', default: newestGraphql }, help: { type: 'boolean', short: 'h', default: false } } });
	const { url, tenant, username, of, release } = values;
	const password = process.env.COMPARE_PASSWORD;
	if (values.help || url === undefined || tenant === undefined || username === undefined || password === undefined || !(of in readings) || !(release in graphqlReleases)) return void process.stdout.write(help);
	for (const { call, onlyTheirs, onlyPractice } of await compare({ url, tenant, username, password }, of as BackEnd, release as GraphqlVersion)) {
		process.stdout.write([`${call}:`, ...onlyTheirs.map((part) => `  > ${part}`), ...onlyPractice.map((part) => `  < ${part}`), ''].join('\n'));
	}
}

async function compare(account: OkapiAccount, backEnd: BackEnd, release: GraphqlVersion): Promise<Difference[]> {
	const practice = await openPractice(backEnd, release);
	try {
		const okapi = (of: OkapiAccount) => new OkapiClient({ account: of, http: new HttpClient({ fetch: createPooledFetch() }), sessions: new SessionStore() });
		return differencesOf(await look(okapi(account), backEnd), await look(okapi(practice.account), backEnd));
	} finally {
		await practice.sandbox.close();
	}
}

main().then(
	() => process.exit(),
	(error: unknown) => {
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);
