import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { ReShareNotice } from '../../nodes/ReShareNotice/ReShareNotice.node';
import { runNode } from './harness';

const profile = {
	libraryName: 'Example University Library',
	fromEmail: 'ill@library.example.edu',
	staffEmail: 'staff@library.example.edu',
	language: 'en',
};
const url = 'https://illiad.example.edu/ILLiadWebPlatform';
const answer = {
	statusCode: 200,
	body: {
		TransactionNumber: 9,
		Username: 'p',
		ProcessType: 'Borrowing',
		RequestType: 'Loan',
		TransactionStatus: 'Awaiting Request Processing',
	},
};

/** Runs the node with defaults for all other parameters. */
async function run(items: IDataObject[], parameters: IDataObject = {}, own: IDataObject = {}) {
	const node = new ReShareNotice();
	const defaults = Object.fromEntries(
		node.description.properties
			.filter(
				({ displayOptions }) => displayOptions?.show?.operation === undefined || displayOptions.show.operation.includes('writeForSystem'),
			)
			.map(({ name, default: value }) => [name, value as IDataObject]),
	);
	const { outputs, error } = await runNode({
		node,
		items,
		parameters: { ...defaults, operation: 'writeForSystem', systemAddress: `${url}/`, ...parameters },
		credentials: { reShareLibraryProfileApi: { ...profile, ...own } },
	});
	const [read, write, request, whoSaidNo, staff, done] = outputs.map((list) => list.map(({ json }) => json));
	return { error, outputs, read, write, request, whoSaidNo, staff, done };
}

describe('ReShare Notice, Write for Another System', () => {
	it('Write for Another System puts each call on the output of its kind, and what is finished on the last output', async () => {
		const { read, write, request, whoSaidNo, done, staff, outputs } = await run([
			{ body: { transactionNumber: 7 } },
			{ step: 'readTransaction', transactionNumber: '9', ...answer, error: undefined },
			{
				step: 'readUser',
				transactionNumber: '9',
				transaction: { AcceptAlternateEdition: true },
				statusCode: 200,
				body: { Username: 'p', Cleared: 'Yes' },
			},
			{ event: 'shipped', reference: 'ILLiad-5', hrid: 'EAST-1' },
			{ event: 'endOfRota', reference: 'ILLiad-6', requestId: 'r', isStillCurrent: true },
			{ event: 'shipped', reference: 'OTHER-1' },
		]);
		expect(read?.map((item) => item.url)).toEqual([`${url}/Transaction/7`, `${url}/Users/p`]);
		expect(write?.map((item) => [item.method, item.url, item.note])).toEqual([
			['POST', `${url}/Transaction/5/notes`, 'ReShare: EAST-1 has been shipped.'],
		]);
		expect(request).toEqual([expect.objectContaining({ reference: 'ILLiad-9', patronId: 'p', accept: ['otherEdition'] })]);
		expect(whoSaidNo).toEqual([expect.objectContaining({ requestId: 'r', queue: 'Awaiting Unfilled Processing' })]);
		expect(done).toEqual([
			{ number: 'OTHER-1', sentence: 'Left alone. It does not come from ILLiad.', isTrouble: false, isAwaited: false },
		]);
		expect(staff).toEqual([]);
		expect(outputs.map((list) => list.map(({ pairedItem }) => (pairedItem as { item: number }).item))).toEqual([
			[0, 1],
			[3],
			[2],
			[4],
			[],
			[5],
		]);
	});

	it('Write for Another System reports all failures of a run to staff in one email', async () => {
		const { staff } = await run([
			{ body: {} },
			{ step: 'readTransaction', transactionNumber: '9', statusCode: 404, body: { Message: '<not> found' } },
			{ event: 'shipped', reference: 'OTHER-1' },
		]);
		expect(staff).toEqual([
			expect.objectContaining({
				from: profile.fromEmail,
				to: profile.staffEmail,
				subject: 'ILLiad and ReShare: please review 2 transactions',
				count: 2,
				language: 'en',
			}),
		]);
		expect(staff?.[0]?.text).toContain(
			'- No number – An entry came without a transaction number. Check what the workflow passes on.\n- 9 – ILLiad answered 404, <not> found\n',
		);
		expect(staff?.[0]?.html).toContain('&lt;not&gt; found');
		expect((await run([{ body: {} }], {}, { staffLanguage: 'de', sendEverythingTo: 'test@library.example.edu' })).staff).toEqual([
			expect.objectContaining({
				to: 'test@library.example.edu',
				subject: '[Test] ILLiad und ReShare: bitte 1 Vorgang prüfen',
				language: 'de',
			}),
		]);
	});

	it('Write for Another System reports on a list to staff only once all of its transactions are finished', async () => {
		expect((await run([{ transactionNumbers: '7 none', submittedAt: '2027-03-10T12:00:00Z' }])).staff).toEqual([]);
		expect((await run([{ transactionNumbers: 'none nothing', submittedAt: '2027-03-10T12:00:00Z' }])).staff).toEqual([
			expect.objectContaining({ count: 2 }),
		]);
		const left = {
			step: 'readTransaction',
			isAwaited: true,
			transactionNumber: '9',
			statusCode: 200,
			body: { ...answer.body, RequestType: 'Article' },
		};
		expect((await run([left])).staff).toEqual([expect.objectContaining({ subject: 'ILLiad and ReShare: 1 transaction' })]);
		expect((await run([{ ...left, isAwaited: false }])).staff).toEqual([]);
	});

	it('Write for Another System tells staff that a workflow failed', async () => {
		const { staff, done } = await run([
			{ execution: { id: '7', error: { message: 'Killed' }, lastNodeExecuted: 'Read' }, workflow: { id: 'w', name: 'ILLiad' } },
		]);
		expect(staff).toEqual([expect.objectContaining({ to: profile.staffEmail, subject: 'Workflow failed: ILLiad' })]);
		expect(done).toEqual([]);
	});

	it('Write for Another System moves a transaction only to the queues in its table', async () => {
		const { write } = await run(
			['shipped', 'received'].map((event) => ({ event, reference: 'ILLiad-5' })),
			{ queues: { rows: [{ outcome: 'shipped', queue: ' Shipped to Us ' }] } },
		);
		expect(write?.map(({ queue }) => queue)).toEqual(['Shipped to Us', '']);
	});

	it('a transaction that was not found is not moved to the queue for transactions that nobody lends', async () => {
		const found = { step: 'request', transactionNumber: '5', transaction: { TransactionNumber: 5 }, outcome: 'notAvailable' };
		const { write } = await run(
			[
				{ ...found, reason: 'nothingFound' },
				{ ...found, reason: 'nobodyLends' },
			],
			{
				queues: { rows: [{ outcome: 'notAvailable', queue: 'Unfilled' }] },
			},
		);
		expect(write?.map(({ queue }) => queue)).toEqual(['', 'Unfilled']);
	});

	it('Write for Another System translates pickup locations of the other system', async () => {
		const { request } = await run(
			[{ step: 'readUser', transactionNumber: '9', transaction: { Place: 'main' }, statusCode: 200, body: { Card: 'c1', Cleared: 'yes' } }],
			{ patronIdField: 'card', pickupField: 'Place', systemPickupLocations: { rows: [{ theirs: 'MAIN', ours: 'Main Library' }] } },
		);
		expect(request).toEqual([expect.objectContaining({ patronId: 'c1', pickupLocation: 'Main Library' })]);
	});

	it.each([' ', 'illiad.example.edu'])('Write for Another System stops with an error if the address is %p', async (systemAddress) => {
		expect((await run([{ body: { transactionNumber: 7 } }], { systemAddress })).error?.message).toContain("'Address' must be the address");
	});

	it('a request that no library lends is handed over to a colleague with forms filled in, to ILLiad or to Alma', async () => {
		const change = {
			event: 'endOfRota',
			isStillCurrent: true,
			requestId: 'r',
			hrid: 'EAST-1',
			side: 'borrowing',
			serviceType: 'loan',
			title: 'Persuasion',
			patronId: 'P1',
			pickupLocation: 'Science Library',
		};
		const told = { step: 'whoSaidNo', change, refusals: [{ library: 'West Library', at: '2027-03-01', reason: 'On loan', note: null }] };
		const forms = { rows: [{ name: 'Suggest', address: ' https://library.example.edu/suggest?title={title}' }] };
		const { staff, done } = await run([told], { system: 'email', systemAddress: '', forms });
		expect(staff?.map((mail) => Object.keys(mail))).toEqual([['to', 'subject', 'text', 'from', 'html', 'language']]);
		expect(staff?.[0]?.text).toMatch(
			/Citation: Persuasion\.\n[\s\S]*- West Library, Monday, March 1, 2027, on loan[\s\S]*- Suggest\n {2}https:\/\/library\.example\.edu\/suggest\?title=Persuasion\n/,
		);
		expect(done).toEqual([expect.objectContaining({ sentence: 'Told to a colleague.' })]);
		expect((await run([told], { system: 'illiadTransaction' })).read).toEqual([expect.objectContaining({ step: 'lookFor', change })]);
		const { write } = await run([told], {
			system: 'almaRequest',
			owner: ' RS_MAIN ',
			systemPickupLocations: { rows: [{ theirs: 'SCI', ours: 'Science Library' }] },
		});
		expect(write).toEqual([
			expect.objectContaining({
				url: `${url}/almaws/v1/users/P1/resource-sharing-requests?override_blocks=false`,
				body: expect.objectContaining({ owner: 'RS_MAIN', pickup_location: { value: 'SCI' } }) as unknown,
			}),
		]);
	});

	it('Write for Another System gives no field that its schema does not name', async () => {
		const schema = JSON.parse(
			readFileSync(path.join(__dirname, '../../nodes/ReShareNotice/__schema__/v1.0.0/writeForSystem.json'), 'utf8'),
		) as { properties: object };
		const { outputs } = await run([
			{ body: { transactionNumber: 7 } },
			{ body: {} },
			{ event: 'shipped', reference: 'ILLiad-5' },
			{ event: 'endOfRota', reference: 'ILLiad-6', isStillCurrent: true },
			{ step: 'readUser', transactionNumber: '9', transaction: {}, statusCode: 200, body: { Cleared: 'Yes' } },
		]);
		const handed = await run(
			[
				{ event: 'endOfRota', isStillCurrent: true, requestId: 'r' },
				{ step: 'whoSaidNo', change: { requestId: 'r', patronId: 'p' }, refusals: [] },
			],
			{ system: 'almaRequest' },
		);
		const wish = { step: 'request', row: 1, number: '1', patronId: 'P1', isAwaited: true };
		const alma = await run(
			[
				{ requests: 'P1 1\nno' },
				{ ...wish, outcome: 'created', requestId: 'r' },
				{ ...wish, outcome: 'notAvailable', explanation: 'None.' },
				{ ...wish, step: 'cancel', verdict: 'Requested', made: 'EAST-1', statusCode: 204 },
				{
					...wish,
					step: 'readRequest',
					statusCode: 200,
					body: { request_id: '1', format: { value: 'PHYSICAL' }, status: { value: 'READY_TO_SEND' } },
				},
			],
			{ system: 'almaCancellation', statusesToRequest: 'READY_TO_SEND' },
		);
		expect(alma.outputs.slice(0, 3).map((items) => items.length)).toEqual([2, 0, 1]);
		expect(
			[...new Set([...outputs, ...handed.outputs, ...alma.outputs].flat().flatMap(({ json }) => Object.keys(json)))].filter(
				(name) => !(name in schema.properties),
			),
		).toEqual([]);
	});
});
