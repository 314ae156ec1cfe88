import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { startSandbox } from '../../../../sandbox';
import { defineBook } from '../../../../sandbox/inventory/records/BibRecord';
import { openFolioIndex, openVufind } from './judgeLookups';

/** Two authors: one with 14 records, and one with so many that a list of them is cut. */
const records = Array.from({ length: 130 }, (_, number) =>
	number < 14
		? defineBook(number + 1, `Harbor poems of ${1960 + number}`, ['Marlow, Ada'], String(1960 + number))
		: defineBook(number + 1, `Tide tables ${1850 + number}`, ['Lund, Bo'], String(1850 + number)),
);
const short = 'Lighthouse ledgers';
const long = 'Keeper of seven forgotten northern lighthouses';

describe.each([
	['inventory storage to 23.x', { era: 'classic' }, openFolioIndex, [2, 4, 6]],
	['inventory storage from 24.0', { era: 'current' }, openFolioIndex, [3, 6, 8]],
	['VuFind', {}, openVufind, [2, 3, 5]],
] as const)('calls of a lookup over %s', (_name, inventory, open, [ofShort, ofLong, ofMany]) => {
	it.each([
		['a short title of an author with few records', short, 'Ada Marlow', ofShort],
		['a long title of an author with few records', long, 'Ada Marlow', ofLong],
		['a short title of an author with too many records', short, 'Bo Lund', ofMany],
	])('Find Eligible Instance makes few calls for %s, if no record has the title', async (_what, title, author, calls) => {
		const sandbox = await startSandbox({ inventory: { ...inventory, records } });
		try {
			const index = open(sandbox);
			// Logs in and reads what the index offers.
			await index.byTitle({ alternatives: [['nothing']] });
			const made = () => (open === openVufind ? sandbox.log.entries.length : sandbox.inventory.calls.total);
			const before = made();
			const { outcome } = await findEligible(index, { title, author, year: '1970' }, { ownSymbols: ['US-EAST'] });
			expect(outcome).toBe('notAvailable');
			expect(made() - before).toBe(calls);
		} finally {
			await sandbox.close();
		}
	});
});
