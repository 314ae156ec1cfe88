import { z } from 'zod';
import { ReShareError, undefinedIfFailed } from '../errors';
import { quotedTerm, hostTerms } from '../hostTerms';
import type { OkapiCall, OkapiClient } from './OkapiClient';

/**
 * Three services are easily mixed up, since all log in at an Okapi: a library's requests in mod-rs, those in CrossLink, and the
 * consortium's shared inventory. The paths that Okapi routes for a tenant show which of them it has.
 */
const calls = {
	modRs: { path: '/rs/patronrequests', query: [['perPage', '1']], what: 'the list of requests' },
	crossLink: {
		path: '/broker/patron_requests',
		query: [
			['side', 'borrowing'],
			['limit', '0'],
		],
		what: 'the list of requests',
	},
	inventory: { method: 'POST', path: '/graphql', json: { query: '{ __typename }' }, what: 'the shared inventory', safeToRepeat: true },
} as const satisfies Record<string, OkapiCall>;

const names = { modRs: 'mod-rs', crossLink: 'CrossLink' } as const;

export async function hasRequestModule(okapi: OkapiClient): Promise<boolean> {
	return (await isThere(okapi, 'modRs')) || (await isThere(okapi, 'crossLink'));
}

/**
 * Whether Okapi routes this service. An answer proves it. So does a missing permission, because Okapi asks for it only after it has found
 * the module, and so does the module's own refusal, such as CrossLink's of a tenant that is not set up yet. A proxy's page proves nothing.
 */
async function isThere(okapi: OkapiClient, service: keyof typeof calls): Promise<boolean> {
	return await okapi.json(calls[service], z.unknown()).then(
		() => true,
		(error: unknown) => {
			if (!(error instanceof ReShareError)) throw error;
			return error.kind === 'permission' || error.kind === 'refused';
		},
	);
}

/**
 * Whether the tenant has mod-rs.
 *
 * @throws ReShareError if the answer does not show it
 */
export async function hasModRs(okapi: OkapiClient): Promise<boolean> {
	return (
		(await undefinedIfFailed(
			okapi.json(calls.modRs, z.unknown()).then(() => true, orPermission),
			'noModule',
		)) ?? false
	);
}

function orPermission(error: unknown): boolean {
	if (error instanceof ReShareError && error.kind === 'permission') return true;
	throw error;
}

/**
 * Runs the first call to a library's back end. @throws ReShareError `noModule`, which says what the tenant has in place of the
 * chosen one
 */
export async function explainOtherBackend<Answer>(
	okapi: OkapiClient,
	chosen: keyof typeof names,
	call: () => Promise<Answer>,
): Promise<Answer> {
	try {
		return await call();
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'noModule') throw error;
		const other = chosen === 'modRs' ? 'crossLink' : 'modRs';
		const { tenant } = okapi.account;
		if (await isThere(okapi, other)) {
			throw new ReShareError(
				'noModule',
				`The login works, but the requests of the tenant '${tenant}' are kept by ${names[other]}, not by ${names[chosen]}`,
				{
					status: 404,
					description: `Choose ${names[other]} under ${quotedTerm('backEnd')}.`,
				},
			);
		}
		if (!(await isThere(okapi, 'inventory'))) throw error;
		throw new ReShareError('noModule', `The login works, but the tenant '${tenant}' is a shared inventory's, not a library's`, {
			status: 404,
			description: `Check ${quotedTerm('tenant')}: it must be your library's. The shared inventory's account belongs in a ${hostTerms.settings} of the other type.`,
		});
	}
}
