import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import type { Citation as InventoryWish } from '../../../../reshare/inventory/find/citation';
import { VufindIndex } from '../../../../reshare/inventory/vufind/VufindIndex';
import { HttpClient, type Fetch } from '../../../../reshare/transport';
import { compareAuthors } from '../../../../reshare/inventory/match/compareAuthors';
import { marcXml } from '../marc/marcXml';

const isbn = '9780151446476';
const own = { ownSymbols: ['US-EAST'] };
const copy = '999 11 $s ISIL:US-WEST $l 1 $p LOANABLE';

/** VuFind with these works, by number. */
function vufind(works: Readonly<Record<string, readonly string[]>>): VufindIndex {
	const records = Object.entries(works).map(([number, fields], index) => {
		const id = `5d0b6a3e-7c41-4a52-9a0e-2f6c1b7d9e1${index}`;
		return { number, record: { id, fullRecord: marcXml([`001 ${id}`, ...fields, copy]) } };
	});
	const fetch: Fetch = async (url) => {
		const asked = new URL(url).searchParams.get('lookfor') ?? '';
		const found = records.filter(({ number }) => asked.includes(number)).map(({ record }) => record);
		return await Promise.resolve(
			new Response(JSON.stringify({ status: 'OK', resultCount: found.length, records: found }), {
				headers: { 'content-type': 'application/json' },
			}),
		);
	};
	return new VufindIndex(new HttpClient({ fetch }), { vufindUrl: 'https://discovery.example.org' });
}

const find = async (title: string, citation: InventoryWish, ...fields: string[]) =>
	await findEligible(
		vufind({ [isbn]: [`020 ## $a ${isbn}`, '100 1# $a Marlow, Ada.', `245 10 $a ${title}`, ...fields] }),
		{ isbn, ...citation },
		own,
	);

const doubt = { outcome: 'needsReview', reason: 'recordDoesNotFit' };
const eligible = { outcome: 'eligible' };

describe('a number and a title that disagree are a doubt', () => {
	it.each([
		['Organic chemistry : $b structure and function', 'Organic chemistry: study guide'],
		['Organic chemistry : $b structure and function', 'Organic chemistry: a history of the discipline'],
		['Organic chemistry', 'Organic chemistry: study guide and solutions manual'],
		['Organic chemistry', 'Organic chemistry [1998?].: workbook'],
		['Organic chemistry', 'Organic chemistry workbook'],
		['Introduction to organic chemistry', 'Introduction to organic chemistry workbook'],
		['Introduction to organic chemistry', "Introduction to organic chemistry, instructor's manual"],
		['Organic chemistry : $b study guide', 'Organic chemistry'],
		['Organic chemistry : $b study guide', 'Organic chemistry: structure and function'],
		['Tides : $b a history', 'Tides: the poems of a sailor'],
	])('%s, and %s was asked for', async (recorded, title) => {
		expect(await find(recorded, { title })).toMatchObject(doubt);
	});

	it.each([
		['Organic chemistry : $b structure and function', 'Organic chemistry'],
		['Organic chemistry : $b structure and function', 'Organic chemistry: structure & function'],
		['Organic chemistry : $b structure and function', 'Organic chemistry: structure and fucntion'],
		['Organic chemistry : $b structure and function in living matter', 'Organic chemistry: structure and function'],
		['Organic chemistry', 'Organic chemistry: structure and function'],
		['Organic chemistry : $b study guide', 'Organic chemistry: study guide'],
		['Marsh birds : $b tradition, adaptation and identity', 'Marsh birds'],
		['Salt : $b selected poems', 'Salt'],
		['Quartet in D minor : $b score and parts', 'Quartet in D minor'],
	])('%s, and %s was asked for: they agree', async (recorded, title) => {
		expect(await find(recorded, { title })).toMatchObject(eligible);
	});
});

describe('two numbers of two books are a doubt', () => {
	const tides = ['020 ## $a 9780151446476', '035 ## $a (OCoLC)829743464', '245 10 $a Tides'];
	const marshes = ['020 ## $a 9780374275631', '035 ## $a (OCoLC)706020998', '245 10 $a Marsh birds'];
	const both = vufind({ '829743464': tides, '9780374275631': marshes });

	it('an OCLC number of one with an ISBN of the other', async () => {
		expect(await findEligible(both, { oclcNumber: '829743464', isbn: '9780374275631' }, own)).toMatchObject({ ...doubt, title: 'Tides' });
		expect(
			await findEligible(both, { oclcNumber: '829743464', isbn: '9780374275631' }, { ...own, accept: ['recordDoesNotFit'] }),
		).toMatchObject({ ...eligible, title: 'Tides' });
	});

	it('not where the title says which of them is meant, nor where nothing has the other number', async () => {
		expect(await findEligible(both, { oclcNumber: '829743464', isbn: '9780374275631', title: 'Tides' }, own)).toMatchObject(eligible);
		expect(await findEligible(both, { oclcNumber: '829743464', isbn: '9780306406157' }, own)).toMatchObject(eligible);
		expect(await findEligible(both, { oclcNumber: '829743464', isbn: '9780151446476' }, own)).toMatchObject(eligible);
	});

	it('not where both are the same work', async () => {
		const paperback = ['020 ## $a 9780374275631', '245 10 $a Tides.'];
		expect(
			await findEligible(
				vufind({ '829743464': tides, '9780374275631': paperback }),
				{ oclcNumber: '829743464', isbn: '9780374275631' },
				own,
			),
		).toMatchObject(eligible);
	});
});

it.each([
	['Instructor ed.', 'Student edition.'],
	['Teacher’s edition', 'College version.'],
	['3rd ed., instructor ed.', '3rd student ed.'],
	['International ed.', 'Student ed.'],
])('the edition %s is not the %s', async (edition, recorded) => {
	expect(await find('Organic chemistry', { edition }, `250 ## $a ${recorded}`)).toMatchObject({
		outcome: 'needsReview',
		reason: 'otherEdition',
	});
});

it.each([
	['Student ed.', 'Student edition.'],
	['3rd ed.', '3rd student ed.'],
	['Rev. ed.', '3rd ed.'],
	['3rd rev. ed.', '3rd ed., fully revised and updated.'],
	['2nd ed.', 'Second edition, Norton paperback ed.'],
])('the edition %s may be the %s', async (edition, recorded) => {
	expect(await find('Organic chemistry', { edition }, `250 ## $a ${recorded}`)).toMatchObject(eligible);
});

it.each([
	['Smith, Adam', 'Smith, J. A.', 'different'],
	['Smith, J. A.', 'Smith, Adam', 'different'],
	['Smith, Paul', 'Smith, Paula', 'similar'],
	['Smith, Dan', 'Smith, Daniel', 'similar'],
	['Martyn Lloyd-Jones', 'Lloyd-Jones, David Martyn', 'same'],
	['Smith, J.', 'Smith, John Adam', 'same'],
])('the author %s is to %s %s', (given, recorded, fit) => {
	expect(compareAuthors(given, [recorded])).toBe(fit);
});

it.each([
	['Genesis 111', 'Genesis 1-11'],
	['Robot', 'I, robot'],
	['I, robot', 'Robot'],
	['Hard', 'Die hard'],
	['Die hard', 'Hard'],
])('the title %s is not %s', async (title, recorded) => {
	expect(await find(recorded, { title }, '008 190312s2019    enka     b    001 0 eng d')).toMatchObject(doubt);
});

it.each([
	['Name of the rose', 'The name of the rose', 'eng'],
	['The marsh birds', 'Marsh birds', 'eng'],
	['Glocke', 'Die Glocke', 'ger'],
	['Robot', 'I robot', 'ita'],
	['Catch22', 'Catch-22', 'eng'],
])('the title %s is %s, in %s', async (title, recorded, language) => {
	expect(await find(recorded, { title }, `008 190312s2019    enka     b    001 0 ${language} d`)).toMatchObject(eligible);
});
