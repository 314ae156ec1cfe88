/** Writes a JSON value as PostgreSQL's `->>` does: a text as it is, objects and arrays as JSON text, and null if there is no value. */
export function jsonTextAt(row: Readonly<Record<string, unknown>>, name: string): string | null {
	const value = row[name];
	if (value === undefined || value === null) return null;
	if (typeof value !== 'object') return typeof value === 'string' ? value : jsonText(value);
	const known = texts.get(value);
	if (known !== undefined) return known;
	const text = jsonText(value);
	texts.set(value, text);
	return text;
}

/** The JSON texts of arrays and objects in rows. They are cached, because rows never change and each query needs all of them. */
const texts = new WeakMap<object, string>();

/** Writes JSON as PostgreSQL prints it: with a blank after colons and commas, and with keys sorted by length and then by name. */
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
