import { wishNames } from '../../reshare/wish';

interface Schema {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

/** The fields of an item, from its output schema, one line for each kind of value; empty where there is none. What was asked for is handed on by every node alike. */
export function itemFields(schema: unknown): string {
	const { properties } = (schema ?? {}) as Schema;
	if (properties === undefined) return '';
	const handsOn = wishNames.every((name) => name in properties);
	const own = Object.entries(properties).filter(([name, { type }]) => !handsOn || type !== 'string' || !(wishNames as readonly string[]).includes(name));
	const fields = leaves('', Object.fromEntries(own));
	const kinds = [...new Set(fields.map(({ kind }) => kind))];
	return [
		...kinds.map((kind) => `- ${kind}: ${fields.filter((field) => field.kind === kind).map(({ name }) => name).join(', ')}`),
		...(handsOn ? ['- What was asked, where it was given: the fields that Create Request fills in from the item before'] : []),
	].join('\n');
}

interface Field {
	readonly name: string;
	readonly kind: string;
}

/** Parts of a group stand behind its name and a dot; `?` means that the value, or its group, may be null, `[]` a list. */
function leaves(prefix: string, properties: Readonly<Record<string, Schema>>, within = false): Field[] {
	return Object.entries(properties).flatMap(([name, schema]) => {
		const types = [schema.type ?? 'any'].flat();
		const inner = schema.properties ?? schema.items?.properties;
		const full = `${prefix}${name}${schema.items === undefined ? '' : '[]'}`;
		const mayBeNull = within || types.includes('null');
		if (inner !== undefined) return leaves(`${full}.`, inner, mayBeNull);
		return [{ name: `\`${full}\`${mayBeNull ? '?' : ''}`, kind: kindOf(schema.items?.type ?? types) }];
	});
}

function kindOf(type: string | readonly string[]): string {
	const names = [type].flat().filter((name) => name !== 'null').map((name) => ({ string: 'Text', boolean: 'True or false', integer: 'Number', number: 'Number' })[name] ?? 'Any');
	return [...new Set(names)].join(' or ');
}
