import { z } from 'zod';
import { ReShareError, rethrowUnlessOfKind } from '../errors';
import type { OkapiCall, OkapiClient } from './OkapiClient';

/**
 * For each of three services, a call that shows whether Okapi routes its path for the tenant. People easily enter the account of one
 * service in place of another, since all are behind an Okapi: a library's requests in mod-rs, those in CrossLink, and the consortium's
 * shared inventory.
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

export async function hasRequestModule(okapi: OkapiClient) {
	return (await isSurelyThere(okapi, 'modRs')) || (await isSurelyThere(okapi, 'crossLink'));
}

/**
 * Whether Okapi routes this service. An answer proves it. So does a missing permission, because Okapi asks for it only after it has found
 * the module, and so does the module's own refusal, such as CrossLink's of a tenant that is not set up yet.
 *
 * @throws ReShareError if the answer does not show it, such as a proxy's page
 */
export async function hasService(okapi: OkapiClient, service: keyof typeof calls) {
	try {
		await okapi.json(calls[service], z.unknown());
		return true;
	} catch (error) {
		rethrowUnlessOfKind(error, 'noModule', 'permission', 'refused');
		return error.kind !== 'noModule';
	}
}

function isSurelyThere(okapi: OkapiClient, service: keyof typeof calls) {
	return hasService(okapi, service).catch(() => false);
}

/**
 * Waits for the first call to a library's back end. If the tenant lacks the module of this back end, the error says what it has instead.
 *
 * @throws ReShareError `noModule` if the tenant lacks the module; every other error as it is
 */
export async function callOrExplainMissingModule<Answer>(okapi: OkapiClient, chosen: keyof typeof names, call: Promise<Answer>) {
	try {
		return await call;
	} catch (error) {
		rethrowUnlessOfKind(error, 'noModule');
		const other = chosen === 'modRs' ? 'crossLink' : 'modRs';
		const { tenant } = okapi.account;
		if (await isSurelyThere(okapi, other))
			throw new ReShareError(
				'noModule',
				`The login works, but the requests of the tenant '${tenant}' are kept by ${names[other]}, not by ${names[chosen]}`,
				{
					status: 404,
					description: `Choose ${names[other]} under '⟦backEnd⟧'.`,
				},
			);
		if (!(await isSurelyThere(okapi, 'inventory'))) throw error;
		throw new ReShareError('noModule', `The login works, but the tenant '${tenant}' is a shared inventory's, not a library's`, {
			status: 404,
			description: "Check '⟦tenant⟧': it must be your library's. The shared inventory's account belongs in a ⟦settings⟧ of the other type.",
		});
	}
}
