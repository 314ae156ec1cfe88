import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { HttpClient, type Fetch } from '../../../../reshare/transport';
import { writeMarcXml } from '../marc/marcXml';

const id = '5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e10';
const copy = '999 11 $s ISIL:US-WEST $l 1 $p LOANABLE';

/** VuFind's search for titles finds uniform titles, too. */
function vufind(...fields: string[]): VufindIndex {
	const fullRecord = writeMarcXml([`001 ${id}`, ...fields, copy]);
	const fetch: Fetch = async () =>
		new Response(JSON.stringify({ status: 'OK', resultCount: 1, records: [{ id, fullRecord }] }), {
			headers: { 'content-type': 'application/json' },
		});
	return new VufindIndex(new HttpClient({ fetch }), { vufindUrl: 'https://discovery.example.org' });
}

const own = { ownSymbols: ['US-EAST'] };
const stranger = [
	'008 890312s1989    nyu           000 1 eng d',
	'100 1# $a Camus, Albert, $d 1913-1960.',
	'240 10 $a Étranger. $l English',
	'245 14 $a The stranger / $c Albert Camus.',
	'264 #1 $a New York : $b Vintage, $c 1989.',
];

it('a translation goes to review if the original was requested by its own title', async () => {
	expect(await findEligible(vufind(...stranger), { title: "L'étranger", author: 'Albert Camus', year: '1989' }, own)).toMatchObject({
		outcome: 'needsReview',
		title: 'The stranger',
	});
	expect(await findEligible(vufind(...stranger), { title: 'The stranger', author: 'Albert Camus', year: '1989' }, own)).toMatchObject({
		outcome: 'eligible',
	});
});

it('a selection from a work goes to review if the whole work was requested', async () => {
	const selection = [
		'100 1# $a Pepys, Samuel, $d 1633-1703.',
		'240 10 $a Diary. $k Selections',
		'245 14 $a The great fire of London / $c Samuel Pepys.',
		'264 #1 $a London : $b Penguin, $c 2015.',
	];
	expect(await findEligible(vufind(...selection), { title: 'Diary', author: 'Samuel Pepys', year: '2015' }, own)).toMatchObject({
		outcome: 'needsReview',
		title: 'The great fire of London',
	});
});

it('an original under another title is Eligible by the title that it is known by', async () => {
	const moby = [
		'100 1# $a Melville, Herman, $d 1819-1891.',
		'240 10 $a Moby Dick',
		'245 14 $a The whale / $c Herman Melville.',
		'264 #1 $a London : $b Folio, $c 2009.',
	];
	expect(await findEligible(vufind(...moby), { title: 'Moby Dick', author: 'Herman Melville', year: '2009' }, own)).toMatchObject({
		outcome: 'eligible',
		title: 'The whale',
	});
});

it.each([
	['English or German', 'ger', 'onlyMatch'],
	['French, English', 'eng', 'onlyMatch'],
	['fre/ger', 'eng', 'otherEdition'],
	['Ancient Greek', 'grc', 'onlyMatch'],
	['Haitian Creole', 'hat', 'onlyMatch'],
	['Norwegian Bokmål', 'nob', 'onlyMatch'],
	['Old English', 'eng', 'otherEdition'],
	['Brazilian Portuguese', 'por', 'onlyMatch'],
	['Mandarin', 'chi', 'onlyMatch'],
	['Mandarin Chinese', 'chi', 'onlyMatch'],
	['Simplified Chinese', 'chi', 'onlyMatch'],
	['Farsi', 'per', 'onlyMatch'],
	['fa', 'per', 'onlyMatch'],
	['Castilian', 'spa', 'onlyMatch'],
	['Latin American Spanish', 'spa', 'onlyMatch'],
	['Flemish', 'dut', 'onlyMatch'],
	['Modern Greek', 'gre', 'onlyMatch'],
	['in English', 'eng', 'onlyMatch'],
	['Latin', 'lat', 'onlyMatch'],
	['Mandarin', 'eng', 'otherEdition'],
	['Modern Greek', 'grc', 'otherEdition'],
])('a request for the language "%s" and a record in the language %s give the reason %s', async (language, code, reason) => {
	expect(
		await findEligible(vufind('020 ## $a 9780151446476', `041 0# $a ${code}`, '245 10 $a Poems'), { isbn: '9780151446476', language }, own),
	).toMatchObject({ reason });
});

it('a record without language or edition warns that the requested one could not be checked', async () => {
	const plain = async (citation: object, ...more: string[]) =>
		(await findEligible(vufind('020 ## $a 9780151446476', '245 10 $a Poems', ...more), { isbn: '9780151446476', ...citation }, own))
			.warnings;
	expect(await plain({ language: 'German' })).toEqual(['The record does not say whether its language is "German", which was asked for']);
	expect(await plain({ edition: '2nd' })).toEqual(['The record does not say whether its edition is "2nd", which was asked for']);
	expect(await plain({ edition: '2nd' }, '250 ## $a Rev. ed.')).toEqual([
		'The record does not say whether its edition is "2nd", which was asked for',
	]);
	expect(await plain({ language: 'any language' })).toEqual([]);
});

it('a year behind the title counts as part of it if another year is given, so that no other annual volume is taken', async () => {
	const diary = ['100 1# $a Marlow, Ada.', '245 14 $a The diaries : $b 1921 / $c Ada Marlow.', '264 #1 $c 2000.'];
	expect(await findEligible(vufind(...diary), { title: 'The diaries: 1920', author: 'Ada Marlow', year: '2000' }, own)).toMatchObject({
		outcome: 'needsReview',
		reason: 'titleOnly',
	});
	const guide = ['100 1# $a Marlow, Ada.', '245 10 $a Guide to tides / $c Ada Marlow.', '264 #1 $c 2000.'];
	expect(await findEligible(vufind(...guide), { title: 'Guide to tides (2001)', author: 'Ada Marlow', year: '2000' }, own)).toMatchObject({
		outcome: 'needsReview',
		reason: 'titleOnly',
	});
	expect(await findEligible(vufind(...guide), { title: 'Guide to tides (2000)', author: 'Ada Marlow', year: 'c2000' }, own)).toMatchObject({
		outcome: 'eligible',
	});
});
