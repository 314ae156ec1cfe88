import { draftFieldNames } from '../../../reshare/draft';

/** The part of JSON Schema that n8n's output schemas use. */
export interface OutputSchema {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, OutputSchema>>;
	readonly items?: OutputSchema;
}

function typeOf(value: unknown) {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

/** Whether a field of the citation is passed on, which it is only if it was given. It is never null. */
export function isPassedThroughField(name: string, { type }: OutputSchema) {
	return name === 'row' || (type === 'string' && ((draftFieldNames as readonly string[]).includes(name) || name === 'serviceType'));
}

/** Lists wrong types, fields that the schema lacks, and fields that the value lacks. */
export function mismatchesOf(value: unknown, shape: OutputSchema, place = '$'): string[] {
	const types = typeof shape.type === 'string' ? [shape.type] : (shape.type ?? []);
	const type = typeOf(value);
	if (!types.includes(type)) return [`${place} is ${type}, not ${types.join(' or ')}`];
	if (type === 'array')
		return (value as unknown[]).flatMap((element, index) => mismatchesOf(element, shape.items ?? {}, `${place}[${index}]`));
	if (type !== 'object') return [];
	const properties = shape.properties ?? {};
	const fields = value as Readonly<Record<string, unknown>>;
	return [
		...Object.keys(fields)
			.filter((name) => !(name in properties))
			.map((name) => `${place}.${name} is not in the schema`),
		...Object.entries(properties).flatMap(([name, own]) =>
			name in fields
				? mismatchesOf(fields[name], own, `${place}.${name}`)
				: isPassedThroughField(name, own)
					? []
					: [`${place}.${name} is missing`],
		),
	];
}
