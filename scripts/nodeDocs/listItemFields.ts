import { draftFieldNames } from '../../reshare/draft';

interface Schema {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

type Group = readonly [string, Schema];

/** Lists the fields in an output schema. The fields of the input are left out, because every node outputs them again. */
export function listItemFields(schema: unknown): string[] {
	const { properties } = (schema ?? {}) as Schema;
	if (properties === undefined) return [];
	const handsOn = draftFieldNames.every((name) => name in properties);
	const own = Object.entries(properties).filter(
		([name, { type }]) => !handsOn || type !== 'string' || !(draftFieldNames as readonly string[]).includes(name),
	);
	return [...leaves('', own, false), ...(handsOn ? ['the fields of the request'] : [])];
}

/**
 * Names the parts of a group as `group.part`. The parts of a list's entries are not named, because n8n's editor shows them. `?` means that
 * the value or its group may be null, and `[]` a list. Neighboring groups with the same parts are joined.
 */
function leaves(prefix: string, properties: readonly Group[], within: boolean): string[] {
	const listed = new Set<string>();
	return properties.flatMap(([name, schema]) => {
		if (listed.has(name)) return [];
		const full = `${prefix}${name}${schema.items === undefined ? '' : '[]'}`;
		const mayBeNull = within || [schema.type ?? []].flat().includes('null');
		const inner = schema.properties;
		if (inner === undefined) return [`\`${full}\`${mayBeNull ? '?' : ''}`];
		const alike = properties.filter(([, other]) => JSON.stringify(other) === JSON.stringify(schema)).map(([other]) => other);
		if (alike.length < 2 || Object.keys(inner).length < 3) return leaves(`${full}.`, Object.entries(inner), mayBeNull);
		for (const other of alike) listed.add(other);
		return [
			`${alike.map((other) => `\`${prefix}${other}\``).join(', ')} (each ${leaves('', Object.entries(inner), mayBeNull).join(', ')})`,
		];
	});
}
