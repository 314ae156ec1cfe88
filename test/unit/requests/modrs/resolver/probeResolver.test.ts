import { buildResolverAddress } from '../../../../../reshare/requests/modrs/resolver/buildOpenUrl';
import { probeResolver, isSameTenant } from '../../../../../reshare/requests/modrs/resolver/probeResolver';
import { createFetch, HttpClient } from '../../../../../reshare/transport';
import { closeServers, startCountingServer } from '../../../transport/testServers';

const http = new HttpClient({ fetch: createFetch() });

afterEach(() => closeServers());

/** Plays a resolver that makes a request of anything that it does not understand, as releases before v1.4.0 do. */
async function oldResolver(showsRecord: boolean): Promise<{ made(): number; asked: string[]; address: URL }> {
	let made = 0;
	const asked: string[] = [];
	const { url } = await startCountingServer((seen, response) => {
		const query = new URL(seen.url, 'http://127.0.0.1').searchParams;
		asked.push(query.toString());
		if (!query.has('ctx_FAIL')) made += 1;
		const isShown = showsRecord && query.get('svc_id') === 'reshareRequest';
		response.setHeader('content-type', isShown ? 'application/json' : 'text/html');
		response.end(
			isShown
				? '{"isRequester":true,"requestingInstitutionSymbol":"RESHARE:US-EAST","requestIdentifiers":[]}'
				: `<title>${query.has('ctx_FAIL') ? 'Error' : 'Request sent'}</title>`,
		);
	});
	return { made: () => made, asked, address: buildResolverAddress(url, 'RESHARE:US-EAST') };
}

it.each([
	["none of the probe's two calls", false, { reason: 'resolverRefused', error: expect.objectContaining({ kind: 'badInput' }) }, 1],
	["only the first of the probe's two calls", true, {}, 2],
] as const)(
	'probing a resolver creates no patron request, even if the resolver is so old that it understands %s',
	async (_name, showsRecord, told, questions) => {
		const { made, asked, address } = await oldResolver(showsRecord);
		expect(await probeResolver(http, address, [])).toEqual(told);
		expect(asked).toHaveLength(questions);
		for (const question of asked) expect(question).toContain('ctx_FAIL=1');
		expect(made()).toBe(0);
	},
);

it.each([
	['no pickup location', [], undefined],
	[
		'a pickup location that the account has, too',
		[
			{ code: 'WEST-1', name: 'West' },
			{ code: 'MAIN', name: 'Main Library' },
		],
		true,
	],
	['only a pickup location that the account does not have', [{ code: 'WEST-1', name: 'West' }], false],
	['a pickup location that the account has by name only', [{ code: '17', name: ' main library ' }], undefined],
] as const)(
	"if the resolver's form offers %s (%j), isSameTenant says whether resolver and account share a tenant: %s",
	(_name, shown, expected) => {
		expect(
			isSameTenant(
				[
					{ slug: 'MAIN', name: 'Main Library' },
					{ slug: 'SCI', name: 'Science' },
				],
				shown,
			),
		).toBe(expected);
		expect(isSameTenant([], shown)).toBeUndefined();
	},
);
