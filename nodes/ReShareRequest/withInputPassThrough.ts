import type { NodeOperation } from '../shared/nodeOperations';
import { buildSwitchField } from '../shared/commonFields';

const keepInputField = buildSwitchField(
	'Keep Input Fields',
	'keepInputFields',
	'Whether each item that comes out also has the fields of the item that it was made for. Where both have a field, that of this node counts.',
);

/** The operations that usually stand in the middle of a workflow, so that the next node needs their input item as well. */
const usuallyKept: ReadonlySet<string> = new Set(['getOpenRequests']);

/** Makes an operation that can pass its input through. */
export function withInputPassThrough(operation: NodeOperation): NodeOperation {
	const usual = usuallyKept.has(operation.option.value);
	return {
		...operation,
		properties: [...operation.properties, { ...keepInputField, default: usual }],
		keepsInput: (context, itemIndex) => context.getNodeParameter('keepInputFields', itemIndex, usual) === true,
	};
}
