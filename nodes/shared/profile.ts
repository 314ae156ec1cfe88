import type { IExecuteFunctions } from 'n8n-workflow';
import { loadNotices, type Profile } from './notices';

/** A credential without secrets: these n8n keeps once for all workflows, and puts into each pasted node. */
export const profileType = { name: 'reShareLibraryProfileApi', displayName: 'ReShare Library Profile' } as const;

/** @throws NodeOperationError of n8n if the node has none */
export async function libraryProfile(context: IExecuteFunctions): Promise<Profile> {
	const { readProfile } = await loadNotices();
	return readProfile(await context.getCredentials(profileType.name));
}

/** `YYYY-MM-DD` in the workflow's time zone. */
export function todayIn(context: IExecuteFunctions): string {
	return new Intl.DateTimeFormat('sv-SE', { timeZone: context.getTimezone() }).format(new Date());
}
