import { neutralHost } from '../reshare/hostTerms';
import { OkapiClient, SessionStore, type OkapiAccount } from '../reshare/okapi';
import { createFetch, HttpClient } from '../reshare/transport';
import { inTerms } from '../reshare/withTerms';
import { look } from './compare/calls';
import { help, readOptions, type CompareOptions } from './compare/options';
import { openPractice } from './compare/practice';
import { differencesOf, type Difference } from './compare/shapes';

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2), process.env.COMPARE_PASSWORD);
	if (options === undefined) return void process.stdout.write(help);
	for (const { call, onlyTheirs, onlyPractice } of await compare(options)) {
		process.stdout.write(
			[`${call}:`, ...onlyTheirs.map((part) => `  > ${part}`), ...onlyPractice.map((part) => `  < ${part}`), ''].join('\n'),
		);
	}
}

async function compare({ account, backEnd, release }: CompareOptions): Promise<Difference[]> {
	const practice = await openPractice(backEnd, release);
	try {
		const okapi = (of: OkapiAccount) =>
			new OkapiClient({ account: of, http: new HttpClient({ fetch: createFetch() }), sessions: new SessionStore() });
		return differencesOf(await look(okapi(account), backEnd), await look(okapi(practice.account), backEnd));
	} finally {
		await practice.sandbox.close();
	}
}

main().then(
	() => process.exit(),
	(thrown: unknown) => {
		const error = inTerms(thrown, neutralHost);
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);
