import type { NodeOperation } from '../shared/nodeOperations';
import { buildSwitchField } from '../shared/fieldBuilders';

/** Makes an operation that can pass its input through. */
export function withInputPassThrough(operation: NodeOperation): NodeOperation {
	// This operation usually stands in the middle of a workflow, so that the next node needs its input item as well.
	const usual = operation.option.value === 'getOpenRequests';
	return {
		...operation,
		properties: [
			...operation.properties,
			buildSwitchField(
				'Keep Input Fields',
				'keepInputFields',
				'Whether each item that comes out also has the fields of the item that it was made for. Where both have a field, that of this node counts.',
				usual,
			),
		],
		keepsInput: (context, itemIndex) => context.getNodeParameter('keepInputFields', itemIndex, usual) === true,
	};
}
