import { createRequest } from '../../reshare/requests/create/createRequest';
import type { CreateOptions } from '../../reshare/requests/create/optionsAndResult';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type Sandbox } from '../../sandbox';
import { crossLinkDeps } from '../unit/requests/create/backEnds';
import { copy, depsFor, optionsWith, popularBook } from '../unit/requests/create/practice';

/** mod-rs silently drops a value that is not in its list, such as the words that staff read. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60 });
});

afterAll(async () => await sandbox.close());

beforeEach(() => sandbox.requests.clear());

const article = (copyrightType: string): RequestDraft => copy({ instanceId: popularBook.instanceId, copyrightType });
const ways: Array<[string, Partial<CreateOptions>]> = [
	['through the resolver', {}],
	['directly', { via: 'direct', requestingSymbol: 'RESHARE:US-EAST' }],
];

describe.each(ways)('%s', (_way, options) => {
	it('a copyright type that ReShare takes for none is told', async () => {
		const result = await createRequest(depsFor(sandbox), article('CCG (US) - published within the last 5 years'), optionsWith(options));
		expect(sandbox.requests.all('east')[0]?.refdata.copyrightType).toBeUndefined();
		expect(result).toMatchObject({
			outcome: 'created',
			warnings: [
				"ReShare does not know the copyright type 'CCG (US) - published within the last 5 years', and the request has none. Add it by hand, and give 'Copyright Type' as the list has it: the code, not the words that staff read.",
			],
		});
	});

	it('one that arrives is not', async () => {
		expect((await createRequest(depsFor(sandbox), article('US-CCG'), optionsWith(options))).warnings).toEqual([]);
	});
});

it('a resolver that knows nothing of copies drops it with the rest', async () => {
	const { warnings } = await createRequest(depsFor(sandbox, { resolver: 'v1.6.0' }), article('us-ccg'), optionsWith({}));
	expect(warnings.join(' ')).toContain(
		"'Pages' and 'Copyright Type' did not arrive in ReShare: the resolver seems to be too old for them.",
	);
});

it('CrossLink keeps whatever it is given', async () => {
	const { via: _, ...options } = optionsWith({});
	const { warnings } = await createRequest(crossLinkDeps(sandbox), { ...article('us-ccg'), pickupLocation: '' }, options);
	expect(warnings).toEqual([]);
});
