import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { EmptyIndex } from './EmptyIndex';

describe('an index that implements the port and holds nothing', () => {
	const index = new EmptyIndex();

	it('a lookup by id, number or title in a shared index without records is answered with Not Available', async () => {
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

	it('a citation with a title that is too long is not searched, and the answer names the field', async () => {
		expect(await findEligible(index, { title: ':'.repeat(120_000), isbn: '9780374275631' }, { ownSymbols: ['US-EAST'] })).toMatchObject({
			outcome: 'needsReview',
			reason: 'badInput',
			explanation: "'Title' has 120000 characters, and 1000 are allowed.",
		});
	});

	it('a shared index with numeric ids says what its ids look like if the Instance ID of a citation is a UUID', async () => {
		const result = await findEligible(index, { instanceId: '69640328-788e-43fc-9c3c-af39e243f3b7' }, { ownSymbols: ['US-EAST'] });
		expect(result).toMatchObject({
			outcome: 'needsReview',
			reason: 'badInput',
			warnings: [expect.stringContaining('(a number such as 42)')],
		});
	});
});
