import type { INodeParameters } from 'n8n-workflow';
import type { PollEngine } from './harness';
import { requestStatusCodeOf, TriggerTestBed } from './trigger/TriggerTestBed';
import { clearedSandboxForAll } from '../unit/sandboxForTests';

const sandbox = clearedSandboxForAll({ autoStaff: false, validationDelayMs: 3_600_000 });

describe.each<PollEngine>(['inMemory', 'scheduled', 'durableCursor'])('the trigger with the engine %s', (engine) => {
	const moves = () => {
		const bench = new TriggerTestBed(sandbox, { engine });
		return { bench, row: bench.request() };
	};

	it('the trigger reports each change once if its node is renamed', async () => {
		const { bench, row } = moves();
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		expect(await bench.poll()).toHaveLength(1);
		bench.nodeName = 'Books that were sent';
		sandbox.requests.move(row.id, 'REQ_CHECKED_IN');
		expect((await bench.activate()).map(requestStatusCodeOf)).toEqual(['REQ_CHECKED_IN']);
		expect(await bench.poll()).toEqual([]);
	});

	it('the trigger reports each change once if its credential is replaced by another one for the same library', async () => {
		const { bench, row } = moves();
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		bench.username = 'resolver-east';
		bench.password = 'east-takes-openurls';
		expect((await bench.poll()).map(requestStatusCodeOf)).toEqual(['REQ_SHIPPED']);
		expect(await bench.poll()).toEqual([]);
	});

	it('the trigger neither repeats nor loses a change if other events are chosen', async () => {
		const { bench, row } = moves();
		bench.parameters = { events: ['shipped'] };
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_EXPECTS_TO_SUPPLY');
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		expect((await bench.poll()).map(requestStatusCodeOf)).toEqual(['REQ_SHIPPED']);
		bench.parameters = { events: ['expectsToSupply', 'overdue', 'shipped'] };
		expect(await bench.poll()).toEqual([]);
		sandbox.requests.move(row.id, 'REQ_OVERDUE');
		expect((await bench.poll()).map(requestStatusCodeOf)).toEqual(['REQ_OVERDUE']);
	});
});

/** A value that is no choice must cause an error when the workflow is published, because a trigger that skips every change would tell nobody. */
describe('expressions in the fields of the trigger', () => {
	/** Returns what the trigger reports about a request that ships. */
	async function shipped(parameters: INodeParameters) {
		const bench = new TriggerTestBed(sandbox, { parameters: { events: ['anyStatusChange'], ...parameters } });
		const row = bench.request({ state: 'REQ_EXPECTS_TO_SUPPLY' });
		await bench.activate();
		sandbox.requests.move(row.id, 'REQ_SHIPPED');
		return await bench.poll();
	}

	it.each<INodeParameters>([
		{ events: '={{ "shipped" }}' },
		{ events: '={{ "received, shipped" }}' },
		{ events: '={{ ["Shipped"] }}' },
		{ events: '={{ ["Any Status Change"] }}' },
		{ options: { serviceType: '={{ "Loan" }}' } },
		{ options: { overlapMinutes: '={{ "10" }}', onlyWithReference: '={{ "FALSE" }}' } },
	])('the trigger accepts a setting that an expression gives by its name or its label: %j', async (parameters) => {
		expect(await shipped(parameters)).toMatchObject([{ event: 'shipped', patronId: 'P-100' }]);
	});

	it.each<[INodeParameters, string]>([
		[{ events: '={{ ["sent"] }}' }, "'Trigger On' must be one of: anyStatusChange, "],
		[{ options: { serviceType: '={{ "book" }}' } }, "'Only Service Type' must be one of: copy, loan"],
		[{ options: { serviceType: '={{ "" }}' } }, "'Only Service Type' is empty"],
		[{ patronDetails: '={{ "little" }}' }, "'Patron Details' must be one of: full, masked, none"],
		[{ patronDetails: '={{ $vars.none }}' }, "'Patron Details' is empty"],
		[{ requestsFollowed: 'onePatron', patronId: 'P-200' }, "'Requests' must be one of: borrowing, lending, listed, patron"],
		[{ requestsFollowed: '', patronId: 'P-200' }, "'Requests' is empty"],
		[{ requestsFollowed: 'patron', patronId: '={{ $vars.nobody }}' }, "'Patron ID' is empty"],
		[{ requestsFollowed: 'patron', patronId: '={{ null }}' }, "'Patron ID' is empty"],
		[{ requestsFollowed: 'patron', patronId: '={{ "2.1234E+13" }}' }, "'Patron ID' holds a number that a spreadsheet has shortened"],
		[
			{ requestsFollowed: 'listed', requestList: '={{ [{ hrid: "EAST-1" }] }}' },
			"'Request List' holds several fields, and a text is needed",
		],
		[
			{ options: { pickupLocations: '={{ [{ slug: "EAST-MAIN" }] }}' } },
			"'Only Pickup Locations' holds several fields, and a text is needed",
		],
		[{ options: { onlyWithReference: '={{ "perhaps" }}' } }, "'Only Requests With a Reference' is neither yes nor no"],
		[{ options: { overlapMinutes: '={{ "an hour" }}' } }, "'Look Back (Minutes)' must be a number, 1 or more"],
		[{ options: { startWithHours: '={{ -24 }}' } }, "'Start With the Last (Hours)' must be a number, 0 or more"],
	])(
		'a setting of the trigger with an unknown or empty value causes an error, and is not silently ignored: %j',
		async (parameters, said) => {
			await expect(shipped(parameters)).rejects.toThrow(said);
		},
	);

	it('Patron Details hides the patron if an expression gives the label None, and shows the patron if it gives Full', async () => {
		expect(await shipped({ patronDetails: '={{ "None" }}' })).toMatchObject([{ patronId: null, patronEmail: null }]);
		sandbox.requests.clear();
		expect(await shipped({ patronDetails: '={{ "Full" }}' })).toMatchObject([{ patronId: 'P-100', patronEmail: 'reader@example.edu' }]);
	});

	it('a switch of the trigger that an expression sets to the text TRUE is on', async () => {
		expect(await shipped({ options: { onlyWithReference: '={{ "TRUE" }}' } })).toEqual([]);
	});
});
