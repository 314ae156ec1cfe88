import type { z } from 'zod';

/** Parses JSON. The result is undefined if the text is not valid JSON. */
export function readJson(text: string) {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Returns a stored value: a string is parsed as JSON, and any other value is returned as it is. */
export const parseStoredValue = (value: unknown) => (typeof value === 'string' ? readJson(value) : value);

/**
 * Parses a JSON answer by a schema. The result is undefined if the content type is not `application/json`, or if the text does not fit the
 * schema.
 */
export function parseJsonAnswer<Schema extends z.ZodTypeAny>(
	{ contentType, text }: { readonly contentType: string; readonly text: string },
	schema: Schema,
) {
	return contentType === 'application/json' ? (schema.safeParse(readJson(text)).data as z.output<Schema> | undefined) : undefined;
}

/** Writes a value as JSON, with the same text whatever the order of its keys. */
export function canonicalJson(value: unknown) {
	return JSON.stringify(value, (_key, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([first], [second]) => (first < second ? -1 : 1)))
			: part,
	);
}

/** Applies a function to each value of an object. */
export function mapValues<From, To>(map: Readonly<Record<string, From>>, change: (value: From) => To) {
	return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));
}
