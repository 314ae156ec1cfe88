import { inventoryAccountOf } from '../../../../demo/practiceCredentials';
import { ReShare, type Citation, type FindOptions } from '../../../../reshare';
import { createFetch } from '../../../../reshare/transport';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../../../sandbox';
import { isLongRun, shareOfCases } from '../../../caseCount';
import { worksElsewhere, heldBooks, inventedReferences, realReferences, type SampleReference } from './sampleReferences';

let sandbox: Sandbox;
afterEach(() => sandbox.close());

const contact = 'ill@library.example.edu';
const pooled = createFetch();

/** Starts a sandbox. Returns `find`, which also looks a work up in the open indexes, and `asked`, the calls that they got. */
async function open(options: SandboxOptions = {}) {
	sandbox = await startSandbox(options);
	const asked: Array<{ readonly url: URL; readonly from: string }> = [];
	const fetch: typeof pooled = async (url, init) => {
		if (url.includes('/open-indexes/')) asked.push({ url: new URL(url), from: init.headers.From ?? '' });
		return await pooled(url, init);
	};
	const { inventory } = await ReShare.open({ inventory: inventoryAccountOf(sandbox), transport: { fetch } });
	const [crossref, openAlex, openLibrary] = sandbox.openIndexes;
	const addresses = { Crossref: crossref, OpenAlex: openAlex, 'Open Library': openLibrary } as const;
	const find = (citation: Citation, more: Partial<FindOptions> = {}) =>
		inventory.findEligible(citation, { ownSymbols: ['US-EAST'], openIndexes: { contact, addresses }, ...more });
	return { find, asked };
}

const answers = (checks: ReadonlyArray<{ readonly index: string; readonly answer: string }>) =>
	checks.map(({ index, answer }) => `${index}: ${answer}`);

it('a work that no library holds and Crossref knows is reported as existing, with its DOI, and not as Eligible', async () => {
	const { find } = await open();
	const result = await find({
		title: 'On computable numbers, with an application to the Entscheidungsproblem',
		author: 'A. M. Turing',
		year: '1937',
	});
	expect(result).toMatchObject({ outcome: 'notAvailable', reason: 'nothingFound', existence: 'found' });
	expect(result.explanation).toContain(
		'It exists: Crossref has "On computable numbers, with an application to the Entscheidungsproblem" (1937), by Turing, Alan M., https://doi.org/10.1112/plms/s2-42.1.230.',
	);
	expect(answers(result.referenceChecks)).toEqual(['Crossref: exists', 'OpenAlex: exists', 'Open Library: exists']);
});

it('if an open index has only a similar work, the explanation names it, and existence is doubtful', async () => {
	const { find } = await open();
	const result = await find({ title: 'The open society and its enemies', author: 'Basil Nowhere', year: '1998' });
	expect(result).toMatchObject({ outcome: 'notAvailable', existence: 'doubtful' });
	expect(result.explanation).toContain('A similar work exists: Crossref has "The open society and its enemies" (1945), by Popper, Karl');
});

it('the explanation of a work that no open index knows names the indexes that were asked', async () => {
	const { find } = await open();
	const result = await find({ title: 'Gardens without algorithms', author: 'Nowhere, Basil', year: '2011' });
	expect(result).toMatchObject({ outcome: 'notAvailable', existence: 'nothingKnown' });
	expect(result.explanation).toContain('Nothing like it is known to Crossref, OpenAlex and Open Library.');
});

it.each([
	[{ isbn: '9780151327652' }, ['Crossref: exists', 'Open Library: exists']],
	[{ title: 'https://doi.org/10.1112/plms/s2-42.1.230.' }, ['Crossref: exists', 'OpenAlex: exists']],
	[
		{
			title: 'Proceedings of a society',
			partTitle: 'On computable numbers, with an application to the Entscheidungsproblem',
			partAuthor: 'Turing, A.',
		},
		['Crossref: exists', 'OpenAlex: exists', 'Open Library: exists'],
	],
] as const)('the open indexes are asked by number, by DOI or by the title of a part: %j', async (citation, expected) => {
	const { find } = await open();
	expect(answers((await find(citation)).referenceChecks)).toEqual(expected);
});

it('each open index is asked once for equal citations, with the contact address and without patron data', async () => {
	const { find, asked } = await open();
	const citation = {
		title: 'Gardens without algorithms',
		author: 'Nowhere, Basil',
		year: '2011',
		patronId: 'P1001',
		patronEmail: 'pat@example.edu',
	};
	await Promise.all([find(citation), find(citation)]);
	expect(asked.map(({ url }) => url.pathname)).toEqual([
		'/open-indexes/crossref/works',
		'/open-indexes/openalex/works',
		'/open-indexes/openlibrary/search.json',
	]);
	for (const { url, from } of asked) {
		expect(url.href + from).not.toMatch(/P1001|pat@/u);
		expect(from).toBe(contact);
	}
});

it('no open index is asked if a library lends the title, or if the option is off', async () => {
	const { find, asked } = await open();
	expect(await find({ isbn: '9780151446476' })).toMatchObject({ outcome: 'eligible', referenceChecks: [] });
	expect(await find({ title: 'Gardens without algorithms' }, { openIndexes: undefined })).toMatchObject({ referenceChecks: [] });
	expect(asked).toEqual([]);
});

it.each([
	['an error', { status: 503, text: 'Service Unavailable' }, 'could not answer (503)'],
	['too many calls', { status: 429, text: 'Rate limit exceeded' }, 'asks for fewer calls'],
	['a web page', { status: 200, text: '<html></html>' }, 'in an unknown form'],
	['JSON of another form', { status: 200, text: '{"message": []}' }, 'in an unknown form'],
] as const)(
	'an open index that answers with %s counts as not asked, and nothing is concluded from it',
	async (_what, { status, text }, words) => {
		sandbox = await startSandbox();
		const fetch: typeof pooled = async (url, init) =>
			url.includes('/crossref/') ? new Response(text, { status, headers: { 'retry-after': '60' } }) : await pooled(url, init);
		const { inventory } = await ReShare.open({ inventory: inventoryAccountOf(sandbox), transport: { fetch } });
		const [Crossref, OpenAlex, openLibrary] = sandbox.openIndexes;
		const openIndexes = { contact: '', addresses: { Crossref, OpenAlex, 'Open Library': openLibrary } };
		const result = await inventory.findEligible(
			{ title: 'Gardens without algorithms', author: 'Nowhere, Basil' },
			{ ownSymbols: ['US-EAST'], openIndexes },
		);
		expect(result).toMatchObject({ outcome: 'notAvailable', existence: null });
		expect(result.explanation).toMatch(/Nothing like it is known to OpenAlex and Open Library\. Crossref could not be asked: Crossref /u);
		expect(result.explanation).toContain(words);
		expect(answers(result.referenceChecks)).toEqual(['Crossref: notAsked', 'OpenAlex: nothing', 'Open Library: nothing']);
	},
);

it('after an open index asked for a pause, other runs in the same process do not call that index during the pause either', async () => {
	sandbox = await startSandbox();
	const [Crossref] = sandbox.openIndexes;
	let asked = 0;
	const fetch: typeof pooled = async (url, init) => {
		if (!url.includes('/crossref/')) return await pooled(url, init);
		asked += 1;
		return new Response('Rate limit exceeded', { status: 429, headers: { 'retry-after': '3600' } });
	};
	for (const title of ['Gardens without algorithms', 'Rivers without algorithms']) {
		const { inventory } = await ReShare.open({ inventory: inventoryAccountOf(sandbox), transport: { fetch } });
		const options = { ownSymbols: ['US-EAST'], openIndexes: { contact, addresses: { Crossref } } };
		expect((await inventory.findEligible({ title }, options)).explanation).toContain('asks for fewer calls');
		expect(asked).toBe(1);
	}
});

it('of a hundred invented citations, or two hundred in a long run, at most 5 % count as existing works, and of as many real ones at most 1 % do not', async () => {
	const { find } = await open({ inventory: { records: heldBooks }, openWorks: worksElsewhere });
	const existenceOf = async ({ kind, citation }: SampleReference) => {
		const { outcome, existence, explanation } = await find(citation);
		const isStopped = outcome !== 'eligible' && existence !== 'found';
		return { kind, citation, outcome, existence, explanation, isStopped };
	};
	const played = [realReferences, inventedReferences(1)].flatMap((references) => shareOfCases(references, 0, 2));
	const all = await Promise.all(played.map(existenceOf));
	const rows = (['real, held', 'real, elsewhere', 'invented'] as const).map((kind) => {
		const own = all.filter((one) => one.kind === kind);
		return {
			kind,
			references: own.length,
			eligible: own.filter(({ outcome }) => outcome === 'eligible').length,
			found: own.filter(({ outcome, existence }) => outcome !== 'eligible' && existence === 'found').length,
			doubtful: own.filter(({ existence }) => existence === 'doubtful').length,
			nothingKnown: own.filter(({ existence }) => existence === 'nothingKnown').length,
		};
	});
	if (process.env.TABLE === '1') console.table(rows);
	const [real, invented] = [all.filter(({ kind }) => kind !== 'invented'), all.filter(({ kind }) => kind === 'invented')];
	const size = isLongRun ? 200 : 100;
	expect([real.length, invented.length]).toEqual([size, size]);
	expect(
		real
			.filter(({ isStopped }) => isStopped)
			.map(({ citation, explanation }) => ({ citation, explanation }))
			.slice(size / 100),
	).toEqual([]);
	expect(
		invented
			.filter(({ isStopped }) => !isStopped)
			.map(({ citation, explanation }) => ({ citation, explanation }))
			.slice(size / 20),
	).toEqual([]);
	expect(invented.filter(({ outcome }) => outcome === 'eligible')).toEqual([]);
});
