/** Reads from the gateway what the resolver needs: the lists for its forms, and the patron's limit. */
import type { OkapiSession } from './OkapiSession';
import type { ResolverVersionTraits } from './versions';

export interface FormOption {
	readonly code: string;
	readonly name: string;
}

const pickupPath = '/directory/entry?filters=tags.value%3Di%3Dpickup&filters=status.value%3Di%3Dmanaged&perPage=100&stats=true';
const maxRequestsPath = '/rs/settings/appSettings?filters=section%3D%3Drequests&filters=key%3D%3Dmax_requests';
const defaultCopyrightPath = '/rs/settings/appSettings?filters=section%3D%3Dother&filters=key%3D%3Ddefault_copyright_type&perPage=1';

function byName(a: { name?: unknown }, b: { name?: unknown }): number {
	if (typeof a.name !== 'string') return typeof b.name !== 'string' ? 0 : 1;
	return typeof b.name !== 'string' ? -1 : a.name.localeCompare(b.name);
}

/** Lists the pickup locations, since v1.6.0 sorted by name. An answer of another form fails, and the real resolver then answers 500. */
export async function listPickupLocations(
	session: OkapiSession,
	traits: ResolverVersionTraits,
): Promise<Array<FormOption & { id: string }>> {
	const caption = traits.formLists === 'all' ? 'default pickup locations' : 'pickup locations';
	const { results } = (await session.getJson(pickupPath, caption)) as {
		results: Array<{ id: string; slug: string; lmsLocationCode: string; name: string }>;
	};
	const places = results.map(({ id, slug, lmsLocationCode, name }) => ({ id, code: traits.sinceSlugs ? slug : lmsLocationCode, name }));
	return traits.sinceSlugs ? places.sort(byName) : places;
}

async function listRefdata(session: OkapiSession, category: string, caption: string): Promise<FormOption[] | undefined> {
	const categories = (await session.getJson(`/rs/refdata?filters=desc%3D%3D${category}&max=100`, `default ${caption}`)) as Array<
		{ values: Array<{ value: string; label: string }> } | undefined
	>;
	return categories[0]?.values.map(({ value, label }) => ({ code: value, name: label })).sort(byName);
}

export const listServiceLevels = (session: OkapiSession) => listRefdata(session, 'ServiceLevels', 'service levels');
export const listCurrencies = (session: OkapiSession) => listRefdata(session, 'CurrencyCodes', 'currencies');
export const listCopyrightTypes = (session: OkapiSession) => listRefdata(session, 'copyrightType', 'copyright types');

export async function readDefaultCopyrightType(session: OkapiSession): Promise<string | undefined> {
	const settings = (await session.getJson(defaultCopyrightPath, 'default default copyright type')) as Array<{ value?: string } | undefined>;
	return settings[0]?.value;
}

/**
 * Whether the patron has as many open requests as the setting allows. The patron's id goes into the path unescaped. Any failure counts as
 * "no".
 */
export async function isPatronAtLimit(session: OkapiSession, patronId: string): Promise<boolean> {
	const openPath = `/rs/patronrequests?perPage=1000&filters=state.terminal%3D%3Dfalse&filters=isRequester%3D%3Dtrue&filters=patronIdentifier%3D%3D${patronId}`;
	try {
		const [limit, open] = await Promise.all([session.call('GET', maxRequestsPath), session.call('GET', openPath)]);
		if (!limit.ok || !open.ok) return false;
		const settings = (await limit.json()) as Array<{ value?: string } | undefined>;
		const maximum = settings[0]?.value;
		if (!maximum) return false;
		const rows = (await open.json()) as Array<{ state?: { tags?: Array<{ value?: string }> } }>;
		const counted = rows.filter((row) => row.state?.tags?.some((tag) => tag.value === 'ACTIVE_PATRON'));
		return counted.length >= Number(maximum);
	} catch {
		return false;
	}
}
