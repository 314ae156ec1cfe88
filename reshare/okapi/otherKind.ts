import { z } from 'zod';
import { ReShareError } from '../errors';
import type { OkapiCall, OkapiClient } from './OkapiClient';
import { named, words } from '../words';

/*
 * Three services are easily mixed up, since all log in at an Okapi: a library's requests in mod-rs, those in CrossLink, and the
 * consortium's shared inventory. Which of them a tenant has shows in what Okapi routes for it.
 */

/** Whether the tenant keeps a library's requests, in whichever back end. */
export async function keepsRequests(okapi: OkapiClient): Promise<boolean> {
	return (await hasModRs(okapi)) || (await hasCrossLink(okapi));
}

async function hasModRs(okapi: OkapiClient): Promise<boolean> {
	return await routes(okapi, { method: 'GET', path: '/rs/patronrequests', query: [['perPage', '1']], what: 'the list of requests', safeToRepeat: true });
}

async function hasCrossLink(okapi: OkapiClient): Promise<boolean> {
	return await routes(okapi, { method: 'GET', path: '/broker/patron_requests', query: [['side', 'borrowing'], ['limit', '0']], what: 'the list of requests', safeToRepeat: true });
}

/** Whether the tenant has an inventory behind GraphQL. */
async function hasInventory(okapi: OkapiClient): Promise<boolean> {
	return await routes(okapi, { method: 'POST', path: '/graphql', json: { query: '{ __typename }' }, what: 'the shared inventory', safeToRepeat: true });
}

/**
 * A missing permission tells as much as an answer: Okapi asks for it only where it has found the module. So does the module's
 * own refusal, such as CrossLink's of a tenant that is not set up yet. A proxy's page tells nothing.
 */
async function routes(okapi: OkapiClient, call: OkapiCall): Promise<boolean> {
	try {
		await okapi.json(call, z.unknown());
		return true;
	} catch (error) {
		if (!(error instanceof ReShareError)) throw error;
		return error.kind === 'permission' || error.kind === 'refused';
	}
}

const others = {
	modRs: { name: 'mod-rs', isThere: hasModRs },
	crossLink: { name: 'CrossLink', isThere: hasCrossLink },
} as const;

/**
 * Runs the first call to a library's back end. Where the tenant does not have it, the error tells what it has in its place.
 *
 * @param chosen the back end that the settings name
 * @throws ReShareError `noModule`
 */
export async function toldApart<Answer>(okapi: OkapiClient, chosen: keyof typeof others, call: () => Promise<Answer>): Promise<Answer> {
	try {
		return await call();
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'noModule') throw error;
		const other = others[chosen === 'modRs' ? 'crossLink' : 'modRs'];
		const { tenant } = okapi.account;
		if (await other.isThere(okapi)) {
			throw new ReShareError('noModule', `The login works, but the requests of the tenant '${tenant}' are kept by ${other.name}, not by ${others[chosen].name}`, {
				status: 404,
				description: `Choose ${other.name} under ${named('backEnd')}.`,
			});
		}
		if (!(await hasInventory(okapi))) throw error;
		throw new ReShareError('noModule', `The login works, but the tenant '${tenant}' is a shared inventory's, not a library's`, {
			status: 404,
			description: `Check ${named('tenant')}: it must be your library's. The shared inventory's account belongs in a ${words.settings} of the other type.`,
		});
	}
}
