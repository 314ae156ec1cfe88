import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { HttpClient, type Fetch } from '../../../../reshare/transport';
import { writeMarcXml } from '../marc/marcXml';

const id = '5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10';
const isbn = '9780151446476';
const fullRecord = writeMarcXml([
	`001 ${id}`,
	'008 890312s1989    nyu           000 1 eng d',
	`020 ## $a ${isbn}`,
	'100 1# $a Marlow, Ada.',
	'245 10 $a Tides',
	'250 ## $a 2nd ed.',
	'264 #1 $c 1989',
	'999 11 $s ISIL:US-WEST $l 1 $p LOANABLE',
]);
const fetch: Fetch = async () =>
	new Response(JSON.stringify({ status: 'OK', resultCount: 1, records: [{ id, fullRecord }] }), {
		headers: { 'content-type': 'application/json' },
	});
const find = async (citation: Parameters<typeof findEligible>[1]) =>
	await findEligible(new VufindIndex(new HttpClient({ fetch }), { vufindUrl: 'https://discovery.example.org' }), citation, {
		ownSymbols: ['US-EAST'],
	});

it.each([
	{ author: 'n/a' },
	{ author: 'Various' },
	{ author: 'various authors' },
	{ author: 'Anonymous' },
	{ author: 'Anon.' },
	{ author: 'Author unknown' },
	{ author: 'No author' },
	{ language: 'Any' },
	{ language: 'any language' },
	{ language: 'No preference' },
	{ language: 'N/A' },
	{ volume: 'N/A' },
	{ volume: 'none' },
	{ volume: '-' },
	{ title: 'N/A' },
	{ oclcNumber: 'N/A' },
	{ issn: 'none' },
	{ title: '—' },
])('a field with a filler text counts as not given: %j', async (citation) => {
	expect(await find({ isbn, title: 'Tides', ...citation })).toMatchObject({ outcome: 'eligible', warnings: [] });
});

it('a filler author with a title does not make a title-only match certain, and fillers alone are bad input', async () => {
	expect(await find({ title: 'Tides', author: 'Various', year: '1989' })).toMatchObject({ outcome: 'needsReview', reason: 'titleOnly' });
	expect(await find({ title: 'n/a', author: 'n/a' })).toMatchObject({ outcome: 'needsReview', reason: 'badInput' });
});

it.each([{ author: 'Nancy Unknown' }, { language: 'Nauruan' }, { volume: '2' }, { title: 'None but the brave' }, { title: 'Unknown' }])(
	'a field whose text only resembles a filler counts as given: %j',
	async (citation) => {
		expect(await find({ isbn, title: 'Tides', ...citation })).toMatchObject({ outcome: 'needsReview' });
	},
);
