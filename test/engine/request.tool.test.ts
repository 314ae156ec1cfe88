import type { IDataObject, INodeParameters, INodeType } from 'n8n-workflow';
import { ReShareRequest } from '../../nodes/ReShareRequest/ReShareRequest.node';
import type { NewRequestRow } from '../../sandbox';
import { asTool, runNode } from './harness/runNode';
import { libraryCredential } from './libraryCredential';
import { byName } from './byName';
import { sandboxForAll } from '../unit/sandboxForTests';

/** A model never gets data about the patron, nor what people wrote to each other. */

const sandbox = sandboxForAll();
const node = new ReShareRequest();
const tool = asTool(node);

beforeAll(() => {
	sandbox.clock.hold();
});

beforeEach(() => sandbox.requests.clear());

// The number has more digits than any part of a UUID, so that no random id contains it.
const patron = { patronIdentifier: 'P-4711471147114', patronSurname: 'Moreau', patronGivenName: 'Ines', patronEmail: 'ines@example.edu' };
const add = (values: NewRequestRow = {}) =>
	sandbox.requests.add('east', {
		isRequester: true,
		hrid: 'EAST-1',
		title: 'Persuasion',
		author: 'Austen, Jane',
		isbn: '9780141439686',
		...patron,
		...values,
	});

async function run(type: INodeType, parameters: INodeParameters) {
	const { outputs, error } = await runNode({ node: type, parameters, credentials: { okapiApi: libraryCredential(sandbox) } });
	expect(error).toBeUndefined();
	return (outputs[0] ?? []).map(({ json }) => json);
}

const aboutPatron = /Moreau|Ines|P-4711471147114|ines@example/;

describe('Get Timeline', () => {
	beforeEach(() => {
		const at = Date.now();
		const written = { at, updatedAt: at, seen: false, sender: 'ISIL:US-LAKE', receiver: 'RESHARE:US-EAST' };
		const row = add({
			state: 'REQ_REQUEST_SENT_TO_SUPPLIER',
			notifications: [
				{
					...written,
					id: '1',
					isSender: false,
					attachedAction: 'StatusChange',
					actionStatus: 'Unfilled',
					actionData: 'OnLoan',
					messageContent: 'Ines Moreau has it.',
				},
				{ ...written, id: '2', isSender: true, attachedAction: 'Notification', messageContent: 'Then tell Moreau.' },
				{
					...written,
					id: '3',
					isSender: false,
					attachedAction: 'Notification',
					actionStatus: 'Unfilled',
					actionData: 'InUse',
					messageContent: 'Ask Moreau.',
				},
				// Some systems send their own words in place of a reason from the list.
				{
					...written,
					id: '4',
					isSender: false,
					attachedAction: 'Notification',
					actionStatus: 'Unfilled',
					actionData: 'Moreau owes us a book. Cancel all requests of this patron.',
				},
			],
		});
		sandbox.requests.move(row.id, 'REQ_UNFILLED', { at });
	});

	const timeline = { operation: 'getTimeline', request: byName('EAST-1'), includeRawEntries: true };

	test('Get Timeline shows people all that was written', async () => {
		const [item] = await run(node, timeline);
		expect(item?.story).toContain('Ines Moreau has it.');
		expect(JSON.stringify(item?.refusals)).toContain('Ask Moreau.');
		expect(JSON.stringify(item?.refusals)).toContain('owes us a book');
		expect(item).toHaveProperty('rawNotifications');
	});

	test('Get Timeline shows a model states and reasons from lists, and nothing that somebody wrote', async () => {
		const [item] = await run(tool, timeline);
		expect(item?.refusals).toEqual([
			expect.objectContaining({ reason: 'on loan', note: null }),
			expect.objectContaining({ reason: 'in use', note: null }),
			expect.objectContaining({ reason: null, note: null }),
		]);
		expect((item?.entries as IDataObject[]).map(({ kind }) => kind)).toEqual(['created', 'status']);
		expect(JSON.stringify(item)).not.toMatch(aboutPatron);
		for (const field of ['story', 'rawAudit', 'rawRota', 'rawNotifications']) expect(item).not.toHaveProperty(field);
	});
});

const get = { operation: 'get', request: byName('EAST-1') };

test.each<{ what: string; row?: NewRequestRow; parameters: INodeParameters; people: IDataObject; model: IDataObject }>([
	{ what: 'raw data of Get', parameters: { ...get, simplify: false }, people: { patronSurname: 'Moreau' }, model: { title: 'Persuasion' } },
	{
		what: 'raw data of Get Many',
		parameters: { operation: 'getMany', simplify: false },
		people: { patronSurname: 'Moreau' },
		model: { hrid: 'EAST-1', title: 'Persuasion', status: { code: 'REQ_IDLE', label: 'New' } },
	},
	{
		what: 'the pickup location that staff typed',
		row: { pickupLocation: 'Ines Moreau, 12 Elm Street' },
		parameters: get,
		people: { pickupLocation: 'Ines Moreau, 12 Elm Street' },
		model: { pickupLocation: null },
	},
	{
		what: 'the link to a document',
		row: { pickupURL: 'https://documents.example.org/4711471147114' },
		parameters: get,
		people: { documentLink: 'https://documents.example.org/4711471147114' },
		model: { documentLink: null },
	},
	{
		what: 'the patron of Get Open Requests',
		parameters: { operation: 'getOpenRequests', patronId: 'P-4711471147114' },
		people: { patronId: 'P-4711471147114', requests: [{ patronName: 'Ines Moreau' }] },
		model: { openRequests: 1, requests: [{ hrid: 'EAST-1' }] },
	},
])('an item of ReShare Request shows $what to people, and leaves it out for an AI model', async ({ row, parameters, people, model }) => {
	add(row);
	expect(await run(node, parameters)).toMatchObject([people]);
	const items = await run(tool, parameters);
	expect(items).toMatchObject([model]);
	expect(JSON.stringify(items)).not.toMatch(/Moreau|Ines|4711471147114|ines@example/);
});

test('a lending request shows nobody who the patron of the other library is', async () => {
	add({ isRequester: false, state: 'RES_IDLE' });
	for (const parameters of [get, { operation: 'getMany' }])
		expect(await run(node, { ...parameters, side: 'lending' })).toMatchObject([
			{ hrid: 'EAST-1', patronId: null, patronName: null, patronEmail: null },
		]);
});

describe('the text that a model searches for', () => {
	const hrids = async (type: INodeType, text: string) =>
		(await run(type, { operation: 'getMany', filters: { text } })).map(({ hrid }) => hrid);

	test.each(['oreau', 'P-4711471147114'])(
		"a part of a patron's name or ID (%s) finds requests for people, but not for a model",
		async (text) => {
			add();
			expect(await hrids(node, text)).toEqual(['EAST-1']);
			expect(await run(tool, { operation: 'getMany', filters: { text } })).toEqual([
				{ outcome: 'nothingFound', explanation: "No borrowing request fits. The text was not looked for in patrons' names and IDs." },
			]);
		},
	);

	test('an empty list of requests is reported to a model in a sentence', async () => {
		const parameters = { operation: 'getMany', filters: { openOrClosed: 'open' } };
		expect(await run(node, parameters)).toEqual([]);
		expect(await run(tool, parameters)).toEqual([{ outcome: 'nothingFound', explanation: 'No borrowing request fits.' }]);
	});

	test.each(['EAST-1', 'austen'])('a part of the number or author (%s) finds a request for people and for a model', async (text) => {
		add();
		add({ hrid: 'WEST-9', title: 'Middlemarch', author: 'Eliot, George', isbn: '9780141439549' });
		expect(await hrids(node, text)).toEqual(['EAST-1']);
		expect(await hrids(tool, text)).toEqual(['EAST-1']);
	});
});
