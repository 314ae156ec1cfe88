import type { PatronRequest } from './schemas';

/** The type under which the OpenURL resolver stores a reference. mod-rs prints it in upper case. */
export const referenceType = 'illiad';

/**
 * The references that a request carries itself: its identifiers of the resolver's kind. Others, such as a DOI, name the
 * work. Only for requests read whole, since the list view leaves the identifiers out. A request that was made anew
 * carries none; see `Lineage`.
 */
export function references({ requestIdentifiers = [] }: Partial<Pick<PatronRequest, 'requestIdentifiers'>>): string[] {
	return requestIdentifiers.flatMap(({ identifierType, identifier }) => (identifierType?.toLowerCase() === referenceType && identifier !== undefined ? [identifier] : []));
}
