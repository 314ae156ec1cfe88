import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { getInstance } from '../../../../reshare/inventory/getInstance';
import type { HoldingList, InventoryRecord } from '../../../../reshare/inventory/recordsAndHoldings';
import { EmptyIndex } from '../empty/EmptyIndex';
import { makeHolding, holdingListOf } from '../buildHoldings';
import { recordOf } from '../buildRecord';

const lentBy = (...libraries: string[]) => libraries.map((library) => makeHolding(library));
const kept = makeHolding('US-HILL', 'Will not lend');
const more = 'The inventory may have more holdings than it gave';

const record: InventoryRecord = {
	...recordOf('The idiot', { author: 'Dostoyevsky, Fyodor', identifiers: { isbn: ['9780345479099'], issn: [], oclc: [] } }),
	id: '42',
};

/** An index of one record, which gives only a part of its holdings. */
class CutIndex extends EmptyIndex {
	override readonly lending = { loanPolicies: ['Will lend'], copyPolicies: ['Will lend'], asks: 'asks every library that it knows' };

	constructor(readonly list: HoldingList) {
		super();
	}
	override async byIdentifier() {
		return { records: [record], total: 1, unreadable: 0 };
	}
	override async holdings() {
		return this.list;
	}
}

describe('an incomplete list of holdings', () => {
	it('if the list of holdings is incomplete, an Eligible title gets a warning, and one without a lender goes to review', async () => {
		const found = (list: HoldingList) => findEligible(new CutIndex(list), { isbn: '9780345479099' }, { ownSymbols: ['US-EAST'] });
		expect(await found(holdingListOf(lentBy('US-WEST'), { cut: true }))).toMatchObject({
			outcome: 'eligible',
			warnings: expect.arrayContaining([`${more} for 1 record`]),
		});
		expect((await found(holdingListOf(lentBy('US-WEST')))).warnings.join()).not.toContain(more);
		expect(await found(holdingListOf([kept], { cut: true }))).toMatchObject({ outcome: 'needsReview' });
		expect(await found(holdingListOf([kept]))).toMatchObject({ outcome: 'notAvailable' });
	});

	it('Search warns of the incomplete list of holdings of a record that it read by its ID', async () => {
		const warningsOf = async (cut: boolean) => (await getInstance(new CutIndex(holdingListOf([kept], { cut })), '42')).warnings;
		expect([await warningsOf(true), await warningsOf(false)]).toEqual([[more], []]);
	});
});
