import { CrossLinkBackend } from '../../../../reshare/requests/crosslink/CrossLinkBackend';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { okapiFor } from './practice';

/** The broker indexes the patron's ID in the library's own system, not the one of the request. */
let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 5 });
});
afterEach(async () => await sandbox.close());

it('has no request for the id that the own system gives the patron, where nothing may be told of the patron', async () => {
	const desk = new CrossLinkBackend(okapiFor(sandbox));
	sandbox.crosslink.requests.add({
		id: 'words-2',
		requesterSymbol: 'ISIL:US-EAST',
		patron: 'P1001',
		illRequest: {
			bibliographicInfo: { title: 'Tidal Economies' },
			serviceInfo: { serviceType: 'Loan' },
			patronInfo: { patronId: '21234000123456' },
		} as never,
	});
	const found = async (text: string, textWithoutPatron: boolean) =>
		(await desk.find({ side: 'borrowing', sort: 'createdNewest', text, textWithoutPatron })).listed.map(({ request }) => request.id);
	expect(await found('P1001', false)).toEqual(['words-2']);
	expect(await found('P1001', true)).toEqual([]);
	expect(await found('tidal P1001', true)).toEqual([]);
	expect(await found('tidal', true)).toEqual(['words-2']);
});
