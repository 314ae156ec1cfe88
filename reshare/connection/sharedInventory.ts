import { ReShareError } from '../errors';
import type { SharedIndex } from '../inventory';
import { isVufind } from '../inventory/vufind/check';
import type { HttpClient } from '../transport';
import { named } from '../words';

/**
 * Tests what the shared inventory is searched through.
 *
 * @param okapiUrl the address given for Okapi, which may have got VuFind's
 * @returns a sentence saying what was reached
 * @throws ReShareError in words for whoever fills in the settings
 */
export async function checkSharedInventory(index: SharedIndex, http: HttpClient, okapiUrl: string): Promise<string> {
	try {
		return await index.check();
	} catch (error) {
		if (!(error instanceof ReShareError) || error.kind !== 'notOkapi' || !(await isVufind(http, okapiUrl))) throw error;
		throw new ReShareError('notOkapi', `${named('okapiUrl')} is the address of VuFind`, { description: `Choose VuFind under ${named('searchedThrough')}, and enter this address as ${named('vufindUrl')}. No account is needed then.` });
	}
}
