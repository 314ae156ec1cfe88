import { parseArgs } from 'node:util';
import type { OkapiAccount } from '../../reshare/okapi';
import { graphqlReleases, newestGraphql, type GraphqlVersion } from '../../sandbox/inventory/graphql/releases';
import { callsByBackEnd, type ComparedBackEnd } from './comparedCalls';

export const helpText = `Compares a library's ReShare, or the shared inventory, with the practice consortium, answer by answer. It only reads, and prints
no values.

  COMPARE_PASSWORD=... npm run compare -- --url https://okapi.example.org --tenant mylibrary --username reader [--of crossLink]

  --of       ${Object.keys(callsByBackEnd).join(', ')} (default modRs); graphql is the shared inventory
  --release  of mod-graphql: ${Object.keys(graphqlReleases).join(', ')} (default the newest)

A line with > is something that the practice consortium does not know, a line with < something that it alone shows, most often
because it has not happened at your server. Please report lines with > with the version of your ReShare.
`;

export interface CompareOptions {
	readonly account: OkapiAccount;
	readonly backEnd: ComparedBackEnd;
	readonly release: GraphqlVersion;
}

/**
 * @returns undefined after printing the help
 * @throws Error that says which option is missing or has a value that is no choice
 */
export function readCompareOptions(args: readonly string[], password: string | undefined): CompareOptions | undefined {
	const { values } = parseArgs({
		args: [...args],
		options: {
			url: { type: 'string' },
			tenant: { type: 'string' },
			username: { type: 'string' },
			of: { type: 'string', default: 'modRs' },
			release: { type: 'string', default: newestGraphql },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return undefined;
	const { url = '', tenant = '', username = '', of, release } = values;
	const missing = Object.entries({ '--url': url, '--tenant': tenant, '--username': username, COMPARE_PASSWORD: password ?? '' }).flatMap(
		([name, value]) => (value === '' ? [name] : []),
	);
	if (missing.length > 0) throw new Error(`Missing: ${missing.join(', ')}. See --help.`);
	return {
		account: { url, tenant, username, password: password ?? '' },
		backEnd: oneOf(callsByBackEnd, '--of', of),
		release: oneOf(graphqlReleases, '--release', release),
	};
}

function oneOf<Choice extends string>(choices: Readonly<Record<Choice, unknown>>, name: string, value: string): Choice {
	if (value in choices) return value as Choice;
	throw new Error(`${name} must be one of: ${Object.keys(choices).join(', ')}`);
}
