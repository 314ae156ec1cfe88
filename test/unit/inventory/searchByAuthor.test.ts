import type { SharedIndex } from '../../../reshare/inventory/SharedIndex';
import { searchInstances } from '../../../reshare/inventory/searchInstances';
import { countRecordsOfAuthor } from '../../../reshare/inventory/countRecordsOfAuthor';
import { openFolioIndex, openVufind } from './find/judgeLookups';
import { sandboxForAll } from '../sandboxForTests';

describe.each([
	['inventory storage to 23.x', { era: 'classic', searchModule: 'absent' }, openFolioIndex],
	['inventory storage from 24.0', { era: 'current', searchModule: 'absent' }, openFolioIndex],
	['mod-search', { searchModule: 'loaded' }, openFolioIndex],
	['VuFind', {}, openVufind],
] as const)('Search by author over %s', (_name, inventory, open) => {
	const sandbox = sandboxForAll({ inventory });
	let index: SharedIndex;

	beforeEach(() => {
		index = open(sandbox);
	});

	it.each(['Eco, Umberto', 'Umberto Eco', 'Eco, U.', 'Eco, Umberto, 1932-2016', 'Eco, Umberto; Weaver, William', 'by Umberto Eco'])(
		'Search lists a book for the author typed as %s',
		async (author) => {
			const { records } = await searchInstances(index, { citation: { title: 'The name of the rose', author } });
			expect(records.map(({ title }) => title)).toEqual(['The name of the rose']);
		},
	);

	it('Search lists no book of another author of the same title', async () => {
		expect((await searchInstances(index, { citation: { title: 'The name of the rose', author: 'Umberto Kahneman' } })).records).toEqual([]);
	});

	it('the records of an author are counted without a call if a query for all of their titles has just found them, or none', async () => {
		for (const [author, count] of [
			['nowhere', 0],
			['eco', 1],
		] as const) {
			expect((await index.byTitle({ alternatives: [], author })).total).toBe(count);
			const calls = sandbox.log.entries.length;
			expect(await countRecordsOfAuthor(index, `Umberto ${author}`)).toBe(count);
			expect(sandbox.log.entries).toHaveLength(calls);
		}
		expect(await countRecordsOfAuthor(index, 'Daniel Kahneman')).toBe(2);
	});
});
