/** The parameters as PHP reads them: `name[]` and `name[0]` make a list. If a plain name is repeated, the last value counts. */
export type PhpParameters = ReadonlyMap<string, string | readonly string[]>;

export function readPhpParameters(query: URLSearchParams): PhpParameters {
	const parameters = new Map<string, string | string[]>();
	for (const [name, value] of query) {
		const list = /^([^[]+)\[[^\]]*\]$/u.exec(name)?.[1];
		const values = parameters.get(list ?? name);
		parameters.set(list ?? name, list === undefined ? value : [...(Array.isArray(values) ? values : []), value]);
	}
	return parameters;
}

export function readSingleParameter(parameters: PhpParameters, name: string): string | undefined {
	const value = parameters.get(name);
	return typeof value === 'string' ? value : undefined;
}

export function readListParameter(parameters: PhpParameters, name: string): readonly string[] {
	const value = parameters.get(name);
	return value === undefined || typeof value === 'string' ? [] : value;
}

export function encodePhpJson(value: unknown): string {
	return JSON.stringify(value)
		.replaceAll('/', '\\/')
		.replace(/[\u0080-\uffff]/gu, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.replace(/[\u{10000}-\u{10ffff}]/gu, (sign) =>
			[...Array(sign.length).keys()].map((index) => `\\u${sign.charCodeAt(index).toString(16)}`).join(''),
		);
}

/**
 * Leaves out null, empty text, false, and empty lists within a list.
 *
 * @param keepsNamedLists whether an empty list that has a name stays, as in newer releases
 */
export function withoutEmptyValues(value: unknown, keepsNamedLists: boolean): unknown {
	const isEmpty = (entry: unknown): boolean => entry === undefined || entry === null || entry === '' || entry === false;
	const isEmptyList = (entry: unknown): boolean => Array.isArray(entry) && entry.length === 0;
	if (Array.isArray(value))
		return value.map((entry) => withoutEmptyValues(entry, keepsNamedLists)).filter((entry) => !isEmpty(entry) && !isEmptyList(entry));
	if (typeof value !== 'object' || value === null) return value;
	const entries = Object.entries(value).map(([name, entry]) => [name, withoutEmptyValues(entry, keepsNamedLists)] as const);
	const kept = entries.filter(([, entry]) => !isEmpty(entry) && (keepsNamedLists || !isEmptyList(entry)));
	// PHP does not distinguish an empty object from an empty list.
	return kept.length === 0 ? [] : Object.fromEntries(kept);
}
