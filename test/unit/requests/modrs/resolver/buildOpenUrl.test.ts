import { parse } from 'node:querystring';
import fc from 'fast-check';
import { ReShareError } from '../../../../../reshare/errors';
import { buildOpenUrl, longestUrl, buildResolverAddress } from '../../../../../reshare/requests/modrs/resolver/buildOpenUrl';
import type { RequestDraft } from '../../../../../reshare/draft';
import { parseRawQuery, readContextObject } from '../../../../../sandbox/resolver/contextObject';
import { resolverTraits } from '../../../../../sandbox/resolver/versions';

const base = 'https://openurl.example.org';
const tenant = 'RESHARE:US-EAST';
const address = new URL(`${base}/${tenant}`);
const loan: RequestDraft = {
	serviceType: 'loan',
	instanceId: 'f0b3c1de-3c6a-4f0e-9d8e-0a1b2c3d4e5f',
	patronId: 'p1',
	pickupLocation: 'MAIN',
	reference: 'R-1',
	title: 'Walden',
	author: 'Thoreau, Henry David',
	publicationDate: '1854',
};
const copy: RequestDraft = {
	serviceType: 'copy',
	patronId: 'p1',
	reference: 'C-1',
	title: 'Nature',
	publicationDate: '2001',
	partTitle: 'On pears',
	partAuthor: 'Doe',
	genre: 'article',
	copyrightType: 'us-ccg',
	pages: '1-9',
	issue: '4',
};

function parametersOf(url: URL) {
	return { ...parse(url.search.slice(1)) };
}

function refusal(make: () => unknown) {
	try {
		make();
	} catch (error) {
		if (error instanceof ReShareError && error.kind === 'badInput') return error.message;
		throw error;
	}
	return 'not refused';
}

function expectComplete({ search }: URL) {
	for (const traits of Object.values(resolverTraits))
		expect(traits.isComplete(readContextObject(parseRawQuery(search.slice(1)), traits))).toBe(true);
}

describe('the OpenURL of a loan', () => {
	it('the OpenURL of a loan contains every field of the draft and nothing else', () => {
		const url = buildOpenUrl(address, { ...loan, volume: '2', isbn: '9780691061948', note: 'Fragile?', neededBy: '2027-01-31' });
		expect(url.href.startsWith('https://openurl.example.org/RESHARE:US-EAST?svc_id=json&')).toBe(true);
		expect(parametersOf(url)).toEqual({
			svc_id: 'json',
			'svc.ntries': '1',
			req_id: 'p1',
			rft_id: loan.instanceId,
			'svc.pickupLocation': 'MAIN',
			'rft.identifier_illiad': 'R-1',
			'rft.title': 'Walden',
			'rft.au': 'Thoreau, Henry David',
			'rft.date': '1854',
			'rft.volume': '2',
			'rft.isbn': '9780691061948',
			'svc.note': 'Fragile?',
			'svc.neededBy': '2027-01-31',
		});
	});

	it('the OpenURL of a loan is complete for every resolver version even without title, author and date', () => {
		const url = buildOpenUrl(address, { serviceType: 'loan', instanceId: 'i1', patronId: 'p1', pickupLocation: 'MAIN' });
		expectComplete(url);
		expect(Object.keys(parametersOf(url)).filter((key) => key.startsWith('rft.'))).toEqual([]);
	});
});

describe('the OpenURL of a copy', () => {
	it('the OpenURL of a copy is complete for every resolver version, and says that no pickup location is needed', () => {
		const url = buildOpenUrl(address, copy);
		expect(parametersOf(url)).toEqual({
			svc_id: 'copy',
			'svc.ntries': '1',
			'svc.noPickupLocation': '1',
			req_id: 'p1',
			'rft.identifier_illiad': 'C-1',
			'rft.title': 'Nature',
			'rft.au': 'Doe',
			'rft.date': '2001',
			'rft.genre': 'article',
			'rft.copyrightType': 'us-ccg',
			'rft.titleOfComponent': 'On pears',
			'rft.authorOfComponent': 'Doe',
			'rft.pagesRequested': '1-9',
			'rft.issue': '4',
		});
		expectComplete(url);
	});

	it('the OpenURL of a copy contains the author and the pickup location if the draft has them', () => {
		expect(parametersOf(buildOpenUrl(address, { ...copy, author: 'Roe', pickupLocation: 'LAW' }))).toMatchObject({
			'rft.au': 'Roe',
			'svc.pickupLocation': 'LAW',
			'svc.noPickupLocation': '1',
		});
	});

	it('the OpenURL of a loan contains no field that only copies have', () => {
		expect(parametersOf(buildOpenUrl(address, { ...copy, ...loan }))).not.toHaveProperty(['rft.issue']);
	});
});

it('the OpenURL of a preview has ctx_FAIL, with which the resolver creates no request, and the OpenURL of a request lacks it', () => {
	expect(parametersOf(buildOpenUrl(address, loan, 'preview'))).toMatchObject({ svc_id: 'reshareRequest', ctx_FAIL: '1' });
	expect(parametersOf(buildOpenUrl(address, copy, 'preview'))).toMatchObject({ svc_id: 'reshareRequest', ctx_FAIL: '1' });
	expect(parametersOf(buildOpenUrl(address, loan))).not.toHaveProperty(['ctx_FAIL']);
});

describe('the address of the resolver', () => {
	it.each([
		['https://openurl.example.org', 'RESHARE:US-EAST', 'https://openurl.example.org/RESHARE:US-EAST'],
		[' https://openurl.example.org// ', ' west ', 'https://openurl.example.org/west'],
		['http://127.0.0.1:9130/openurl/', 'RESHARE:US-EAST', 'http://127.0.0.1:9130/openurl/RESHARE:US-EAST'],
		['https://openurl.example.org', "it's(a+b)", "https://openurl.example.org/it's(a+b)"],
	])("the address of the resolver is built from the base %s and the library's name %s", (given, name, expected) => {
		expect(buildResolverAddress(given, name).href).toBe(expected);
	});

	it.each(['a/b', 'a b', 'RESHARE%3AUS-EAST', 'a?b', 'a#b', 'Übersee', '..', '.', '', 'a\\b', 'a"b', 'a\nb'])(
		"the library's name %j is refused in the address of the resolver",
		(name) => {
			expect(refusal(() => buildResolverAddress(base, name))).toMatch(/^'⟦openUrlTenant⟧'/);
		},
	);

	it.each([
		'openurl.example.org',
		'ftp://example.org',
		'',
		'https://example.org/?a=b',
		'https://example.org/#a',
		'https://staff:secret@example.org',
	])('the base address %j of a resolver is refused', (given) => {
		expect(refusal(() => buildResolverAddress(given, tenant))).toMatch(/^'⟦openUrlBaseUrl⟧'/);
	});
});

it('an OpenURL that is too long is refused, and the sentence names the longest field', () => {
	const make = (title: string) => () => buildOpenUrl(address, { ...loan, title });
	expect(make('战'.repeat(800))().href.length).toBeLessThanOrEqual(longestUrl);
	let thrown: unknown;
	try {
		make('战'.repeat(900))();
	} catch (error) {
		thrown = error;
	}
	expect(thrown).toMatchObject({ kind: 'badInput', description: "Shorten 'Title', the longest value." });
});

describe('the OpenURL for any input', () => {
	/** Any text, with many characters that have a meaning in URLs. */
	const tricky = fc.constantFrom(
		'&',
		'=',
		'?',
		'#',
		'%',
		'+',
		';',
		'/',
		'%26',
		'&svc_id=copy',
		' ',
		'"',
		"'",
		'<',
		'\n',
		'战',
		'é',
		'👩‍👧',
		'\u200b',
		'\u202e',
	);
	const value = fc
		.array(fc.oneof(tricky, fc.string({ unit: 'grapheme', maxLength: 4 })), { maxLength: 12 })
		.map((parts) => parts.join('').trim())
		.filter((text) => !/\p{Surrogate}|(?![\t\n\r])\p{Cc}/u.test(text));
	const filled = value.filter((text) => text !== '');
	const optional = fc.option(filled, { nil: undefined });
	const request = fc.record<RequestDraft>({
		serviceType: fc.constantFrom('loan', 'copy'),
		instanceId: filled,
		patronId: filled,
		pickupLocation: filled,
		reference: optional,
		title: optional,
		author: optional,
		publicationDate: optional,
		edition: optional,
		volume: optional,
		isbn: optional,
		issn: optional,
		oclcNumber: optional,
		note: optional,
		patronEmail: optional,
		partTitle: optional,
		partAuthor: optional,
		pages: optional,
		issue: optional,
		copyrightType: optional,
	});
	const ofCopies = new Set(['partTitle', 'partAuthor', 'pages', 'issue', 'copyrightType']);

	it('an OpenURL parses back to the values of the draft, and no value adds or changes a parameter', () => {
		fc.assert(
			fc.property(request, ({ serviceType, ...texts }) => {
				const isCopy = serviceType === 'copy';
				const given = Object.entries(texts).flatMap(([name, text]) =>
					text === undefined || (!isCopy && ofCopies.has(name)) ? [] : [text],
				);
				const url = buildOpenUrl(address, { serviceType, ...texts });
				expect(Object.values(parametersOf(url)).sort()).toEqual([...given, ...(isCopy ? ['copy', '1', '1'] : ['json', '1'])].sort());
				expect([url.origin, url.pathname, url.hash]).toEqual([base, `/${tenant}`, '']);
			}),
			{ numRuns: 500 },
		);
	});

	it('the resolver reads each value of an OpenURL under its own key', () => {
		fc.assert(
			fc.property(request, (input) => {
				const { admindata, metadata } = readContextObject(
					parseRawQuery(buildOpenUrl(address, input).search.slice(1)),
					resolverTraits.newest,
				);
				expect(admindata).toEqual({
					svc: { id: input.serviceType === 'loan' ? 'json' : 'copy' },
					req: { id: input.patronId.trim() },
					rft: { id: input.instanceId?.trim() },
				});
				expect(metadata.rft?.title).toBe(input.title?.trim() || undefined);
				expect(Object.keys(metadata).filter((realm) => !['rft', 'svc', 'req'].includes(realm))).toEqual([]);
			}),
		);
	});

	it("a library's name never leads the address of the resolver to another host or path", () => {
		fc.assert(
			fc.property(fc.oneof(value, fc.webPath(), fc.constantFrom('//evil.example', '..', '@evil.example', 'a@b:c')), (name) => {
				let url: URL;
				try {
					url = buildResolverAddress(base, name);
				} catch (error) {
					expect(error).toBeInstanceOf(ReShareError);
					return;
				}
				expect(url.origin).toBe(base);
				expect(url.pathname).toBe(`/${name.trim()}`);
				expect([url.search, url.hash, url.username]).toEqual(['', '', '']);
			}),
			{ numRuns: 500 },
		);
	});
});
