import { z } from 'zod';
import { badAnswerError } from '../../errors';
import type { InventoryApi } from './cql';
import type { GraphqlFieldQuery, GraphqlQueryBatcher } from './GraphqlQueryBatcher';

/*
 * The forms of the shared inventory's answers. The schemas are tolerant: absent fields become null or empty, and unknown ones are ignored.
 */

const text = z.string().nullable().default(null);
const flag = z.boolean().nullish().transform(Boolean);
const list = <Schema extends z.ZodTypeAny>(element: Schema) =>
	z
		.array(element.nullable().catch(null))
		.nullish()
		.transform((values) => (values ?? []).flatMap((value) => value ?? []));

const both =
	'id hrid title indexTitle alternativeTitles { alternativeTitle } languages contributors { name primary } publication { publisher place dateOfPublication } identifiers { value identifierTypeId } instanceFormatIds modeOfIssuanceId discoverySuppress staffSuppress';

/** The fields of a record to select. mod-search gives neither editions nor physical descriptions. */
export const instanceSelections: Readonly<Record<InventoryApi, string>> = {
	storage: `${both} editions physicalDescriptions`,
	search: `${both} series { value }`,
};

export const instanceSchema = z.object({
	id: z.string(),
	hrid: text,
	title: text,
	indexTitle: text,
	alternativeTitles: list(z.object({ alternativeTitle: z.string() })),
	editions: list(z.string()),
	/**
	 * mod-search gives series as objects. So does inventory storage since 2023, but mod-graphql cannot read them there; so storage is not
	 * asked for series.
	 */
	series: list(z.union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)])).optional(),
	languages: list(z.string()),
	contributors: list(z.object({ name: z.string(), primary: flag })),
	publication: list(z.object({ publisher: text, place: text, dateOfPublication: text })),
	identifiers: list(z.object({ value: z.string(), identifierTypeId: text })),
	physicalDescriptions: list(z.string()),
	instanceFormatIds: list(z.string()),
	modeOfIssuanceId: text,
	discoverySuppress: flag,
	staffSuppress: flag,
});

export type InstanceAnswer = z.output<typeof instanceSchema>;

export const holdingSchema = z.object({
	id: z.string(),
	instanceId: z.string(),
	callNumber: text,
	illPolicyId: text,
	permanentLocationId: text,
	illPolicy: z.object({ name: text }).nullish(),
	permanentLocation: z.object({ code: text, name: text }).nullish(),
	holdingsStatements: list(z.object({ statement: z.string() })),
});

export const inventoryItemSchema = z.object({
	id: z.string(),
	barcode: text,
	volume: text,
	enumeration: text,
	holdingsRecordId: text,
	status: z.object({ name: text }).nullish(),
});

export const referenceTableRowSchema = z.object({ id: z.string(), name: text, code: text });

export type ReferenceTableRow = z.output<typeof referenceTableRowSchema>;

/** The part of an answer that shows whether mod-search's records have their numbers. */
export const identifierSampleSchema = z.object({ instances: list(z.object({ identifiers: list(z.object({ value: z.string() })) })) });

export const totalRecordsSchema = z.object({ totalRecords: z.number().nullish() });

const listAnswer = totalRecordsSchema.passthrough();

/**
 * Reads the entries of a list, whatever their form. GraphQL gives null for an entry that lacks a required field.
 *
 * @throws ReShareError `badAnswer` if there is no list, because a missing list does not say that there are no entries
 */
export function readListOfAnswer(answer: unknown, name: string, what: string) {
	const { totalRecords: total = null, [name]: entries } = listAnswer.safeParse(answer).data ?? {};
	if (!Array.isArray(entries)) throw badAnswerError(`The shared inventory sent ${what} in an unknown form`);
	return { entries: entries as readonly unknown[], total };
}

export async function fetchAllPages(
	batcher: GraphqlQueryBatcher,
	fieldQuery: GraphqlFieldQuery & { readonly limit: number },
	name: string,
	what: string,
) {
	const all: unknown[] = [];
	for (;;) {
		const { entries } = readListOfAnswer((await batcher.ask({ ...fieldQuery, offset: all.length })).value, name, what);
		all.push(...entries);
		if (entries.length < fieldQuery.limit) return all;
	}
}
