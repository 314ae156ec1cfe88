interface Schema {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

/** The fields of an item, from its output schema; empty where there is none. */
export function itemTable(schema: unknown): string {
	const { properties } = (schema ?? {}) as Schema;
	if (properties === undefined) return '';
	return ['| Field of the item | |', '|---|---|', ...rows('', properties)].join('\n');
}

function rows(prefix: string, properties: Readonly<Record<string, Schema>>): string[] {
	return Object.entries(properties).flatMap(([name, schema]) => {
		const inner = schema.properties ?? schema.items?.properties;
		const suffix = schema.items === undefined ? '' : '[]';
		return [`| \`${prefix}${name}${suffix}\` | ${typeWords(schema)} |`, ...(inner === undefined ? [] : rows(`${prefix}${name}${suffix}.`, inner))];
	});
}

function typeWords({ type, items }: Schema): string {
	const types = [type ?? 'any'].flat();
	const names = types.filter((name) => name !== 'null').map((name) => ({ string: 'text', boolean: 'true or false', array: `list${items?.type === 'string' ? ' of texts' : ''}`, object: 'group', integer: 'number' })[name] ?? name);
	return `${names.length === 0 ? 'any' : names.join(' or ')}${types.includes('null') ? ', or null' : ''}`;
}
