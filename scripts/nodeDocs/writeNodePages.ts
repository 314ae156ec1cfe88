import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { INodeProperties, INodePropertyOptions, INodeType, INodeTypeDescription } from 'n8n-workflow';
import { OkapiApi } from '../../credentials/OkapiApi.credentials';
import { ReShareInventoryApi } from '../../credentials/ReShareInventoryApi.credentials';
import { ReShareLibraryProfileApi } from '../../credentials/ReShareLibraryProfileApi.credentials';
import { checkoutFolder } from '../../n8n/paths';
import { pictureElement } from '../markdown';
import { mainChoicesOf, editorNoticesOf } from './parameterTexts';
import { listItemFields } from './listItemFields';
import { OutputFieldListing } from './OutputFieldListing';

const credentialTitles: Readonly<Record<string, string>> = Object.fromEntries(
	[new OkapiApi(), new ReShareInventoryApi(), new ReShareLibraryProfileApi()].map(({ name, displayName }) => [name, displayName]),
);

/** The pictures of docs/images that show each node at work, and what they show. */
const picturesOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	reShareSearch: { 'find-eligible': 'Find Eligible Instance: a record stands on the output Eligible' },
	reShareCreateRequest: {
		'pickup-locations': 'Create: the list of pickup locations',
		created: 'Create: the request stands on the output Created',
	},
	reShareRequest: { cancelled: 'Perform Action: a canceled request stands on the output Done' },
	reShareRequestStatusTrigger: {
		'trigger-choices': 'The node panel lists what can start a workflow',
		trigger: 'The trigger with a test event',
	},
};

export const nodeFolders = ['ReShareSearch', 'ReShareCreateRequest', 'ReShareRequest', 'ReShareRequestStatusTrigger', 'ReShareNotice'];

/** Writes the pages in Markdown, by file name, from what the editor shows of each node. */
export async function writeNodePages(): Promise<Map<string, string>> {
	const pages = new Map<string, string>();
	for (const folder of nodeFolders) pages.set(`${kebab(folder)}.md`, page(folder, await loadNodeDescription(folder)));
	return pages;
}

/**
 * Loads a node and returns its description. The import names the ending `.ts`, because a JSON file of the same name stands beside each
 * node.
 */
export async function loadNodeDescription(folder: string): Promise<INodeTypeDescription> {
	const file = path.join(checkoutFolder, 'nodes', folder, `${folder}.node.ts`);
	const exported = (await import(file)) as Record<string, new () => INodeType>;
	const Node = exported[folder];
	if (Node === undefined) throw new Error(`${file} does not export ${folder}`);
	return new Node().description;
}

function page(folder: string, description: INodeTypeDescription) {
	const operation = description.properties.find(({ name }) => name === 'operation');
	const parts = [
		`# ${description.displayName}`,
		`For builders of workflows. ${description.description}. Credential: ${(description.credentials ?? []).map(({ name }) => credentialTitles[name] ?? name).join(', ')}.`,
		...pictures(description.name),
		...(operation === undefined ? triggerParts(folder, description) : operationParts(folder, description, operation)),
		'`?` may be null, `[]` is a list.',
	];
	return `${parts.join('\n\n')}\n`;
}

function pictures(node: string) {
	return Object.entries(picturesOf[node] ?? {}).map(([file, shows]) => pictureElement(`../images/${file}`, shows));
}

function operationParts(folder: string, description: INodeTypeDescription, operation: INodeProperties) {
	const outputs = outputNames(String(description.outputs));
	const options = (operation.options ?? []) as INodePropertyOptions[];
	const items = new OutputFieldListing();
	const choices = new Set<string>();
	// Get comes first, since it outputs a whole request: the other operations can refer to it.
	const sections = options
		.toSorted((one, other) => Number(other.value === 'get') - Number(one.value === 'get'))
		.map((option) => {
			const { name, value, description: words = '' } = option;
			const own = description.properties.filter(
				(property) => property !== operation && property.displayOptions?.show?.operation?.includes(value) === true,
			);
			return [
				option,
				[
					`## ${name}`,
					`${words.replace('docs/letters', '[docs/letters](../letters/en.md)').replace(/\.$/, '')}.${namesOf(outputs[String(value)] ?? [])}`,
					...editorNoticesOf(own),
					...mainChoicesOf(own).filter((text) => !choices.has(text) && choices.add(text)),
					...paragraph('Gives', items.of(name, listItemFields(schemaOf(folder, String(value))))),
				],
			] as const;
		});
	return options.flatMap((option) => sections.flatMap(([other, parts]) => (other === option ? parts : [])));
}

function triggerParts(folder: string, description: INodeTypeDescription) {
	return [
		...editorNoticesOf(description.properties),
		...mainChoicesOf(description.properties),
		...paragraph('Gives, for each change', listItemFields(schemaOf(folder, '')).join(', ')),
	];
}

/** Writes the names of an operation's outputs; empty for a single output, which needs no name. */
function namesOf(outputs: readonly string[]) {
	return outputs.length < 2 ? '' : ` Outputs: ${outputs.join(', ')}.`;
}

function paragraph(title: string, text: string) {
	return text === '' ? [] : [`**${title}**: ${text}.`];
}

/** Reads the names of a node's outputs, which stand as JSON in an expression. */
function outputNames(expression: string): Record<string, string[]> {
	const json = /\{\{ \((.*)\)\[/s.exec(expression)?.[1];
	if (json === undefined) throw new Error(`Outputs of an unknown form: ${expression}`);
	const outputs = JSON.parse(json) as Record<string, Array<{ displayName: string }>>;
	return Object.fromEntries(Object.entries(outputs).map(([operation, list]) => [operation, list.map(({ displayName }) => displayName)]));
}

/** Reads the output schema of an operation; undefined if there is none. A trigger has a single schema, for which the operation is empty. */
function schemaOf(folder: string, operation: string): unknown {
	const schemas = path.join(checkoutFolder, 'nodes', folder, '__schema__');
	const file = operation === '' ? path.join(schemas, 'v1.0.0.json') : path.join(schemas, 'v1.0.0', `${operation}.json`);
	return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function kebab(name: string) {
	return name
		.replace('ReShare', 'Reshare')
		.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-')
		.toLowerCase();
}
