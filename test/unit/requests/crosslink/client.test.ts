import { CrossLinkClient } from '../../../../reshare/requests/crosslink/CrossLinkClient';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { okapiFor, requestBody } from './practice';

/** The broker as the client reads it: over HTTP, through Okapi. */
let sandbox: Sandbox;
let client: CrossLinkClient;

beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 5, autoStaff: false });
	client = new CrossLinkClient(okapiFor(sandbox));
});
afterAll(async () => await sandbox.close());
afterEach(() => {
	sandbox.faults.clear();
	sandbox.crosslink.requests.clear();
});

it('an empty list, which the broker writes as null', async () => {
	expect((await client.list({ side: 'borrowing', limit: 10 })).items).toEqual([]);
	expect(await client.count({ side: 'borrowing' })).toBe(0);
});

it('a request that was made, with the record beside it', async () => {
	const posted = await client.postRow(requestBody('made-1', { internalNote: 'from a form' }));
	expect(posted).toMatchObject({
		kind: 'made',
		record: {
			row: { id: 'made-1', state: 'SENT', side: 'borrowing', requesterSymbol: 'ISIL:US-EAST', internalNote: 'from a form' },
			raw: { stateModel: 'default' },
		},
	});
	expect(await client.getRow('made-1')).toMatchObject({
		row: { id: 'made-1', illRequest: { bibliographicInfo: { title: 'Tidal Economies' }, serviceInfo: { serviceType: 'Loan' } } },
	});
	expect(client.okapi.serverNow()).toBeGreaterThan(1_700_000_000);
});

it('a second one with the same id is refused, in the words of the broker', async () => {
	await client.postRow(requestBody('twice-1'));
	expect(await client.postRow(requestBody('twice-1'))).toEqual({ kind: 'taken', message: 'a patron request with this ID already exists' });
});

it('an id with signs that a path does not take is found', async () => {
	await client.postRow(requestBody('a b/c?d'));
	expect((await client.getRow('a b/c?d'))?.row.id).toBe('a b/c?d');
});

it('no request of this id', async () => {
	expect(await client.getRow('00000000-0000-0000-0000-000000000000')).toBeUndefined();
});

it('a gateway that has no way to the broker, which is no missing request', async () => {
	await client.postRow(requestBody('there-1'));
	for (const behaviour of [{ noModuleWording: 'new' }, { noModuleWording: 'old' }, { gateway: 'eureka' }] as const) {
		Object.assign(sandbox.behaviour, behaviour);
		const without = new CrossLinkClient(okapiFor(sandbox, { tenant: 'east' }));
		await expect(without.getRow('there-1')).rejects.toMatchObject({ kind: 'noModule' });
	}
	sandbox.behaviour.gateway = 'okapi';
});

it('keeps what it was sent out of its words: the broker shows a copy of it', async () => {
	const posted = await client.postRow(requestBody('bad-1', { patron: { name: 'Lindqvist' } }));
	expect(posted).toMatchObject({
		kind: 'refused',
		message: expect.stringMatching(/^request body has an error: .*"\/patron": value must be a string$/) as unknown,
	});
	expect(JSON.stringify(posted)).not.toContain('Lindqvist');
});

it('what is wrong with a query', async () => {
	await expect(client.list({ side: 'borrowing', cql: 'hrid="x"', limit: 1 })).rejects.toMatchObject({
		kind: 'refused',
		message: 'CrossLink refused the list of requests: unknown field hrid',
	});
	await expect(client.list({ side: 'borrowing', symbol: 'ISIL:US-WEST', limit: 1 })).rejects.toMatchObject({
		message: "CrossLink says that the symbol is none of the tenant 'east_crosslink'",
	});
});

it('a missing permission, by its name', async () => {
	const other = new CrossLinkClient(okapiFor(sandbox, { username: 'no-list', password: 'may-not-list' }));
	await expect(other.list({ side: 'borrowing', limit: 1 })).rejects.toMatchObject({
		kind: 'permission',
		permission: 'broker.patron_requests.get',
	});
});

it('an action that the state does not allow, and one that fails with status 200', async () => {
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

it('the parts of a request: story, messages, items, rota, model, directory', async () => {
	await client.postRow(requestBody('parts-1'));
	sandbox.crosslink.requests.advance('parts-1', 'SHIPPED');
	expect((await client.events('parts-1'))?.map(({ eventName }) => eventName)).toContain('patron-request-message');
	expect(await client.items('parts-1')).toHaveLength(1);
	expect((await client.locatedSuppliers('parts-1')).filter(({ supplierStatus }) => supplierStatus === 'selected')).toHaveLength(1);
	expect((await client.transactionEvents('parts-1')).map(({ eventName }) => eventName)).toContain('locate-suppliers');
	sandbox.crosslink.requests.noteFromSupplier('parts-1', 'Sent by courier');
	const [note] = (await client.notifications('parts-1')).filter(({ note: words }) => words === 'Sent by courier');
	expect(note).toMatchObject({ direction: 'received', kind: 'note' });
	expect(note?.acknowledgedAt).toBeUndefined();
	await client.acknowledge('parts-1', note?.id ?? '');
	expect((await client.notifications('parts-1')).find(({ id }) => id === note?.id)?.acknowledgedAt).toBeDefined();
	await client.postNote('parts-1', 'Thank you');
	expect((await client.notifications('parts-1')).at(-1)).toMatchObject({ direction: 'sent', note: 'Thank you' });
	await client.putInternalNote('parts-1', 'Call the patron');
	expect((await client.getRow('parts-1'))?.row.internalNote).toBe('Call the patron');
	expect(await client.allowedActions('parts-1')).toEqual([expect.objectContaining({ name: 'receive', available: true })]);
	expect((await client.stateModel()).map(({ name }) => name)).toContain('SENT');
	expect(await client.ownEntries()).toBeUndefined();
	expect(await client.directoryEntries('tenant="east_crosslink"')).not.toHaveLength(0);
});
