import type { IExecuteFunctions } from 'n8n-workflow';
import { n8nClock } from './n8nClock';
import { addHint } from './addHint';
import { loadNoticesModule, type LibraryProfile } from './loadNoticesModule';

/** The type of a credential without secrets: n8n stores it once for all workflows, and sets it in each pasted node. */
export const profileCredentialType = { name: 'reShareLibraryProfileApi', displayName: 'ReShare Library Profile' } as const;

/**
 * Reads the profile that the node has chosen.
 *
 * @throws NodeOperationError of n8n if the node has no profile
 */
export async function loadLibraryProfile(context: IExecuteFunctions): Promise<LibraryProfile> {
	const { readLibraryProfile } = await loadNoticesModule();
	return readLibraryProfile(await context.getCredentials(profileCredentialType.name));
}

/**
 * Reads the profile like `loadLibraryProfile`, for a node that writes, and adds a hint: n8n gives a new node the newest profile, which may
 * be another library's.
 */
export async function loadProfileAndAddHint(context: IExecuteFunctions): Promise<LibraryProfile> {
	const profile = await loadLibraryProfile(context);
	if (profile.libraryName !== '') addHint(context, `Written for ${profile.libraryName}.`, 'info');
	return profile;
}

/** Returns the current day in the workflow's time zone, as `YYYY-MM-DD`. */
export function todayInWorkflowZone(context: IExecuteFunctions): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: context.getTimezone() }).format(n8nClock.now());
}
