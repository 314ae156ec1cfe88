import type { IExecuteFunctions } from 'n8n-workflow';
import { hostClock } from './clock';
import { addHint } from './hints';
import { loadNotices, type Profile } from './notices';

/** The type of a credential without secrets: n8n stores it once for all workflows, and sets it in each pasted node. */
export const profileType = { name: 'reShareLibraryProfileApi', displayName: 'ReShare Library Profile' } as const;

/**
 * Reads the profile that the node has chosen.
 *
 * @throws NodeOperationError of n8n if the node has no profile
 */
export async function libraryProfile(context: IExecuteFunctions): Promise<Profile> {
	const { readProfile } = await loadNotices();
	return readProfile(await context.getCredentials(profileType.name));
}

/** The same for what is written, with a hint: n8n gives an added node the newest profile, which may be another library's. */
export async function writersProfile(context: IExecuteFunctions): Promise<Profile> {
	const profile = await libraryProfile(context);
	if (profile.libraryName !== '') addHint(context, `Written for ${profile.libraryName}.`, 'info');
	return profile;
}

/** The day in the workflow's time zone, as `YYYY-MM-DD`. */
export function todayIn(context: IExecuteFunctions): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: context.getTimezone() }).format(hostClock.now());
}
