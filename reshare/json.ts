import type { z } from 'zod';

/** What a text in JSON says; undefined where it is none. */
export function readJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** What was kept, as JSON or as it was. */
export const parseStored = (value: unknown): unknown => (typeof value === 'string' ? readJson(value) : value);

/** What an answer says in this form; undefined where it is in another one, or no JSON. */
export function jsonIn<Schema extends z.ZodTypeAny>(
	{ contentType, text }: { readonly contentType: string; readonly text: string },
	schema: Schema,
): z.output<Schema> | undefined {
	return contentType === 'application/json' ? (schema.safeParse(readJson(text)).data as z.output<Schema> | undefined) : undefined;
}

/** The same text for the same value, whatever the order of the keys. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_key, part: unknown) =>
		typeof part === 'object' && part !== null && !Array.isArray(part)
			? Object.fromEntries(Object.entries(part).sort(([first], [second]) => (first < second ? -1 : 1)))
			: part,
	);
}
