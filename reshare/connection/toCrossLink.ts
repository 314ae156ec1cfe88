import type { OkapiClient } from '../okapi';
import { CrossLinkClient } from '../requests/crosslink/CrossLinkClient';
import { CrossLinkDesk } from '../requests/crosslink/CrossLinkDesk';
import { allowed } from '../requests/crosslink/symbols';
import type { BackEnd } from './access';
import { checkCrossLink } from './crossLink';
import { openRequests } from './openRequests';

export const crossLink: BackEnd = {
	open: (okapi, _http, access, surroundings) => openRequests(new CrossLinkDesk(okapi, symbolOf(access.librarySymbol)), access, surroundings),
	check: async (okapi, _http, { librarySymbol }) => await checkCrossLink(okapi, symbolOf(librarySymbol)),
};

/** How many borrowing requests of the account's tenant are there; 0, too, where it may not be asked. */
export async function countAtCrossLink(okapi: OkapiClient): Promise<number> {
	return (await allowed(new CrossLinkClient(okapi).count({ side: 'borrowing' }))) ?? 0;
}

/** CrossLink knows one authority, and people know a symbol without it. */
function symbolOf(typed = ''): string | undefined {
	const symbol = typed.trim();
	if (symbol === '') return undefined;
	return symbol.includes(':') ? symbol : `ISIL:${symbol}`;
}
