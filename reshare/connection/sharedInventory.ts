import { z } from 'zod';
import { ReShareError } from '../errors';
import type { OkapiClient } from '../okapi';
import { permissionIn } from '../okapi/answers';
import { hostOf } from '../transport/failures';
import { counted, permissionError, type Missing } from './permissions';

/** What Find Eligible Instance reads, by the query that reads it. */
const tables = {
	instance_storage_instances: 'to read records',
	holdings_storage_holdings: 'to read holdings',
	ill_policies: 'to read lending policies',
	identifier_types: 'to read kinds of identifiers',
	locations: 'to read locations',
} as const;

type Table = keyof typeof tables;

const document = `{ ${Object.keys(tables)
	.map((table) => `${table}(limit: 0) { totalRecords }`)
	.join(' ')} }`;

const count = z.object({ totalRecords: z.number().nullish() }).nullish();
const answerSchema = z.object({
	data: z.record(count).nullish(),
	errors: z.array(z.object({ message: z.string(), path: z.array(z.union([z.string(), z.number()])).nullish() })).nullish(),
});

/**
 * Logs in and reads a count from every table that a search needs.
 *
 * @returns a sentence saying what was reached
 * @throws ReShareError in words for whoever fills in the credential
 */
export async function checkSharedInventory(okapi: OkapiClient): Promise<string> {
	await okapi.logInAfresh();
	const { data, errors } = await ask(okapi);
	const missing: Missing[] = [];
	for (const error of errors ?? []) {
		const table = String(error.path?.[0] ?? '');
		if (!error.message.startsWith('403')) throw notReadable(okapi, table, error.message);
		missing.push({ purpose: purposeOf(table), permission: permissionIn(error.message) });
	}
	if (missing.length > 0) throw permissionError(missing);
	const records = data?.instance_storage_instances?.totalRecords ?? undefined;
	const holdings = data?.holdings_storage_holdings?.totalRecords ?? undefined;
	if (records === undefined || holdings === undefined) throw notReadable(okapi, 'instance_storage_instances', '');
	if (records === 0) return 'Connected, but the shared inventory is empty for this tenant. Is it the right one?';
	return `Connected: ${counted(records, 'record', 'records')} and ${counted(holdings, 'holding', 'holdings')} in the shared inventory`;
}

async function ask(okapi: OkapiClient): Promise<z.output<typeof answerSchema>> {
	try {
		return await okapi.json({ method: 'POST', path: '/graphql', json: { query: document }, what: 'the shared inventory', safeToRepeat: true }, answerSchema);
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'noModule') throw error;
		throw new ReShareError('noModule', `The login works, but ${hostOf(okapi.account.url)} has no GraphQL for the tenant '${okapi.account.tenant}'`, {
			status: 404,
			description:
				"Check 'Tenant': it must be the shared inventory's, not your library's. If it is, this consortium's inventory is searched another way (for example through VuFind), and ReShare Search cannot be used with it.",
		});
	}
}

/** The server's own text is kept only to its status: the rest may hold anything. */
function notReadable(okapi: OkapiClient, table: string, message: string): ReShareError {
	const status = /^\d{3}/.exec(message)?.[0];
	return new ReShareError('inventory', `The login works, but the user could not be shown ${purposeOf(table).replace('to read ', '')}${status === undefined ? '' : ` (${status})`}`, {
		description: `Ask whoever runs ${hostOf(okapi.account.url)} what its shared inventory answers.`,
	});
}

function purposeOf(table: string): string {
	return table in tables ? tables[table as Table] : 'to read the shared inventory';
}
