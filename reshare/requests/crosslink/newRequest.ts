import type { CopyWish, Wish } from '../model/wish';
import { given } from '../port/given';
import { copyrightCode } from './copyright';

/** What goes along with a wish besides the wish itself. */
export interface Addressed {
	readonly id: string;
	/** `authority:symbol` of the borrowing library. Absent: the tenant's first symbol counts. */
	readonly requesterSymbol: string | undefined;
	/** Id of the pickup location's entry in the directory. */
	readonly pickupLocationId: string | undefined;
	/** For staff; no other library sees it. */
	readonly internalNote: string | undefined;
}

/** ISO 18626's words for OpenURL genres. */
const publicationTypes: Readonly<Record<string, string>> = { article: 'Article', book: 'Book', bookitem: 'Chapter', journal: 'Journal' };

/**
 * A wish as CrossLink takes it: an ISO 18626 request in JSON. It is strict: one value of another type, or a date without a
 * time and a zone, and all is refused, so that whatever is absent is left out. The broker writes the header.
 *
 * No service level goes along, since it would leave out suppliers whose agreements have another one.
 */
export function newRequest(wish: Wish, { id, requesterSymbol, pickupLocationId, internalNote }: Addressed): Record<string, unknown> {
	const { copy = {} } = wish;
	return given({
		id,
		patron: wish.patronId,
		requesterSymbol,
		internalNote,
		requesterPickupLocationId: pickupLocationId,
		illRequest: given({
			bibliographicInfo: given({
				supplierUniqueRecordId: wish.instanceId,
				title: wish.title,
				author: wish.author,
				edition: wish.edition,
				titleOfComponent: copy.partTitle,
				authorOfComponent: copy.partAuthor,
				volume: wish.volume,
				issue: copy.issue,
				pagesRequested: copy.pages,
				bibliographicItemId: listed([
					['ISBN', wish.isbn],
					['ISSN', wish.issn],
				], (code, number) => ({ bibliographicItemIdentifier: number, bibliographicItemIdentifierCode: code })),
				bibliographicRecordId: listed([['OCLC', wish.oclc]], (code, number) => ({ bibliographicRecordIdentifier: number, bibliographicRecordIdentifierCode: code })),
			}),
			publicationInfo: orNothing(given({ publicationType: text(publicationType(wish, copy)), publicationDate: wish.publicationDate })),
			serviceInfo: given({
				serviceType: wish.serviceType === 'copy' ? 'Copy' : 'Loan',
				// The last moment of the day; lenders read the day as it is written.
				needBeforeDate: wish.neededBy === undefined ? undefined : `${wish.neededBy}T23:59:59Z`,
				copyrightCompliance: text(copy.copyrightType === undefined ? undefined : copyrightCode(copy.copyrightType)),
				note: wish.note,
			}),
			patronInfo: given({ patronId: wish.patronId, address: wish.patronEmail === undefined ? undefined : [email(wish.patronEmail)] }),
		}),
	});
}

function publicationType(wish: Wish, { genre }: CopyWish): string | undefined {
	return publicationTypes[genre?.toLowerCase() ?? ''] ?? (wish.serviceType === 'loan' ? 'Book' : undefined);
}

/** A code as ISO 18626's JSON has it. */
function text(value: string | undefined): { '#text': string } | undefined {
	return value === undefined ? undefined : { '#text': value };
}

function listed<Entry>(numbers: ReadonlyArray<readonly [code: string, number: string | undefined]>, entry: (code: { '#text': string }, number: string) => Entry): Entry[] | undefined {
	const entries = numbers.flatMap(([code, number]) => (number === undefined ? [] : [entry({ '#text': code }, number)]));
	return entries.length === 0 ? undefined : entries;
}

function email(address: string): unknown {
	return { electronicAddress: { electronicAddressType: { '#text': 'Email' }, electronicAddressData: address } };
}

function orNothing(fields: Record<string, unknown>): Record<string, unknown> | undefined {
	return Object.keys(fields).length === 0 ? undefined : fields;
}
