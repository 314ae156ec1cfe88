import { CrossLinkClient } from '../../../../reshare/requests/crosslink/CrossLinkClient';
import { okapiFor, buildLentRecordRequestBody } from './crosslinkClients';
import { sandboxForAll } from '../../sandboxForTests';

/** Tests the broker as the client reads it: over HTTP, through Okapi. */
const sandbox = sandboxForAll({ validationDelayMs: 5, autoStaff: false });
let client: CrossLinkClient;

beforeAll(async () => {
	client = new CrossLinkClient(okapiFor(sandbox));
});
afterEach(() => {
	sandbox.faults.clear();
	sandbox.crosslink.requests.clear();
});

it('a refusal by CrossLink is quoted without the request body that the broker repeats in it', async () => {
	const posted = await client.postRow(buildLentRecordRequestBody('bad-1', { patron: { name: 'Lindqvist' } }));
	expect(posted).toMatchObject({
		isTaken: false,
		message: expect.stringMatching(/^request body has an error: .*"\/patron": value must be a string$/),
	});
	expect(JSON.stringify(posted)).not.toContain('Lindqvist');
});

it('the error for a list call that CrossLink refuses names the unknown field, or the symbol that belongs to another tenant', async () => {
	await expect(client.list({ side: 'borrowing', cql: 'hrid="x"', limit: 1 })).rejects.toMatchObject({
		kind: 'refused',
		message: 'CrossLink refused the list of requests: unknown field hrid',
	});
	await expect(client.list({ side: 'borrowing', symbol: 'ISIL:US-WEST', limit: 1 })).rejects.toMatchObject({
		message: "CrossLink says that the symbol is none of the tenant 'east_crosslink'",
	});
});

it("the result of a CrossLink action that is not allowed, or fails with status 200, quotes the broker's own sentence", async () => {
	sandbox.crosslink.requests.add({ id: 'done-1', requesterSymbol: 'ISIL:US-EAST', state: 'COMPLETED', terminalState: true });
	expect(await client.act('done-1', 'receive')).toMatchObject({
		result: undefined,
		message: 'Action receive is not allowed for patron request done-1 in state COMPLETED',
	});
	sandbox.crosslink.requests.add({ id: 'shipped-1', requesterSymbol: 'ISIL:US-EAST', state: 'SHIPPED' });
	expect(await client.act('shipped-1', 'receive')).toMatchObject({
		result: { result: 'ERROR', outcome: 'failure' },
		message: 'receiveBorrowingRequest failed to get items by PR ID',
	});
});
