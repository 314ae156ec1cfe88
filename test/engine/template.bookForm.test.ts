import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { libraryAccount } from '../../demo/accounts';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { startSandbox, type Sandbox } from '../virtualSandbox';
import { lentBySeveral } from '../unit/requests/create/practice';
import { runNode } from './harness';
import { noticesOf } from './harness/writeNotices';
import { find } from './search/practice';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

async function create(patronId: string, reference: string, more: INodeParameters = {}): Promise<{ output: number; json: IDataObject }> {
	const { outputs } = await runNode({
		node: new ReShareCreateRequest(),
		parameters: {
			operation: 'create',
			serviceType: 'loan',
			instanceId: lentBySeveral.instanceId,
			patronId,
			title: lentBySeveral.title,
			reference,
			pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
			...more,
		},
		credentials: { okapiApi: libraryAccount(sandbox) },
	});
	const output = outputs.findIndex((items) => items.length > 0);
	return { output, json: outputs[output]?.[0]?.json ?? {} };
}

it('a form that was sent twice makes staff check the open request, and does not say that no request is open', async () => {
	await create('P1001', 'FORM-1');
	const { output, json } = await create('P1001', 'FORM-2');
	expect([output, json.reason, json.requestId]).toEqual([2, 'duplicate', expect.any(String)]);
	const { staff } = await noticesOf('guide-workflow', json);
	expect(staff).toMatchObject([
		{ subject: `Please check: "${lentBySeveral.title}" (${String(json.hrid)})`, text: expect.stringContaining(String(json.hrid)) },
	]);
});

it('notices about an earlier request go to its own address, and never to that of a stranger who knows card and title', async () => {
	const first = await create('P1001', 'FORM-1', { patronEmail: 'nora.lindqvist@example.edu' });
	expect(first).toMatchObject({ output: 0, json: { patronEmail: 'nora.lindqvist@example.edu', alreadyExisted: false } });
	for (const reference of ['FORM-1', 'FORM-2']) {
		const { json } = await create('P1001', reference, { patronEmail: 'stranger@evil.example' });
		expect(json).toMatchObject({ requestId: first.json.requestId, patronEmail: 'nora.lindqvist@example.edu' });
		const { patron, staff } = await noticesOf('guide-workflow', json);
		expect([...patron, ...staff].map(({ to }) => to)).not.toContain('stranger@evil.example');
	}
	// If the request cannot be read, its address is not known.
	sandbox.faults.add({ kind: 'status', status: 403, path: `^/rs/patronrequests/${String(first.json.requestId)}` });
	expect((await create('P1001', 'FORM-1', { patronEmail: 'stranger@evil.example' })).json.patronEmail ?? '').toBe('');
	sandbox.faults.clear();
});

it('a form of a blocked patron makes a notice to staff that nothing was requested', async () => {
	const { json } = await create('P9001', 'FORM-1');
	expect((await noticesOf('guide-workflow', json)).staff[0]?.subject).toBe(`Not requested: "${lentBySeveral.title}"`);
});

it.each(['guide-workflow', 'request-from-form'])(
	'the notice to staff of the template %s names a request that has no number yet by its id',
	async (template) => {
		const { output, json } = await create('P9009', 'FORM-1');
		expect([output, json.requestId]).toEqual([1, expect.any(String)]);
		const textOf = async (item: IDataObject) => (await noticesOf(template, item)).staff[0]?.text;
		expect(await textOf({ ...json, hrid: null })).toContain(`Request number: ${String(json.requestId)}`);
		expect(await textOf(json)).toContain(`Request number: ${String(json.hrid)}`);
		expect(await textOf({ ...json, hrid: null, requestId: null })).not.toContain('Request number');
	},
);

/** A form with every field that a person may fill in. */
const typed = {
	title: 'The name of the rose',
	author: 'Eco',
	year: '1911',
	publicationDate: '1911',
	edition: '9th ed.',
	volume: 'Volume 77',
	issue: 'Issue 4356',
	pages: '737-738',
	language: 'Italian',
	patronId: 'P1001',
	patronName: 'Amara Lindqvist',
	patronEmail: 'amara@example.edu',
	pickupLocation: 'Main Library',
	note: 'With the color plates, please',
	staffNote: 'Call me when it is here',
	otherFields: { 'Phone Number': '555-0100' },
};

it.each(['loan', 'copy'] as const)('staff read all that was typed into the form for a %s, whatever came of it', async (serviceType) => {
	const found = await find(sandbox, [typed, { ...typed, title: 'A book that was never written' }], {
		serviceType,
		options: { accept: [] },
	});
	const items = [...found.outputs.flat().map(({ json }) => json), { ...typed, serviceType, error: 'No answer' }];
	expect(items.map(({ outcome, error }) => outcome ?? error)).toEqual(['needsReview', 'notAvailable', 'No answer']);
	const { year: _year, title: _title, otherFields, ...others } = typed;
	for (const item of items) {
		const { text } = (await noticesOf('guide-workflow', item)).staff[0] ?? {};
		expect([...Object.values(others), ...Object.values(otherFields)].filter((value) => !String(text).includes(value))).toEqual([]);
	}
});

it('staff read what was typed into fields that no node reads even where a title is not available, of which the patron alone is told', async () => {
	const item = { outcome: 'notAvailable', reason: 'nobodyLends', title: 'Codex Seraphinianus', patronEmail: 'amara@example.edu' };
	expect((await noticesOf('guide-workflow', item)).staff).toEqual([]);
	const { patron, staff } = await noticesOf('guide-workflow', { ...item, otherFields: typed.otherFields });
	expect(patron).toHaveLength(1);
	expect(staff).toMatchObject([{ notice: 'requestDetails', text: expect.stringContaining('Phone Number: 555-0100') }]);
	expect(staff[0]?.text).toContain('No other library lends this title.');
	expect(
		(
			await noticesOf(
				'guide-workflow',
				{ ...item, otherFields: typed.otherFields },
				{},
				{ staffNotices: ['requestDetails', 'notAvailable'] },
			)
		).staff,
	).toMatchObject([{ notice: 'notAvailable' }]);
});
