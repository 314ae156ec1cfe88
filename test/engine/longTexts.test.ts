import type { IDataObject, INodeParameters, INodeProperties, INodePropertyCollection, INodeType } from 'n8n-workflow';
import { inventoryAccountOf, libraryAccountOf } from '../../demo/practiceCredentials';
import { ReShareCreateRequest } from '../../nodes/ReShareCreateRequest/ReShareCreateRequest.node';
import { ReShareSearch } from '../../nodes/ReShareSearch/ReShareSearch.node';
import { maxLengthOfField, draftFields, type DraftFieldName } from '../../reshare/draft';
import { sandboxInVirtualTime } from '../sandboxInVirtualTime';
import { recordLentBySeveral } from '../unit/requests/create/practiceDependencies';
import { runNode } from './harness';
import { buildResourceLocatorByName } from './buildResourceLocatorByName';

const sandbox = sandboxInVirtualTime({ validationDelayMs: 5 });

const find: INodeParameters = {
	operation: 'findEligibleInstance',
	ownSymbols: ['US-EAST'],
	serviceType: 'loan',
	title: 'Matilda',
	cql: 'title=Matilda',
};
const create: INodeParameters = {
	operation: 'create',
	serviceType: 'loan',
	instanceId: recordLentBySeveral.instanceId,
	copyrightType: 'us-ccg',
	title: 'Matilda',
	patronId: 'P1001',
	pickupLocation: buildResourceLocatorByName('Main Library'),
	options: { verdictWait: 0 },
};
const copy: INodeParameters = { ...create, serviceType: 'copy', partTitle: 'A chapter', partAuthor: 'A. Author', publicationDate: '1988' };

const cases = [new ReShareSearch(), new ReShareCreateRequest()].flatMap((node) =>
	(node instanceof ReShareSearch ? [find, { ...find, operation: 'searchInstances' }] : [create, copy]).flatMap((usual) => {
		const isShown = ({ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties) =>
			['operation', 'serviceType'].every(
				(name) => show[name]?.includes(String(usual[name])) !== false && hide[name]?.includes(String(usual[name])) !== true,
			);
		return node.description.properties
			.filter(isShown)
			.flatMap((property) =>
				fieldsOf(property).map((field): [string, INodeType, INodeParameters] => [
					`${String(usual.operation)} (${String(usual.serviceType)}): ${field.path}`,
					node,
					{ ...usual, ...field.parameters(usual) },
				]),
			);
	}),
);

/** Lists every field into which an expression can bring a text. */
function fieldsOf({
	name,
	type,
	options = [],
}: INodeProperties): Array<{ readonly path: string; parameters(usual: INodeParameters): INodeParameters }> {
	const text = '={{ $json.text }}';
	if (type === 'collection')
		return (options as INodeProperties[]).map((option) => ({
			path: `${name}.${option.name}`,
			parameters: (usual) => ({ [name]: { ...(usual[name] as INodeParameters | undefined), [option.name]: text } }),
		}));
	if (type === 'resourceLocator')
		return ['name', 'slug', 'mapped'].map((mode) => ({
			path: `${name} (${mode})`,
			parameters: () => ({ [name]: { ...buildResourceLocatorByName(text), mode } }),
		}));
	if (type === 'fixedCollection')
		return (options as INodePropertyCollection[]).map((option) => ({
			path: `${name}.${option.name}`,
			parameters: () => ({
				pickupLocation: { ...buildResourceLocatorByName('x'), mode: 'mapped' },
				[name]: { [option.name]: option.values.map(() => Object.fromEntries(option.values.map((value) => [value.name, text]))) },
			}),
		}));
	const mapped = name === 'pickupDefaultSlug' ? { pickupLocation: { ...buildResourceLocatorByName('x'), mode: 'mapped' } } : {};
	return name === 'operation' ? [] : [{ path: name, parameters: () => ({ ...mapped, [name]: text }) }];
}

async function runWith(node: INodeType, parameters: INodeParameters, text: string) {
	const { error, outputs } = await runNode({
		node,
		parameters,
		credentials: {
			[node instanceof ReShareSearch ? 'reShareInventoryApi' : 'okapiApi']: (node instanceof ReShareSearch
				? inventoryAccountOf
				: libraryAccountOf)(sandbox) as never,
		},
		items: [{ json: { text } }],
	});
	const told = [
		error?.message,
		error?.description,
		...outputs
			.flat()
			.flatMap(({ json }) => [
				json.explanation,
				json.error,
				json.details,
				...(Array.isArray(json.warnings) ? (json.warnings as unknown[]) : []),
				...((json.checks ?? []) as IDataObject[]).map(({ note }) => note),
			]),
	];
	return told.filter((one) => typeof one === 'string').join('\n');
}

it.each(cases)(
	'the messages of a node about a text of 120,000 characters have fewer than 2,000 characters, with the text in %s',
	async (name, node, parameters) => {
		sandbox.requests.clear();
		for (const unit of [' x', '9']) {
			const said = await runWith(node, parameters, `x${unit.repeat(120_000 / unit.length)}x`);
			expect(said.length).toBeLessThan(2_000);
			const field = /\w+$/.exec(name)?.[0] as DraftFieldName;
			if (field in draftFields)
				expect(said).toMatch(
					new RegExp(
						`has 12\\d{4} characters, and (ReShare keeps )?(${maxLengthOfField(field, 'find')}|${maxLengthOfField(field, 'loan')})`,
					),
				);
		}
		// A text that is not sent prevents nothing: a waiting time, a switch for models alone, and the approval of copies beyond a limit.
		expect(sandbox.requests.count() > 0).toBe(/verdictWait|letModelChoosePatron|copyrightShown|copyrightApprovedBy$/.test(name));
	},
);
