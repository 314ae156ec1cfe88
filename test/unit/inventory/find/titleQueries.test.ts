import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { widerTitleAlternatives } from '../../../../reshare/inventory/find/titleQueries';
import { readTitle } from '../../../../reshare/inventory/match/readTitle';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { holdingsLentBy, type BibRecord } from '../../../../sandbox/inventory/records/BibRecord';
import { openFolioIndex } from './judgeLookups';

let sandbox: Sandbox | undefined;

afterEach(async () => {
	await sandbox?.close();
	sandbox = undefined;
});

const rivers = (count: number): BibRecord[] =>
	Array.from({ length: count }, (_, index) => ({
		number: index + 1,
		title: `Rivers in the year ${1500 + index}`,
		authors: ['Beck, Ann'],
		date: '1990',
		languages: ['eng'],
		carrier: 'print',
		holdings: holdingsLentBy(['US-WEST']),
	}));

it.each([
	['few enough to compare', 99, { outcome: 'notAvailable', reason: 'nothingFound', explanation: 'No record was found by the title.' }],
	[
		'more than can be compared',
		120,
		{
			outcome: 'needsReview',
			reason: 'answersPartial',
			explanation: 'No lendable record was found. More records have the author or words of the title than could be compared.',
		},
	],
] as const)(
	'a title that no record has is Not Available only if a wider title query finds few enough records to compare: given %s',
	async (_name, count, answer) => {
		sandbox = await startSandbox({ inventory: { era: 'current', records: rivers(count) } });
		expect(await findEligible(openFolioIndex(sandbox), { title: 'Rivers wandering' }, { ownSymbols: ['US-EAST'] })).toMatchObject(answer);
	},
);

it('a book is Eligible if it is among the records of a wider title query, even if that query has too many records to compare', async () => {
	const wanted: BibRecord = {
		number: 1,
		title: 'Rivers and Fahrenheit 451',
		authors: ['Hill, Ann'],
		date: '1990',
		languages: ['eng'],
		carrier: 'print',
		holdings: holdingsLentBy(['US-WEST']),
	};
	sandbox = await startSandbox({
		inventory: { era: 'current', records: [wanted, ...rivers(120).map((record) => ({ ...record, number: record.number + 1 }))] },
	});
	expect(
		await findEligible(
			openFolioIndex(sandbox),
			{ title: 'Rivers and Fahrenheit451', author: 'Hill, Ann', year: '1990' },
			{ ownSymbols: ['US-EAST'] },
		),
	).toMatchObject({ outcome: 'eligible', title: wanted.title });
});

it.each(['classic', 'current'] as const)('a wider title query is narrowed to the author over %s inventory storage', async (era) => {
	sandbox = await startSandbox({ inventory: { era, records: rivers(120) } });
	expect(
		await findEligible(openFolioIndex(sandbox), { title: 'Rivers wandering', author: 'Hill', year: '1990' }, { ownSymbols: ['US-EAST'] }),
	).toMatchObject({ reason: 'nothingFound' });
});

it('widerTitleAlternatives returns at most ten lists of words for any title, without empty words or blanks within words', () => {
	for (const title of [
		'A Game of Thrones (A Song of Ice and Fire, Book 1): 20,000 words about 7 kingdoms by George Martin',
		'Ueber M.A.S.H. und 1984',
		'***',
		'',
	]) {
		const alternatives = widerTitleAlternatives(readTitle(title));
		expect(alternatives.length).toBeLessThanOrEqual(10);
		for (const words of alternatives) expect(words.every((word) => word !== '' && !/\s/u.test(word))).toBe(true);
	}
});
