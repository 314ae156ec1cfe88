import type { INodeProperties } from 'n8n-workflow';

/** Makes a function that finds fields of a node, or of one of its collections. It throws a TypeError for an unknown name. */
export function createPropertyFinder(fields: readonly INodeProperties[]) {
	const known = new Map(fields.map((field) => [field.name, field]));
	return (name: string) => {
		const field = known.get(name);
		if (field === undefined) throw new TypeError(`There is no field ${name}`);
		return field;
	};
}
