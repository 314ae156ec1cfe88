import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

const guarded: ReadonlyArray<readonly [name: string, displayName: string]> = [
	['patronId', 'Patron ID'],
	['pickupLocation', 'Pickup Location'],
	['reference', 'Reference'],
];

/**
 * Whose name a request is made in is the builder's choice. A field that the model fills in holds an expression with
 * `$fromAI`; it is refused unless the builder has allowed it.
 *
 * @throws NodeOperationError naming the field
 */
export function refuseModelsChoice(context: IExecuteFunctions, options: IDataObject, itemIndex: number): void {
	if (options.letModelChoosePatron === true) return;
	const { parameters } = context.getNode();
	for (const [name, displayName] of guarded) {
		if (!/\$fromAI\b/i.test(JSON.stringify(parameters[name] ?? ''))) continue;
		throw new NodeOperationError(context.getNode(), `'${displayName}' is filled in by the AI model, which is not allowed`, {
			itemIndex,
			description: "Set the field yourself, or switch on 'Let the Model Choose the Patron' in the options after reading what it risks.",
		});
	}
}
