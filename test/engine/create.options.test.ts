import type { IDataObject, INodeType } from 'n8n-workflow';
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
