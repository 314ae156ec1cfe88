import { NodeHelpers, type IDataObject, type INode, type INodeParameters, type INodeType } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { readCreateOptions } from '../../nodes/ReShareCreateRequest/options';
import type { CreateOptions } from '../../reshare/requests/create/optionsAndResult';
import { runNode } from './harness';

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
