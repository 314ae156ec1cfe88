import type { PatronRequest, RequestWithRaw, Side } from '../model/request';
import { hasLetters, isEqualIgnoringCase } from '../../text';
import { canFilterBy, filterEquals, filterByText, filterBySide, type FilterProperty } from './filterSyntax';
import type { ModRsListOptions, ModRsClient } from './ModRsClient';
import { readWholeRequests } from './listPages';
import { patronRequestSchema } from './schemas';

/**
 * Implements `RequestBackend.findByNumberReferenceOrBarcode`. The barcode may be the lending library's own, or the temporary one that the
 * borrowing library gave the copy.
 */
export async function findByNumberReferenceOrBarcode(requests: ModRsClient, word: string, side: Side): Promise<PatronRequest[]> {
	/**
	 * Searches the given properties for the word. If a filter cannot express the word, the text search takes its place, which also finds
	 * parts of words.
	 */
	const searchIn = async (
		properties: readonly FilterProperty[],
		options: ModRsListOptions = {},
		filterBy = (property: FilterProperty) => filterEquals(property, word),
	) => {
		// Without the parentheses, the filter would not find a request that lacks one of the fields.
		const filters = canFilterBy(word) ? [properties.map((property) => `(${filterBy(property)})`).join('||')] : [];
		const search = canFilterBy(word) ? undefined : { term: word, properties };
		const found = await requests.list({ ...options, filters: [filterBySide(side), ...filters], search });
		return found.filter(({ request }) => request.side === side);
	};
	const numbered = (await searchIn(['hrid'])).map(requestOf).filter(({ hrid }) => hrid === word);
	if (numbered.length > 0) return numbered;
	const carrying = await searchIn(['requestIdentifiers.identifier', 'patronReference'], { fullRecord: true });
	const referenced = (await readWholeRequests(requests, carrying))
		.map(requestOf)
		.filter(({ references, passedOnReference }) => [...references, passedOnReference].includes(word));
	if (referenced.length > 0) return referenced;
	// Over the years, one copy may have had more requests than fit on a page. The newest are read.
	const lent = await searchIn(['volumes.itemId', 'volumes.temporaryItemBarcode', 'selectedItemBarcode'], {
		sort: ['dateCreated;desc', 'id;asc'],
	});
	const withBarcode = lent.filter(({ raw }) => {
		const { volumes, selectedItemBarcode } = patronRequestSchema.parse(raw);
		return [selectedItemBarcode, ...volumes.flatMap(({ itemId, temporaryItemBarcode }) => [itemId, temporaryItemBarcode])].includes(word);
	});
	if (withBarcode.length > 0 || !hasLetters(word)) return withBarcode.map(requestOf);
	const inAnyCapitals = await searchIn(['hrid'], {}, (property) => filterByText(property, '=i=', word));
	return inAnyCapitals.map(requestOf).filter(({ hrid }) => isEqualIgnoringCase(hrid, word));
}

const requestOf = ({ request }: RequestWithRaw) => request;
