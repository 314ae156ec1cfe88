/** Writes a JSON value as PostgreSQL's `->>` gives it: text as it is, objects and arrays as JSON text, null for nothing. */
export function textAt(row: Readonly<Record<string, unknown>>, name: string): string | null {
	const value = row[name];
	if (value === undefined || value === null) return null;
	if (typeof value !== 'object') return typeof value === 'string' ? value : jsonText(value);
	const known = texts.get(value);
	if (known !== undefined) return known;
	const text = jsonText(value);
	texts.set(value, text);
	return text;
}

/** The texts of arrays and objects in rows, which never change: each query asks for all of them. */
const texts = new WeakMap<object, string>();

/** Writes JSON as PostgreSQL prints it: a blank after colons and commas, keys by length and then by name. */
function jsonText(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`;
	if (isObject(value)) {
		const keys = Object.keys(value).filter((key) => value[key] !== undefined);
		keys.sort((left, right) => left.length - right.length || (left < right ? -1 : 1));
		return `{${keys.map((key) => `${JSON.stringify(key)}: ${jsonText(value[key])}`).join(', ')}}`;
	}
	return JSON.stringify(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
