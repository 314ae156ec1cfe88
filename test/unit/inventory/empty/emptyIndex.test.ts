import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { getInstance } from '../../../../reshare/inventory/getInstance';
import { searchInstances } from '../../../../reshare/inventory/searchInstances';
import { EmptyIndex } from './EmptyIndex';

describe('a second shared index, which holds nothing', () => {
	const index = new EmptyIndex();

	it('is searched by its own ids, by numbers and by title, and nothing is found', async () => {
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

	it('says what its ids look like', async () => {
		const result = await findEligible(index, { instanceId: '69640328-788e-43fc-9c3c-af39e243f3b7' }, { ownSymbols: ['US-EAST'] });
		expect(result).toMatchObject({
			outcome: 'needsReview',
			reason: 'badInput',
			warnings: [expect.stringContaining('(a number such as 42)') as unknown],
		});
	});

	it('lists nothing, and has no record to get', async () => {
		expect(await searchInstances(index, { citation: { title: 'The name of the rose' } })).toEqual({ records: [], total: 0, warnings: [] });
		await expect(getInstance(index, '42')).rejects.toMatchObject({ kind: 'notFound' });
	});
});
