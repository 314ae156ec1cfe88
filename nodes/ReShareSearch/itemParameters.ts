import type { IExecuteFunctions } from 'n8n-workflow';

/** Reads one parameter for one item. */
export type ReadParameter = (name: string, itemIndex: number, fallback: unknown) => unknown;

/**
 * Reads parameters of many items. n8n needs up to a millisecond for each parameter of each item; one that holds no
 * expression is the same for all items and is read once.
 */
export function parameterReader(context: IExecuteFunctions): ReadParameter {
	const { parameters } = context.getNode();
	const constants = new Map<string, unknown>();
	return (name, itemIndex, fallback) => {
		if (holdsExpression(parameters[name])) return context.getNodeParameter(name, itemIndex, fallback as object);
		if (!constants.has(name)) constants.set(name, context.getNodeParameter(name, itemIndex, fallback as object));
		return constants.get(name);
	};
}

/** Whether a parameter, or anything inside it, is an expression. */
function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
