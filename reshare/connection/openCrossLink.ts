import { Cache } from '../Cache';
import type { OkapiClient } from '../okapi';
import { hasService } from '../okapi/probeServices';
import { CrossLinkBackend } from '../requests/crosslink/CrossLinkBackend';
import type { RequestBackend } from '../requests/port/RequestBackend';
import { checkCrossLink } from './checkCrossLink';
import type { BackEndOpener } from './settings';

export const crossLinkOpener: BackEndOpener = {
	backend: (okapi, _http, { librarySymbol }) =>
		new CrossLinkBackend(okapi, symbolOf(librarySymbol), undefined, { name: 'mod-rs', open: () => openModRs(okapi) }),
	check: (okapi, _http, { librarySymbol }) => checkCrossLink(okapi, symbolOf(librarySymbol)),
};

/** Whether a tenant also has mod-rs. Key: Okapi and tenant. TTL: ten minutes. A failure is not cached, so the next run asks again. */
const tenantsWithModRs = new Cache<boolean>(10 * 60_000);

/** Opens the tenant's mod-rs; undefined if it has none. While a library migrates, its tenant has both mod-rs and CrossLink. */
async function openModRs(okapi: OkapiClient): Promise<RequestBackend | undefined> {
	const hasModRs = await tenantsWithModRs.get(okapi.scope, () => hasService(okapi, 'modRs'));
	return hasModRs ? new (await import('../requests/modrs/ModRsBackend')).ModRsBackend(okapi) : undefined;
}

/** Adds the authority `ISIL:` to a symbol that was typed without one, since CrossLink knows no other authority. */
function symbolOf(typed = '') {
	const symbol = typed.trim();
	if (symbol === '') return undefined;
	return symbol.includes(':') ? symbol : `ISIL:${symbol}`;
}
