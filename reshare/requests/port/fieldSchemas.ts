import { z } from 'zod';

/* Parts of the schemas for the answers of both back ends. A value that is null counts as absent. */

/** A schema that is one function. Rows consist of fields that may be absent, for which zod's transformations take five times the time. */
class FieldSchema<Value> extends z.ZodType<Value, z.ZodTypeDef, unknown> {
	constructor(readonly _parse: (input: z.ParseInput) => z.ParseReturnType<Value>) {
		super({});
	}
}

const number = z.number().transform(String);

/** Text that some versions write as a number. Empty text counts as absent, too. */
export const optionalText = optionalField(
	new FieldSchema<string | undefined>((input) => (typeof input.data === 'string' ? z.OK(input.data || undefined) : number._parse(input))),
);

/** The schemas of the fields with these names, all of them text. */
export function textFields<Name extends string>(...names: readonly Name[]) {
	return Object.fromEntries(names.map((name) => [name, optionalText])) as Record<Name, typeof optionalText>;
}

export const optionalFlag = optionalField(z.boolean());
export const optionalNumber = optionalField(z.number());
/** A time in milliseconds since 1970. A number beyond all calendars counts as absent. */
export const optionalMilliseconds = optionalNumber.transform((ms) =>
	ms === undefined || Number.isNaN(new Date(ms).getTime()) ? undefined : ms,
);

export function optionalList<Schema extends z.ZodTypeAny>(schema: Schema) {
	return optionalField(z.array(schema)).transform((list): Array<z.output<Schema>> => list ?? []);
}

export function optionalField<Schema extends z.ZodTypeAny>(schema: Schema) {
	return new FieldSchema((input): z.ParseReturnType<z.output<Schema> | undefined> =>
		input.data === undefined || input.data === null ? z.OK(undefined) : schema._parse(input),
	);
}

/** Reads a record, and keeps it together with the form in which the server sent it. */
export function schemaWithRaw<Schema extends z.ZodTypeAny, Joined>(
	schema: Schema,
	join: (read: z.output<Schema>, raw: Readonly<Record<string, unknown>>) => Joined,
) {
	return new FieldSchema((input): z.ParseReturnType<Joined> => {
		const parsed = schema._parse(input);
		return z.isValid(parsed) ? z.OK(join(parsed.value, input.data)) : z.INVALID;
	});
}

/** ISO 18626's words for OpenURL genres. */
export const publicationTypeByGenre: Readonly<Record<string, string>> = {
	article: 'Article',
	book: 'Book',
	bookitem: 'Chapter',
	journal: 'Journal',
};

/** Leaves out fields without a value, so that a preview shows exactly what is sent, and a spread replaces nothing with them. */
export function withoutAbsentFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
