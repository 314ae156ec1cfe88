import { createRequest } from '../../reshare/requests/create/createRequest';
import { previewRequest } from '../../reshare/requests/create/previewRequest';
import type { CreateOptions, CreateResult } from '../../reshare/requests/create/createTypes';
import type { RequestDraft } from '../../reshare/draft';
import { startSandbox, type Sandbox } from '../virtualSandbox';
import { crossLinkDeps } from '../unit/requests/create/backEnds';
import { copy, depsFor, instanceNumber, loan, optionsWith, lentBySeveral, withResolver } from '../unit/requests/create/practice';

/** Tests with mod-rs what single values of a draft, and of the tenant's settings, lead to. */

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 60 });
});
afterAll(async () => await sandbox.close());
beforeEach(() => {
	sandbox.requests.clear();
	sandbox.faults.clear();
	sandbox.settings.set('east', 'max_requests', '50');
	sandbox.settings.set('east', 'default_request_symbol', undefined);
});

const { title, author, isbn, instanceId } = lentBySeveral;
const book: RequestDraft = loan({ instanceId, title, author, isbn, reference: 'FORM-7' });
const direct: Partial<CreateOptions> = { via: 'direct', requestingSymbol: 'RESHARE:US-EAST' };
const create = async (draft: RequestDraft, options: Partial<CreateOptions> = {}): Promise<CreateResult> =>
	await createRequest(depsFor(sandbox), draft, optionsWith(options));

describe('a reference that already belongs to a request', () => {
	const dispossessed = { instanceId: instanceNumber(2), title: 'The dispossessed', author: 'Le Guin, Ursula K.', isbn: '9780061054884' };

	it.each<{ other: string; first?: Partial<RequestDraft>; second: Partial<RequestDraft> }>([
		{ other: 'another book', second: dispossessed },
		{ other: 'another book of which only the title is known', second: { ...dispossessed, author: '', isbn: '' } },
		{ other: 'another volume', first: { volume: 'v. 1' }, second: { volume: 'v. 2' } },
	])('a reference that already belongs to a request is refused for $other', async ({ first = {}, second }) => {
		const { requestId, hrid } = await create({ ...book, ...first });
		const refused = await create({ ...book, ...second });
		expect(refused).toMatchObject({ outcome: 'notCreated', reason: 'referenceAlreadyUsed', requestId, hrid, alreadyExisted: false });
		expect(refused.explanation).toMatch(
			/^The reference FORM-7 belongs to request EAST-\d+ \([^)]+\), which asks for another title or volume\. Use another reference\. Nothing was sent\.$/,
		);
		const preview = await previewRequest(depsFor(sandbox), { ...book, ...second }, optionsWith({}));
		expect(preview).toMatchObject({ outcome: 'wouldNotBeSent', reason: 'referenceAlreadyUsed' });
		expect(sandbox.requests.count('east')).toBe(1);
	});

	it.each<{ same: string; second: Partial<RequestDraft> }>([
		{ same: 'the title spelled otherwise', second: { title: 'Spelled otherwise', isbn: '' } },
		{ same: 'another record with its title', second: { instanceId: instanceNumber(2), isbn: '' } },
		{ same: 'another record with its ISBN', second: { instanceId: instanceNumber(2), title: 'Spelled otherwise' } },
		{ same: 'another record of which nothing else is known', second: { instanceId: instanceNumber(2), title: '', author: '', isbn: '' } },
		{ same: 'its volume written otherwise', second: { volume: 'Vol.2' } },
	])('a reference that already belongs to a request returns that request for $same', async ({ second }) => {
		const { requestId } = await create({ ...book, ...('volume' in second ? { volume: 'v. 2' } : {}) });
		expect(await create({ ...book, ...second })).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId });
	});
});

describe('a title of more than 255 characters, which mod-rs cuts', () => {
	const longTitle = `Long-term effects of ${'a very thoroughly described treatment on the outcome of patients and '.repeat(5)}its follow-up`;
	const article = copy({ instanceId, reference: 'FORM-8', partTitle: longTitle });

	it('an article with a title that mod-rs cuts is found again by its reference', async () => {
		const { requestId } = await create(article);
		expect(await create(article)).toMatchObject({ outcome: 'created', alreadyExisted: true, requestId });
	});

	it.each([
		{ given: 'the same article with another reference', second: { ...article, reference: 'FORM-9' }, reason: 'duplicate' },
		{
			given: 'another article with the same reference',
			second: { ...article, partTitle: `Another ${longTitle}` },
			reason: 'referenceAlreadyUsed',
		},
	])('a title that mod-rs cuts is still compared whole: $given is refused as $reason', async ({ second, reason }) => {
		const { requestId } = await create(article);
		expect(await create(second)).toMatchObject({ outcome: 'notCreated', reason, requestId });
	});

	it('a book with a title that mod-rs cuts gets a warning that names the request for another edition', async () => {
		const { hrid } = await create(loan({ instanceId, title: longTitle }));
		const { warnings } = await create(loan({ instanceId: instanceNumber(9), title: longTitle }));
		expect(warnings.join(' ')).toContain(`seems to be the same work: ${hrid}`);
	});
});

describe('a copyright type', () => {
	const article = (copyrightType: string): RequestDraft => copy({ instanceId, copyrightType });

	it.each([
		{ way: 'through the resolver', options: {} },
		{ way: 'directly', options: direct },
	])('a copyright type that ReShare does not know is left out with a warning, sent $way', async ({ options }) => {
		expect((await create(article('US-CCG'), options)).warnings).toEqual([]);
		sandbox.requests.clear();
		const unknown = 'CCG (US) - published within the last 5 years';
		expect(await create(article(unknown), options)).toMatchObject({
			outcome: 'created',
			warnings: [
				`ReShare does not know the copyright type '${unknown}', and the request has none. Add it by hand, and give 'Copyright Type' as the list has it: the code, not the words that staff read.`,
			],
		});
		expect(sandbox.requests.all('east')[0]?.refdata.copyrightType).toBeUndefined();
	});

	it('a copyright type does not arrive through a resolver that is too old for copies, and a warning says so', async () => {
		const { warnings } = await createRequest(depsFor(sandbox, { resolver: 'v1.6.0' }), article('us-ccg'), optionsWith({}));
		expect(warnings.join(' ')).toContain(
			"'Pages' and 'Copyright Type' did not arrive in ReShare: the resolver seems to be too old for them.",
		);
	});

	it('a copyright type arrives in CrossLink without a warning', async () => {
		const { via: _, ...options } = optionsWith({});
		const draft = { ...article('us-ccg'), pickupLocation: '' };
		expect((await createRequest(crossLinkDeps(sandbox), draft, options)).warnings).toEqual([]);
	});
});

describe('the symbol of the borrowing library, sent directly', () => {
	const without =
		"'⟦requestingSymbol⟧' is empty, and neither the ⟦settings⟧ nor ReShare's setting 'default_request_symbol' gives your library's symbol. ReShare would stop the request at once. Nothing was sent.";
	const needsAuthority = (symbol: string): string =>
		`'⟦requestingSymbol⟧' needs its authority in front, as in ISIL:US-ABC; '${symbol}' has none. Nothing was sent.`;

	it.each([
		{ requestingSymbol: undefined, explanation: without },
		...['US-EAST', ':US-EAST', 'RESHARE:'].map((symbol) => ({ requestingSymbol: symbol, explanation: needsAuthority(symbol) })),
	])(
		'a requesting symbol of $requestingSymbol is refused with an explanation, and nothing is sent',
		async ({ requestingSymbol, explanation }) => {
			sandbox.settings.set('east', 'default_request_symbol', '');
			const options = optionsWith({ via: 'direct', ...(requestingSymbol === undefined ? {} : { requestingSymbol }) });
			expect(await previewRequest(depsFor(sandbox), book, options)).toMatchObject({
				outcome: 'wouldNotBeSent',
				reason: 'badInput',
				explanation,
			});
			expect(await create(book, options)).toMatchObject({ outcome: 'notCreated', reason: 'badInput', explanation });
			expect(sandbox.requests.count('east')).toBe(0);
		},
	);

	it("a requesting symbol that the node does not name is the tenant's default, read once in a run", async () => {
		sandbox.settings.set('east', 'default_request_symbol', 'RESHARE:US-EAST');
		sandbox.log.clear();
		const deps = depsFor(sandbox);
		const drafts = ['A', 'B'].map((reference) => ({ ...book, reference, volume: reference }));
		const results = await Promise.all(drafts.map(async (draft) => await createRequest(deps, draft, optionsWith({ via: 'direct' }))));
		expect(results.map(({ reason }) => reason)).not.toContain('badInput');
		expect(sandbox.requests.count('east')).toBe(2);
		// One call reads the default, and the other one the limit.
		expect(sandbox.log.countOf('GET', /^\/rs\/settings\/appSettings$/)).toBe(2);
	});

	it('a requesting symbol is left to ReShare if its settings cannot be read', async () => {
		sandbox.settings.set('east', 'default_request_symbol', '');
		sandbox.faults.add({ kind: 'status', status: 403, method: 'GET', path: '^/rs/settings/appSettings', times: 10 });
		expect(await create(book, { via: 'direct' })).toMatchObject({ outcome: 'needsStaff', reason: 'reshareError' });
	});
});

describe('what the resolver always refuses', () => {
	it.each<{ given: string; draft?: RequestDraft; openUrlTenant?: string; limit?: string; options?: Partial<CreateOptions> }>([
		{ given: 'a loan of a library that the resolver does not know', openUrlTenant: 'RESHARE:US-NOWHERE' },
		{ given: 'a copy of a library that the resolver does not know', draft: copy(), openUrlTenant: 'RESHARE:US-NOWHERE' },
		{ given: 'a limit of 0', limit: '0' },
		{
			given: 'a patron at the limit that the node does not check',
			limit: '1',
			options: { checks: { ...optionsWith({}).checks, limit: false } },
		},
	])(
		'Preview refuses with the explanation of Create what the resolver refuses: $given',
		async ({ draft = book, openUrlTenant, limit, options = {} }) => {
			if (limit !== undefined) sandbox.settings.set('east', 'max_requests', limit);
			sandbox.requests.add('east', { isRequester: true, hrid: 'EAST-5', patronIdentifier: 'P1001', title: 'Earlier' });
			const deps = () => withResolver(depsFor(sandbox), () => (openUrlTenant === undefined ? {} : { openUrlTenant }));
			const preview = await previewRequest(deps(), draft, optionsWith(options));
			const { outcome, reason, explanation, warnings } = await createRequest(deps(), draft, optionsWith(options));
			expect(outcome).toBe('notCreated');
			expect(preview).toMatchObject({ outcome: 'wouldNotBeSent', reason, explanation, warnings });
			expect(sandbox.requests.all('east').map(({ hrid }) => hrid)).toEqual(['EAST-5']);
		},
	);
});
