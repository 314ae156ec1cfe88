import { ReShareError, rethrowUnlessOfKind, undefinedIfFailed } from '../../errors';
import type { OkapiClient } from '../../okapi';
import { findPermissionIn } from '../../okapi/gatewayErrors';
import { hasRequestModule } from '../../okapi/probeServices';
import { permissionError, type MissingPermission } from '../../okapi/permissions';
import { hostOf } from '../../transport/errorOfFailedCall';
import { countWithNoun } from '../../sentences';
import { totalRecordsSchema } from './answerSchemas';
import { httpStatusInGraphqlError } from './graphqlErrors';
import type { FolioGraphqlClient } from './FolioGraphqlClient';

const purposes = {
	instance_storage_instances: 'to read records',
	holdingsRecords2: 'to read holdings',
	ill_policies: 'to read lending policies',
	identifier_types: 'to read kinds of identifiers',
	locations: 'to read locations',
} as const;

type Field = keyof typeof purposes;

/** The fields without which no search is possible. Without the reference tables, a search only makes more calls. */
const needed = new Set<Field>(['instance_storage_instances', 'holdingsRecords2']);

const records = 'instance_storage_instances(limit: 1) { totalRecords instances { id holdingsRecords2(limit: 1) { id } } }';
/** Asks for the number of rows of each reference table. Some consortia leave some of these tables out of their GraphQL. */
const tables = 'ill_policies(limit: 0) { totalRecords } identifier_types(limit: 0) { totalRecords } locations(limit: 0) { totalRecords }';

export async function checkFolioConnection(okapi: OkapiClient, graphql: FolioGraphqlClient, libraries: () => Promise<readonly unknown[]>) {
	await okapi.logInAfresh();
	const { data, errors } = await ask(okapi, graphql);
	const totalOf = (field: string) => totalRecordsSchema.safeParse(data[field]).data?.totalRecords ?? undefined;
	const missing: MissingPermission[] = [];
	for (const error of errors) {
		const field = fieldOf(error.path ?? []);
		if (httpStatusInGraphqlError(error.message) === 403)
			missing.push({ purpose: purposes[field], permission: findPermissionIn(error.message) });
		else if (needed.has(field)) throw notReadable(okapi, field, error.message);
	}
	if (missing.length > 0) throw permissionError(missing);
	const [total, locations, policies] = ['instance_storage_instances', 'locations', 'ill_policies'].map(totalOf);
	if (total === undefined) throw notReadable(okapi, 'instance_storage_instances', '');
	if (total === 0)
		throw new ReShareError(
			'inventory',
			`The login works, but the shared inventory is empty for the tenant '${okapi.account.tenant}'`,
			"Check '⟦tenant⟧'.",
		);
	const found = [
		countWithNoun(total, 'record', 'records'),
		...(locations === undefined ? [] : [countWithNoun(locations, 'location', 'locations')]),
		...(policies === undefined ? [] : [countWithNoun(policies, 'lending policy', 'lending policies')]),
	];
	// A tenant that stores requests may be a library with an inventory of its own, or the consortium. It is a library's if its locations
	// name fewer than two libraries.
	if ((locations ?? 0) > 0 && (await hasRequestModule(okapi)) && (await libraries()).length < 2) throw ofOneLibrary(okapi);
	return `Connected: ${found.join(', ')} in the shared inventory`;
}

/**
 * Asks for records and reference tables, and if that is refused, for records alone: GraphQL refuses the whole document if the schema lacks
 * one of the tables.
 */
async function ask(okapi: OkapiClient, graphql: FolioGraphqlClient) {
	try {
		return (await undefinedIfFailed(graphql.ask(`{ ${records} ${tables} }`, {}), 'refused')) ?? (await graphql.ask(`{ ${records} }`, {}));
	} catch (error) {
		rethrowUnlessOfKind(error, 'noModule');
		if (await hasRequestModule(okapi)) throw ofOneLibrary(okapi);
		const { url, tenant } = okapi.account;
		throw new ReShareError('noModule', `The login works, but ${hostOf(url)} has no GraphQL for the tenant '${tenant}'`, {
			status: 404,
			description:
				"Check '⟦tenant⟧': it must be the shared inventory's. If it is, this consortium's inventory is not searched by GraphQL: choose VuFind under '⟦searchedThrough⟧'.",
		});
	}
}

function ofOneLibrary({ account }: OkapiClient) {
	return new ReShareError(
		'noModule',
		`The login works, but the tenant '${account.tenant}' keeps a library's requests, not the shared inventory`,
		"Check '⟦tenant⟧': it must be the shared inventory's. Your library's account belongs in a ⟦settings⟧ of the other type.",
	);
}

/** The error contains only the status from the server's text, because the rest may contain anything. */
function notReadable(okapi: OkapiClient, field: Field, message: string) {
	const status = httpStatusInGraphqlError(message);
	const thing = purposes[field].replace('to read ', '');
	return new ReShareError(
		'inventory',
		`The login works, but ${thing} could not be read${status === undefined ? '' : ` (${status})`}`,
		`Ask whoever runs ${hostOf(okapi.account.url)} what its shared inventory answers.`,
	);
}

function fieldOf(path: ReadonlyArray<string | number>) {
	const known = path.filter((part): part is Field => typeof part === 'string' && part in purposes);
	return known.at(-1) ?? 'instance_storage_instances';
}
