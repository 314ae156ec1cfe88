import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import type { Citation } from '../../../../reshare/inventory/find/findTypes';
import { compareAuthors } from '../../../../reshare/inventory/match/compareAuthors';
import {
	eligibleResult,
	findInSingleRecord,
	isbn,
	ownSymbolOptions,
	reviewResult,
	vufindWithWorks,
	marcFieldOfIsbn,
} from './vufindWithWorks';

const find = (title: string, citation: Citation, ...fields: string[]) =>
	findInSingleRecord([marcFieldOfIsbn, '100 1# $a Marlow, Ada.', `245 10 $a ${title}`, ...fields], { isbn, ...citation });

const doubt = reviewResult('recordDoesNotFit');

describe("a title that disagrees with the ISBN's record", () => {
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
		['Organic chemistry', 'Organic chemistry: structure and function'],
		['Tides and currents', 'Beyond tides and currents'],
		['Tides and currents', 'On tides and currents'],
		['Tides and currents', 'A summary of Tides and currents'],
		['Tides and currents', 'Tides and currents revisited'],
		['Tides and currents', 'Tides and warm currents'],
		['Tides and currents', 'Tides and storms'],
		['Tides and currents', 'Tides'],
		['A guide to tides', 'Tides'],
		['Early history of tides', 'History of tides'],
		['Looking at tides', 'Cooking at tides'],
	])('a record "%s" found by ISBN goes to review if the title asked for is "%s"', async (recorded, title) => {
		expect(await find(recorded, { title })).toMatchObject(doubt);
	});

	it.each([
		['Organic chemistry : $b structure and function', 'Organic chemistry'],
		['Organic chemistry : $b structure and function', 'Organic chemistry: structure & function'],
		['Organic chemistry : $b structure and function', 'Organic chemistry: structure and fucntion'],
		['Organic chemistry : $b structure and function in living matter', 'Organic chemistry: structure and function'],
		['Organic chemistry : $b study guide', 'Organic chemistry: study guide'],
		['Marsh birds : $b tradition, adaptation and identity', 'Marsh birds'],
		['Salt : $b selected poems', 'Salt'],
		['Quartet in D minor : $b score and parts', 'Quartet in D minor'],
		['One hundred years of tides', 'Hundred years of tides'],
		['Tides and currents of the northern seas explained', 'Tides and currents of the northern seas'],
		['Tides', 'Marlow: Tides'],
		['Tides', 'Tides, a novel (paperback)'],
	])('a record "%s" found by ISBN is Eligible if the title asked for is "%s"', async (recorded, title) => {
		expect(await find(recorded, { title })).toMatchObject(eligibleResult);
	});
});

describe('two numbers that belong to two books', () => {
	const tides = [marcFieldOfIsbn, '035 ## $a (OCoLC)829743464', '245 10 $a Tides'];
	const marshes = ['020 ## $a 9780374275631', '035 ## $a (OCoLC)706020998', '245 10 $a Marsh birds'];
	const both = vufindWithWorks({ '829743464': tides, '9780374275631': marshes });

	it('the OCLC number of one book and the ISBN of another go to review, unless the doubt recordDoesNotFit is accepted', async () => {
		expect(await findEligible(both, { oclcNumber: '829743464', isbn: '9780374275631' }, ownSymbolOptions)).toMatchObject({
			...doubt,
			title: 'Tides',
		});
		expect(
			await findEligible(both, { oclcNumber: '829743464', isbn: '9780374275631' }, { ...ownSymbolOptions, accept: ['recordDoesNotFit'] }),
		).toMatchObject({ ...eligibleResult, title: 'Tides' });
	});

	it('the OCLC number of a book and a foreign ISBN are Eligible if the title is that of the book, or no record has the ISBN', async () => {
		expect(await findEligible(both, { oclcNumber: '829743464', isbn: '9780374275631', title: 'Tides' }, ownSymbolOptions)).toMatchObject(
			eligibleResult,
		);
		expect(await findEligible(both, { oclcNumber: '829743464', isbn: '9780306406157' }, ownSymbolOptions)).toMatchObject(eligibleResult);
		expect(await findEligible(both, { oclcNumber: '829743464', isbn: '9780151446476' }, ownSymbolOptions)).toMatchObject(eligibleResult);
	});

	it('a citation with two numbers, such as OCLC number and ISBN, goes to review if they are of records of different works', async () => {
		const bare = ['035 ## $a (OCoLC)829743464', '245 10 $a Tides'];
		const journal = ['022 ## $a 2049-3630', '245 10 $a Marsh letters'];
		const index = vufindWithWorks({ '829743464': bare, '9780374275631': marshes, '20493630': journal, '2049-3630': journal });
		expect(await findEligible(index, { oclcNumber: '829743464', isbn: '9780374275631' }, ownSymbolOptions)).toMatchObject({
			...doubt,
			title: 'Tides',
		});
		expect(await findEligible(index, { isbn: '9780374275631', issn: '2049-3630' }, ownSymbolOptions)).toMatchObject({
			...doubt,
			title: 'Marsh birds',
		});
		const kept = vufindWithWorks({ '9780151446476': [...tides, '999 11 $p UNLOANABLE'], '9780374275631': marshes });
		expect(await findEligible(kept, { isbn: '9780151446476; 9780374275631' }, ownSymbolOptions)).toMatchObject(
			reviewResult('severalRecords'),
		);
	});

	it('if no record has the OCLC number of a citation, a warning says so if the record found by ISBN has another OCLC number', async () => {
		const unknown = { oclcNumber: '55555555', isbn: '9780374275631' };
		const warning = 'No record was found by OCLC number 55555555, and the one found by ISBN 9780374275631 has another one';
		expect(await findEligible(both, unknown, ownSymbolOptions)).toMatchObject({ ...eligibleResult, warnings: [warning] });
		const bare = vufindWithWorks({ '9780374275631': ['020 ## $a 9780374275631', '245 10 $a Marsh birds'] });
		expect(await findEligible(bare, unknown, ownSymbolOptions)).toMatchObject({ ...eligibleResult, warnings: [] });
	});

	it('a citation with the OCLC number and the ISBN of two records of the same work is Eligible', async () => {
		const paperback = ['020 ## $a 9780374275631', '245 10 $a Tides.'];
		expect(
			await findEligible(
				vufindWithWorks({ '829743464': tides, '9780374275631': paperback }),
				{ oclcNumber: '829743464', isbn: '9780374275631' },
				ownSymbolOptions,
			),
		).toMatchObject(eligibleResult);
	});
});

it.each([
	['Instructor ed.', 'Student edition.'],
	['Teacher’s edition', 'College version.'],
	['3rd ed., instructor ed.', '3rd student ed.'],
	['International ed.', 'Student ed.'],
])('a request for the edition "%s" goes to review if the record has "%s"', async (edition, recorded) => {
	expect(await find('Organic chemistry', { edition }, `250 ## $a ${recorded}`)).toMatchObject(reviewResult('otherEdition'));
});

it.each([
	['Student ed.', 'Student edition.'],
	['3rd ed.', '3rd student ed.'],
	['Rev. ed.', '3rd ed.'],
	['3rd rev. ed.', '3rd ed., fully revised and updated.'],
	['2nd ed.', 'Second edition, Norton paperback ed.'],
	['2nd ed.', '2d ed.'],
	['3rd ed.', '3d ed., rev.'],
	['6th ed.', '6th ed., adapted to the legislation'],
])('a request for the edition "%s" is Eligible if the record has "%s"', async (edition, recorded) => {
	expect(await find('Organic chemistry', { edition }, `250 ## $a ${recorded}`)).toMatchObject(eligibleResult);
});

it.each([
	['Smith, Adam', 'Smith, J. A.', 'different'],
	['Smith, J. A.', 'Smith, Adam', 'different'],
	['Smith, Paul', 'Smith, Paula', 'similar'],
	['Smith, Dan', 'Smith, Daniel', 'similar'],
	['Martyn Lloyd-Jones', 'Lloyd-Jones, David Martyn', 'same'],
	['Smith, J.', 'Smith, John Adam', 'same'],
	['Smithh, John', 'Smith, John', 'similar'],
	['Adko, Akena', 'Adoko, Akena', 'similar'],
	['Adko, A.', 'Adoko, Akena', 'different'],
	['Homer Beck', 'Homer', 'similar'],
	['Smith Beck', 'Smith, B. A.', 'different'],
	['Smith Beck', 'Smith, B. Ada', 'different'],
])('compareAuthors compares the given author "%s" with the recorded "%s" as %s', (given, recorded, fit) => {
	expect(compareAuthors(given, [recorded])).toBe(fit);
});

it.each([
	['Genesis 111', 'Genesis 1-11'],
	['Robot', 'I, robot'],
	['I, robot', 'Robot'],
	['Hard', 'Die hard'],
	['Die hard', 'Hard'],
])('a request for the title "%s" goes to review if the ISBN\'s record has the title "%s"', async (title, recorded) => {
	expect(await find(recorded, { title }, '008 190312s2019    enka     b    001 0 eng d')).toMatchObject(doubt);
});

it.each([
	['Name of the rose', 'The name of the rose', 'eng'],
	['The marsh birds', 'Marsh birds', 'eng'],
	['Glocke', 'Die Glocke', 'ger'],
	['Robot', 'I robot', 'ita'],
	['Catch22', 'Catch-22', 'eng'],
])('a request for the title "%s" is Eligible if the record has "%s" in the language %s', async (title, recorded, language) => {
	expect(await find(recorded, { title }, `008 190312s2019    enka     b    001 0 ${language} d`)).toMatchObject(eligibleResult);
});

describe('a detail that no record of the ISBN has', () => {
	const three = vufindWithWorks({
		[isbn]: [marcFieldOfIsbn, '245 10 $a Tides', '250 ## $a 3rd ed.', '264 #1 $c 2003.', '008 030312s2003    enka     b    001 0 eng d'],
		[isbn.slice(0, 12)]: [
			marcFieldOfIsbn,
			'245 10 $a Tides',
			'250 ## $a 4th ed.',
			'264 #1 $c 2007.',
			'008 030312s2007    enka     b    001 0 eng d',
		],
		[isbn.slice(0, 11)]: [marcFieldOfIsbn, '245 10 $a Tides'],
	});

	it.each([{}, { edition: '9th edition' }, { year: '1950' }, { language: 'Welsh' }])(
		'a citation with an ISBN that three records have, and with the detail %j that none of them has, goes to review',
		async (detail) => {
			expect(await findEligible(three, { isbn, ...detail }, ownSymbolOptions)).toMatchObject({ outcome: 'needsReview' });
		},
	);

	it('a citation with an ISBN that three records have is Eligible if one of the records has the requested edition', async () => {
		expect(await findEligible(three, { isbn, edition: '3' }, ownSymbolOptions)).toMatchObject({
			...eligibleResult,
			publicationDate: '2003',
		});
	});
});
