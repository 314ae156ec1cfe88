import type { IExecuteFunctions } from 'n8n-workflow';
import { loadNotices, type Profile } from './notices';

/** What belongs to the library: a credential without secrets, since that is what n8n keeps once for all workflows, and puts into each pasted node. */
export const profileType = { name: 'reShareLibraryProfileApi', displayName: 'ReShare Library Profile' } as const;

/** The library's own symbols; none where the node has no profile, which not every node asks for. */
export async function profileSymbols(context: IExecuteFunctions): Promise<string[]> {
	if (context.getNode().credentials?.[profileType.name] === undefined) return [];
	const { ownSymbols } = await context.getCredentials(profileType.name);
	return typeof ownSymbols === 'string' ? ownSymbols.split(',').map((symbol) => symbol.trim()).filter((symbol) => symbol !== '') : [];
}

/** @throws NodeOperationError of n8n where the node has none */
export async function libraryProfile(context: IExecuteFunctions): Promise<Profile> {
	const { readProfile } = await loadNotices();
	return readProfile(await context.getCredentials(profileType.name));
}
