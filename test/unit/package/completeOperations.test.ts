import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { INodePropertyOptions, INodeType } from 'n8n-workflow';
import { ReShareCreateRequest } from '../../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareRequest } from '../../../nodes/ReShareRequest/ReShareRequest.node';
import { ReShareSearch } from '../../../nodes/ReShareSearch/ReShareSearch.node';
import { operations as failing, operationsOfCrossLinkAlone } from '../../failing/failingOperations';
import { matrixRows } from '../../faults/support/matrixRows';
import { checkoutFolder } from '../../../n8n/paths';

const nodes: Readonly<Record<string, INodeType>> = {
	ReShareCreateRequest: new ReShareCreateRequest(),
	ReShareRequest: new ReShareRequest(),
	ReShareSearch: new ReShareSearch(),
};

const schemasOf = (folder: string) => path.join(checkoutFolder, 'nodes', folder, '__schema__', 'v1.0.0');
const pageOf = (folder: string) =>
	readFileSync(
		path.join(
			checkoutFolder,
			'docs',
			'nodes',
			`${folder
				.replace(/(?<=[a-z])(?=[A-Z])/g, '-')
				.replace('Re-Share', 'ReShare')
				.toLowerCase()}.md`,
		),
		'utf8',
	);

const all = Object.entries(nodes).flatMap(([folder, node]) => {
	const field = node.description.properties.find(({ name }) => name === 'operation');
	return (field?.options as INodePropertyOptions[]).map((option) => ({ folder, node, option, value: String(option.value) }));
});

/** Lists what an operation lacks besides its own file and its line in the node. */
function lacks({ folder, node, option, value }: (typeof all)[number]) {
	const { name } = node.description;
	const parts: Readonly<Record<string, boolean>> = {
		'a sentence in the list of actions': (option.action ?? '') !== '' && (option.description ?? '') !== '',
		'an output of its own': String(node.description.outputs).includes(`"${value}"`),
		'its name below the node': String(node.description.subtitle).includes(`"${value}"`),
		[`the fields of its items, nodes/${folder}/__schema__/v1.0.0/${value}.json`]: existsSync(path.join(schemasOf(folder), `${value}.json`)),
		'its part of the docs: npm run docs': pageOf(folder).includes(`## ${option.name}\n`),
		'a line in test/failing/failingOperations.ts':
			operationsOfCrossLinkAlone.includes(value) || failing.some((one) => one.node === name && one.parameters.operation === value),
		'a row in the fault matrix, test/faults/support/matrixRows.ts': matrixRows.some(({ operation }) => operation === `${name}.${value}`),
	};
	return Object.entries(parts)
		.filter(([, there]) => !there)
		.map(([part]) => `${option.name} of ${node.description.displayName} lacks ${part}`);
}

describe('operations of the nodes', () => {
	it('each operation has its action, output, subtitle, schema, docs, failing case and row in the fault matrix', () => {
		expect(all.length).toBeGreaterThan(10);
		expect(all.flatMap(lacks)).toEqual([]);
	});

	it('no schema file and no failing case belongs to an operation that no longer exists', () => {
		const named = new Set(all.map(({ folder, value }) => `${folder}/${value}.json`));
		expect(
			Object.keys(nodes)
				.flatMap((folder) => readdirSync(schemasOf(folder)).map((file) => `${folder}/${file}`))
				.filter((file) => !named.has(file)),
		).toEqual([]);
		expect(
			failing.filter(
				({ node, parameters }) => !all.some((one) => one.node.description.name === node && one.value === parameters.operation),
			),
		).toEqual([]);
	});
});
