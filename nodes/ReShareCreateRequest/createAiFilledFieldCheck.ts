import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeParameters, INodeProperties, NodeParameterValueType } from 'n8n-workflow';
import { patronFieldNames, draftFieldNames } from '../../reshare/draft';
import { itemFieldExpression } from '../shared/readParameters';
import { isToolRun } from '../shared/toolRun';
import { optionsFieldOfCreate } from './optionsFieldOfCreate';
import { requestDraftFields } from './draftFields';

/**
 * The fields that name the patron or are written in the patron's name. An AI model may fill them in only if the builder of the workflow
 * allows it.
 */
const forWhom: ReadonlySet<string> = new Set([...patronFieldNames, 'pickupMapping', 'pickupDefaultSlug']);

/** The fields that describe the requested title. All other fields say for whom it is requested, where it goes, or what is checked. */
const whatIsAsked: ReadonlySet<string> = new Set(['serviceType', 'citation', ...draftFieldNames].filter((name) => !forWhom.has(name)));

/** Whether a field about the patron still has its default, which takes the value from the incoming item. */
export function hasPatronFieldDefault(name: string, value: unknown): boolean {
	const written = typeof value === 'object' && value !== null && 'value' in value ? value.value : value;
	return forWhom.has(name) && written === itemFieldExpression(name);
}

/**
 * Matches an expression that takes a value from the AI model through `$fromAI`. n8n also adds all values of the model to the item that a
 * tool gets from its agent, where other expressions can read them.
 */
const namesModelsValue = /\$fromAI\b/i;
const readsOwnItem = /\$(?:json|input|data|items?|thisItem|tool|parameter|evaluateExpression)\b/;

/**
 * Makes a check of the fields that the builder of a workflow must set: in whose name a request is made, where the item goes, whom ReShare
 * mails, and what is checked. They may not take their values from the model.
 *
 * @returns a function that throws a NodeOperationError with the field's name, unless the item's options allow it
 */
export function createAiFilledFieldCheck(context: IExecuteFunctions): (options: IDataObject, itemIndex: number) => void {
	const node = context.getNode();
	const byTool = isToolRun(context);
	// The expressions in the fields are the same for all items.
	const fromModel = Object.entries(fieldsOf(node.parameters)).flatMap(([name, value]) => {
		const text = JSON.stringify(value ?? '');
		const viaItem = byTool && text.includes('"=') && readsOwnItem.test(text);
		return whatIsAsked.has(name) || hasPatronFieldDefault(name, value) || (!viaItem && !namesModelsValue.test(text))
			? []
			: [{ name, viaItem }];
	});
	return (options, itemIndex) =>
		fromModel.forEach(({ name, viaItem }) => {
			const mayBeAllowed = forWhom.has(name);
			if (mayBeAllowed && options.letModelChoosePatron === true) return;
			const description = [
				...(viaItem
					? [
							"In a tool, $json and $input hold what the model sent. Name the node that has the value, as in {{ $('Chat Trigger').item.json.card }}.",
						]
					: ['Set the field yourself.']),
				...(mayBeAllowed ? ["Or switch on 'Let the Model Choose the Patron' in the options after reading what it risks."] : []),
			].join(' ');
			throw new NodeOperationError(node, `'${displayNames[name] ?? name}' is filled in by the AI model, which is not allowed`, {
				itemIndex,
				description,
			});
		});
}

/** Returns the node's fields as written in the editor; an option is named `options.<name>`. */
function fieldsOf({ options, ...fields }: INodeParameters): Record<string, NodeParameterValueType> {
	const chosen = Object.entries((options ?? {}) as INodeParameters).map(([name, value]) => [`options.${name}`, value]);
	return { ...fields, ...Object.fromEntries(chosen) } as Record<string, NodeParameterValueType>;
}

const namesOf = (fields: readonly INodeProperties[], prefix = '') =>
	fields.map(({ name, displayName }) => [`${prefix}${name}`, displayName] as const);

const displayNames: Readonly<Record<string, string>> = Object.fromEntries([
	...namesOf([...requestDraftFields, optionsFieldOfCreate]),
	...namesOf(optionsFieldOfCreate.options, 'options.'),
]);
