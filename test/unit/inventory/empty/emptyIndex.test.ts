import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { EmptyIndex } from './EmptyIndex';

describe('an index that implements the port and holds nothing', () => {
	const index = new EmptyIndex();

	it('an empty index is searched by id, number and title, and the answer is Not Available', async () => {
		const result = await findEligible(
			index,
			{ instanceId: '42', isbn: '9780151446476', title: 'The name of the rose' },
			{ ownSymbols: ['US-EAST'] },
		);
		expect(result).toMatchObject({
			outcome: 'notAvailable',
			reason: 'nothingFound',
			explanation: 'No record was found by Instance ID 42, by ISBN 9780151446476, by the title.',
			warnings: [],
		});
	});

	it('an index with numeric ids describes its ids if the citation has a UUID', async () => {
		const result = await findEligible(index, { instanceId: '69640328-788e-43fc-9c3c-af39e243f3b7' }, { ownSymbols: ['US-EAST'] });
		expect(result).toMatchObject({
			outcome: 'needsReview',
			reason: 'badInput',
			warnings: [expect.stringContaining('(a number such as 42)')],
		});
	});
});
