import templates from './typeTemplates.json';

/**
 * The types of the GraphQL schema as templates: `$` stands for the type's own name, `@` for the family of the types that
 * its links lead to. mod-graphql makes each type several times over, with other names and the same fields.
 * A key that begins with `_` is a part of the type, e.g. `_notes` of `holdingsrecord`.
 */
export type TypeTemplate = Readonly<Record<string, string>>;

export const typeTemplates = templates.storage satisfies Readonly<Record<string, TypeTemplate>>;

export type TemplateName = keyof typeof typeTemplates;

/** mod-search's record. Its own parts carry no links; `holdingsRecords2` leads into the second family of types. */
export const templateOfSearchRecord: TypeTemplate = templates.search;

/** The record of mod-search 1.6.4, which mod-graphql 1.11 to 1.13 is built with. */
export const typeTemplateOfEarlySearchRecord: TypeTemplate = templates.earlySearch;
