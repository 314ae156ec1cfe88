import type { SharedIndex } from '../../../../reshare/inventory/SharedIndex';
import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { startSandbox } from '../../../../sandbox';
import type { BibRecord } from '../../../../sandbox/inventory/records/BibRecord';
import { openFolioIndex, openVufind } from './judgeLookups';
import { sandboxForAll } from '../../sandboxForTests';

/** Too many records of one title to compare, one of them by the wanted author. */
const crowd: BibRecord[] = Array.from({ length: 150 }, (_, index) => ({
	number: index + 1,
	title: 'Collected poems',
	authors: [
		index === 140
			? 'Bishop, Elizabeth, 1911-1979'
			: `Poet${String.fromCharCode(97 + (index % 26))}${String.fromCharCode(97 + Math.floor(index / 26))}, Ann`,
	],
	date: '1983',
	languages: ['eng'],
	carrier: 'print',
	holdings: [{ place: 'US-WEST', policy: 'willLend' }],
}));

/** Too many records of one author to compare. */
const letters: BibRecord[] = Array.from({ length: 130 }, (_, index) => ({
	...(crowd[0] as BibRecord),
	number: 200 + index,
	title: index === 120 ? 'Catharine' : `Letters of the year ${1700 + index}`,
	authors: ['Ottway, Jane'],
}));

const own = { ownSymbols: ['US-EAST'] };

describe.each([
	['inventory storage to 23.x', { records: [...crowd, ...letters] }, openFolioIndex],
	['inventory storage from 24.0', { records: [...crowd, ...letters], era: 'current' }, openFolioIndex],
	['mod-search', { records: [...crowd, ...letters], searchModule: 'loaded' }, openFolioIndex],
	['VuFind', { records: [...crowd, ...letters] }, openVufind],
] as const)('a title with more records than can be compared, over %s', (_name, inventory, open) => {
	const sandbox = sandboxForAll({ inventory });
	let index: SharedIndex;

	beforeEach(() => {
		index = open(sandbox);
	});

	it.each(['Bishop E', 'Bishop E.', 'Bishop, E.', 'Elizabeth Bishop'])(
		'a title with too many records is Eligible if the author %s narrows the search',
		async (author) => {
			expect(await findEligible(index, { title: 'Collected poems', author, year: '1983' }, own)).toMatchObject({
				outcome: 'eligible',
				author: expect.stringContaining('Bishop'),
			});
		},
	);

	it.each(['Bischop, Elizabeth', 'Elizabeth Bichop'])(
		'a title with too many records goes to review if no record has the misspelled author %s',
		async (author) => {
			expect(await findEligible(index, { title: 'Collected poems', author, year: '1983' }, own)).toMatchObject({
				outcome: 'needsReview',
				reason: 'answersPartial',
			});
		},
	);

	it('a misspelled title of one word goes to review if the shared index has too many titles of its author to compare', async () => {
		expect(await findEligible(index, { title: 'Cathariine', author: 'Ottway, Jane', year: '1983' }, own)).toMatchObject({
			outcome: 'needsReview',
		});
	});

	it('a title with too many records goes to review if the title contains the misspelled name of the author, too', async () => {
		const result = await findEligible(
			index,
			{ title: 'Elizabeth Bischop: Collected poems', author: 'Elizabeth Bischop', year: '1983' },
			own,
		);
		expect(result).toMatchObject({ outcome: 'needsReview' });
	});
});

describe.each([
	['inventory storage to 23.x', 'classic', openFolioIndex],
	['inventory storage from 24.0', 'current', openFolioIndex],
] as const)('lists with fewer records than they count, over %s', (_name, era, open) => {
	it('a lookup goes to review with the reason answersPartial if the inventory returns fewer records than it counts', async () => {
		const titled = (number: number, title: string, author: string) => ({
			...(crowd[0] as BibRecord),
			number,
			title,
			authors: [author],
		});
		const records = [titled(1, 'Small poems of the sea and the ferries', 'Poet, Ann'), titled(2, 'Small poems', 'Bishop, Elizabeth')];
		const sandbox = await startSandbox({ inventory: { records, era } });
		for (let call = 1; call < 40; call += 1) sandbox.inventory.faults.fail({ call, answer: 'fewer' });
		const result = await findEligible(open(sandbox), { title: 'Small poems', author: 'Bischop, Elizabeth', year: '1983' }, own);
		await sandbox.close();
		expect(result).toMatchObject({
			outcome: 'needsReview',
			reason: 'answersPartial',
			explanation: expect.stringContaining('gave only a part of the records'),
		});
	});

	it('a title is never Not Available if the inventory returned fewer records than it counted in any call of the lookup', async () => {
		const sandbox = await startSandbox({
			inventory: { records: [{ ...(crowd[0] as BibRecord), title: 'Bays', authors: ['Poet, Ann'] }], era },
		});
		const outcomes = new Set<string>();
		for (let call = 1; call <= 14; call += 1) {
			sandbox.inventory.reset();
			sandbox.inventory.faults.fail({ call, answer: 'fewer' });
			outcomes.add((await findEligible(open(sandbox), { title: 'Ann Poet: Bays', author: 'Ann Poet', year: '1983' }, own)).outcome);
		}
		await sandbox.close();
		expect([...outcomes].sort()).toEqual(['eligible', 'needsReview']);
	});
});
