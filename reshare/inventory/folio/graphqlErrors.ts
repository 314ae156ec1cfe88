import { z } from 'zod';
import { ReShareError } from '../../errors';
import { findPermissionIn } from '../../okapi/gatewayErrors';
import { statusError } from '../../transport';

/** One entry of `errors[]` in a GraphQL answer. mod-graphql puts the inventory's HTTP status only into the text. */
export const graphqlErrorSchema = z.object({
	message: z.string().catch(''),
	path: z
		.array(z.union([z.string(), z.number()]))
		.optional()
		.catch(undefined),
});

const statusByText: ReadonlyArray<readonly [status: number, text: RegExp]> = [
	[403, /requires permission: /u],
	[401, /^(?:Invalid token|Token (?:is )?(?:expired|missing))/iu],
	[404, /^(?:No suitable module found|Not found\b)/iu],
	[400, /\bCQL|CQL\b|QueryValidationException|truncation wildcard must|wildcard not allowed/u],
	[400, /^Relation \S+ not implemented|parameter is incorrect|"code":"(?:validation_error|service_error)"/u],
];

/**
 * The inventory's own status in an error text. From 1.13 on, mod-graphql puts it first, `<status> <reason>: <upstream text>`; before, it
 * gave the inventory's text alone. Undefined for failures below HTTP and for texts that name no status.
 */
export function httpStatusInGraphqlError(message: string) {
	const [, status] = /^([1-5]\d\d)\s/u.exec(message) ?? [];
	return status === undefined ? statusByText.find(([, text]) => text.test(message))?.[0] : Number(status);
}

/** Whether the inventory was busy, broken or out of reach, so that the same query may succeed later. */
export function isTemporaryError(error: ReShareError) {
	return error.kind === 'server' || error.kind === 'rateLimited' || (error.kind === 'inventory' && error.status === undefined);
}

export function inventoryError(message: string) {
	const status = httpStatusInGraphqlError(message);
	if (status === undefined) {
		return new ReShareError(
			'inventory',
			'The shared inventory gave an answer that cannot be used',
			'Something between GraphQL and the inventory failed. Try again later. If it goes on, tell whoever runs the shared inventory.',
		);
	}
	const permission = findPermissionIn(message);
	return statusError({ status }, 'The shared inventory', {
		unauthorized: ['The shared inventory did not accept the login', 'The user may have been deactivated. Test the ⟦settings⟧.'],
		permission: [
			`The user of the shared inventory lacks ${permission === undefined ? 'a permission' : `the permission ${permission}`}`,
			'Ask your ReShare provider to give the user this permission.',
			{ permission },
		],
		notFound: message.includes('No suitable module found')
			? [
					'The shared inventory lacks the module for this question',
					'Ask your ReShare provider which search the shared inventory offers.',
					{ kind: 'noModule' },
				]
			: ['The shared inventory has no such record', ''],
		rateLimited: ['The shared inventory asks for fewer calls', "Lower '⟦batchSize⟧', or try again later."],
		server: [
			`The shared inventory could not answer (${status})`,
			'Try again later. If it goes on, tell whoever runs the shared inventory.',
		],
		refused: [`The shared inventory refused the question (${status})`, upstreamReason(message)],
	});
}

/** Returns the inventory's reason for refusing a query, in one line without the names of program parts. */
function upstreamReason(message: string) {
	const reason = message
		.replace(/^\d{3}\s[^:]*:\s*/u, '')
		.replace(/(?<![\w.])(?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error):\s*/gu, '')
		.replace(/\s+/gu, ' ')
		.trim();
	return reason === '' ? '' : `It says: ${reason.slice(0, 300)}`;
}
