import './registerN8nCore';
import type { INodeParameters } from 'n8n-workflow';
import { LoadOptionsContext } from 'n8n-core';
import { buildWorkflow, type NodeUnderTest } from './workflow';

export interface ListOptions extends NodeUnderTest {
	/** The name of the function under `methods.listSearch` or `methods.loadOptions`. */
	readonly method: string;
	readonly filter?: string;
	readonly paginationToken?: string;
	/** The path of the parameter whose list is loaded, e.g. `parameters.pickupLocation`. */
	readonly path?: string;
}

/** Loads the list of a "From list" field. */
export async function searchList(options: ListOptions) {
	const search = options.node.methods?.listSearch?.[options.method];
	if (search === undefined) throw new Error(`The node has no list search '${options.method}'`);
	return await search.call(listContext(options), options.filter, options.paginationToken);
}

/** Loads the options of a drop-down list. */
export async function loadOptions(options: ListOptions) {
	const load = options.node.methods?.loadOptions?.[options.method];
	if (load === undefined) throw new Error(`The node has no list of options '${options.method}'`);
	return await load.call(listContext(options));
}

function listContext(options: ListOptions) {
	const { workflow, node, additionalData } = buildWorkflow(options, 'internal');
	const parameters: INodeParameters = node.parameters;
	additionalData.currentNodeParameters = parameters;
	return new LoadOptionsContext(workflow, node, additionalData, options.path ?? '');
}
