import { NodeHelpers, type IDataObject, type INode, type INodeParameters, type INodeType } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { readCreateOptions } from '../../nodes/ReShareCreateRequest/options';
import type { CreateOptions } from '../../reshare/requests/create/optionsAndResult';
import { startSandbox, type Sandbox } from '../../sandbox';
import { popularBook } from '../unit/requests/create/practice';
import { runNode } from './harness/runNode';
import { libraryCredential } from './request/practice';

/** Options as an expression gives them: by label, as words, or as no choice at all. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ verdictDelayMs: 20 });
});
afterAll(async () => await sandbox.close());
beforeEach(() => sandbox.requests.clear());

async function preview(option: string, choice: unknown): Promise<IDataObject> {
	const parameters: INodeParameters = {
		operation: 'preview',
		serviceType: 'loan',
		instanceId: popularBook.instanceId,
		patronId: 'P1001',
		title: popularBook.title,
		reference: 'FORM-7',
		pickupLocation: { __rl: true, mode: 'slug', value: 'EAST-MAIN' },
		options: { requestingSymbol: 'RESHARE:US-EAST', [option]: '={{ $json.choice }}' },
	};
	const { outputs, error } = await runNode({
		node: new ReShareCreateRequest(),
		parameters,
		credentials: { okapiApi: libraryCredential(sandbox) } as never,
		items: [{ choice } as IDataObject],
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	return outputs.flat()[0]?.json ?? {};
}

const checksOf = (item: IDataObject) => (item.checks as IDataObject[]).map(({ check }) => check);

it.each(['direct', 'ReShare Directly'])('a request goes the way that is chosen: %s', async (choice) => {
	expect(await preview('via', choice)).toMatchObject({ outcome: 'wouldBeSent', openUrl: null });
});

it.each(['', null, undefined, 'OpenURL Resolver'])('the usual way is through the resolver: %j', async (choice) => {
	expect(await preview('via', choice)).toMatchObject({ outcome: 'wouldBeSent', openUrl: expect.stringContaining('http') as string });
});

it.each([
	['via', 'Send Through', 'resolver, direct'],
	['duplicate', 'Same Title Requested Already', 'refuse, warn, off'],
	['sameWork', 'Same Work Requested Already', 'refuse, warn, off'],
])('what is no choice is refused: %s', async (option, label, choices) => {
	expect(await preview(option, 'perhaps')).toMatchObject({
		outcome: 'wouldNotBeSent',
		reason: 'badInput',
		explanation: `'${label}' must be one of: ${choices}. Nothing was sent.`,
	});
});

describe.each([
	['checkReference', 'reference'],
	['checkPatron', 'patron'],
	['checkLimit', 'limit'],
	['checkPickupLocation', 'pickupLocation'],
])('the switch %s', (option, check) => {
	it.each([false, 'no'])('leaves the check out where the option is off: %j', async (choice) => {
		expect(checksOf(await preview(option, choice))).not.toContain(check);
	});

	it.each(['TRUE', ''])('makes the check where the option is on: %j', async (choice) => {
		expect(checksOf(await preview(option, choice))).toContain(check);
	});

	it('is refused where it is neither', async () => {
		expect(await preview(option, 'perhaps')).toMatchObject({
			outcome: 'wouldNotBeSent',
			reason: 'badInput',
			explanation: expect.stringMatching(/' is neither yes nor no\. Nothing was sent\.$/) as string,
		});
	});
});

/** Outputs Create's options once n8n has evaluated them. */
const probe: INodeType = {
	description: {
		displayName: 'Probe',
		name: 'probe',
		group: ['input'],
		version: 1,
		description: '',
		defaults: { name: 'Probe' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [{ displayName: 'Options', name: 'options', type: 'json', default: {} }],
	},
	execute: async function () {
		const options = this.getNodeParameter('options', 0, {}) as IDataObject;
		return await Promise.resolve([[{ json: { ...readCreateOptions(options, '', []) } as unknown as IDataObject }]]);
	},
};

async function read(options: IDataObject): Promise<CreateOptions> {
	const { outputs } = await runNode({ node: probe, parameters: { options } as never, items: [{ wait: 100_000 }] });
	return outputs[0]?.[0]?.json as unknown as CreateOptions;
}

/** The field in the editor stops at 120; an expression does not. */
it.each([
	['={{ $json.wait }}', 120_000],
	['={{ 121 }}', 120_000],
	['={{ 90 }}', 90_000],
	["={{ '90' }}", 90_000],
	['={{ -5 }}', 0],
	["={{ 'soon' }}", 20_000],
	['={{ Infinity }}', 20_000],
])('a wait of %s is %i ms', async (verdictWait, ms) => {
	expect((await read({ verdictWait })).validationWaitMs).toBe(ms);
});

describe('a service type that is an expression, for one form with loans and articles', () => {
	const { description } = new ReShareCreateRequest();
	const node = (parameters: INodeParameters): INode => ({
		id: 'create',
		name: 'Create',
		type: 'n8n-nodes-reshare.reShareCreateRequest',
		typeVersion: 1,
		position: [0, 0],
		parameters: NodeHelpers.getNodeParameters(description.properties, parameters, true, false, null, description) ?? {},
	});
	const issues = (parameters: INodeParameters): string[] =>
		Object.keys(NodeHelpers.getNodeParametersIssues(description.properties, node(parameters), description)?.parameters ?? {});
	const shown = (serviceType: string): string[] =>
		description.properties
			.filter((property) =>
				NodeHelpers.displayParameter({ operation: 'create', serviceType, pickupLocation: '' }, property, node({}), description),
			)
			.map(({ name }) => name);

	it('shows the fields of both, each once, where the editor cannot tell its value', () => {
		const both = shown('');
		for (const name of ['title', 'author', 'partTitle', 'partAuthor', 'issue', 'pages', 'copyrightType', 'edition', 'pickupLocation'])
			expect(both.filter((one) => one === name)).toEqual([name]);
		expect(shown('loan')).not.toContain('partTitle');
		expect(shown('copy')).toContain('partTitle');
	});

	it('can be published; a copyright type is required in the editor for copies alone', () => {
		expect(issues({ operation: 'create', serviceType: '={{ $json.serviceType }}' })).toEqual([]);
		expect(issues({ operation: 'create', serviceType: 'copy' })).toEqual(['copyrightType']);
		expect(issues({ operation: 'create', serviceType: 'loan' })).toEqual([]);
	});
});

it('the limit of open requests of the own library is a number, or none', async () => {
	expect((await read({ ownLimit: 3 })).checks.ownLimit).toBe(3);
	expect((await read({ ownLimit: '={{ 0 }}' })).checks.ownLimit).toBe(0);
	expect((await read({})).checks.ownLimit).toBeUndefined();
	expect((await read({ ownLimit: "={{ 'many' }}" })).problems).toEqual([
		{ reason: 'badInput', text: "'Open Requests at Most' must be a number, 0 or more" },
	]);
});
