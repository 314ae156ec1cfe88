import { wishFields, wishNames, type Wish, type WishName } from '../../wish';
import { given } from '../port/wireFields';
import { asWritten, copyrightChoices } from './choices';

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
	const illRequest: Record<string, Record<string, unknown>> = {
		bibliographicInfo: {},
		publicationInfo: wish.serviceType === 'loan' ? { publicationType: text('Book') } : {},
		serviceInfo: { serviceType: wish.serviceType === 'copy' ? 'Copy' : 'Loan' },
		patronInfo: {},
	};
	for (const name of wishNames) {
		const at = placeOf(name);
		const value = wish[name];
		if (at === undefined || value === undefined) continue;
		const { part, place, code } = at;
		const section = (illRequest[part] ??= {});
		const formed = code === undefined ? formOf(name, value) : [...((section[place] as unknown[] | undefined) ?? []), { [entryOf[place] ?? place]: value, [`${entryOf[place] ?? place}Code`]: text(code) }];
		if (formed !== undefined) section[place] = formed;
	}
	return given({
		id,
		patron: wish.patronId,
		requesterSymbol,
		internalNote,
		requesterPickupLocationId: pickupLocationId,
		illRequest: given({ ...illRequest, publicationInfo: orNothing(illRequest.publicationInfo) }),
	});
}

/** Where the broker has a field of a wish; undefined where it has it nowhere. */
export function placeOf(name: WishName): { readonly part: string; readonly place: string; readonly code: string | undefined } | undefined {
	const [part, place, code] = wishFields[name].crossLink?.split(/[.#]/) ?? [];
	return part === undefined || place === undefined ? undefined : { part, place, code };
}

/** What an entry of a list of numbers calls the number. */
export const entryOf: Readonly<Record<string, string>> = { bibliographicItemId: 'bibliographicItemIdentifier', bibliographicRecordId: 'bibliographicRecordIdentifier' };

/** A value as ISO 18626 has it; undefined where it has none such. */
function formOf(name: WishName, value: string): unknown {
	switch (name) {
		case 'genre':
			return text(publicationTypes[value.toLowerCase()]);
		case 'copyrightType':
			return text(asWritten(copyrightChoices, value));
		case 'neededBy':
			// The last moment of the day; lenders read the day as it is written.
			return `${value}T23:59:59Z`;
		case 'patronEmail':
			return [{ electronicAddress: { electronicAddressType: text('Email'), electronicAddressData: value } }];
		default:
			return value;
	}
}

/** A code as ISO 18626's JSON has it. */
function text(value: string | undefined): { '#text': string } | undefined {
	return value === undefined ? undefined : { '#text': value };
}

function orNothing(fields: Record<string, unknown> = {}): Record<string, unknown> | undefined {
	return Object.keys(fields).length === 0 ? undefined : fields;
}
