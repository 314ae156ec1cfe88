import { performAction } from '../../../../reshare/requests/act/performAction';
import type { RequestAction } from '../../../../reshare/requests/model/actions';
import { backEnds } from './desks';

/** A condition that was only read has the receipt SEEN; once staff have answered, ACCEPTED or REJECTED. */
const [, august] = backEnds;
if (august === undefined) throw new Error('There is no CrossLink');

it('conditions that staff have read, and not answered, are not refused', async () => {
	const desks = await august.start();
	try {
		const { borrowed } = await august.asked(desks);
		const { requests } = desks.sandbox.crosslink;
		requests.receive(borrowed, requests.get(borrowed).supplierSymbol ?? '', { reason: 'StatusChange', status: 'WillSupply', loanCondition: 'LibraryUseOnly', note: '#ReShareAddLoanCondition#' });
		const after = async (kind: 'markMessagesSeen' | 'agreeConditions') => {
			const request = await desks.east.get(borrowed);
			if (request === undefined) throw new Error('There is no such request');
			expect((await performAction(desks.east, request, { kind } as RequestAction)).outcome).toBe('done');
			return (await desks.east.get(borrowed))?.conditions.map(({ code, accepted }) => [code, accepted]);
		};
		expect(await after('markMessagesSeen')).toEqual([['LibraryUseOnly', undefined]]);
		expect(await after('agreeConditions')).toEqual([['LibraryUseOnly', true]]);
	} finally {
		await desks.sandbox.close();
	}
});
