import { textOfField, type WorkflowItem } from '../workflowItem';
import { identifyingTextOf } from './illiadNote';
import type { OtherSystemSettings } from './OtherSystemSettings';

/*
 * The functions of this file write a request that no library could fill. Other systems accept it as an OpenURL, as the address of a form
 * that is filled in, or as the body of a new request.
 */

type Fields = Readonly<Record<string, unknown>>;

/** The most characters of ILLiad's fields. */
const longestTitle = 255;
const longestName = 100;
const longestPublisher = 40;

const isCopy = ({ serviceType }: WorkflowItem): boolean => serviceType === 'copy';
const filled = (fields: Fields): WorkflowItem =>
	Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));

function buildOpenUrlQuery(item: WorkflowItem): string {
	const of = (name: string): string | undefined => textOfField(item, name);
	const parameters = filled({
		ctx_ver: 'Z39.88-2004',
		'rft.genre': isCopy(item) ? 'article' : 'book',
		'rft.title': of('title'),
		'rft.au': isCopy(item) ? (of('partAuthor') ?? of('author')) : of('author'),
		'rft.isbn': of('isbn'),
		'rft.issn': of('issn'),
		'rft.pub': of('publisher'),
		'rft.place': of('placeOfPublication'),
		'rft.date': of('publicationDate'),
		'rft.edition': of('edition'),
		'rft.volume': of('volume'),
		'rft.issue': of('issue'),
		'rft.pages': of('pages'),
		'rft.atitle': of('partTitle'),
	});
	return Object.entries(parameters)
		.map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
		.join('&');
}

/** Fills a form's address with the request: `{openurl}`, or single fields. */
export function fillFormUrl(address: string, item: WorkflowItem): string {
	const values: Readonly<Record<string, string | undefined>> = {
		title: textOfField(item, 'title'),
		author: textOfField(item, 'author'),
		isbn: textOfField(item, 'isbn'),
		publisher: textOfField(item, 'publisher'),
		year: textOfField(item, 'publicationDate'),
	};
	return address
		.replaceAll('{openurl}', () => buildOpenUrlQuery(item))
		.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(values, name) ? encodeURIComponent(values[name] ?? '') : whole));
}

/** Returns the text by which a transaction of ILLiad is recognized as one of this workflow. */
export function buildIlliadOriginMark(item: WorkflowItem): string {
	return `ReShare ${identifyingTextOf(item)}`;
}

export function buildIlliadTransaction(item: WorkflowItem, settings: OtherSystemSettings): WorkflowItem {
	const of = (name: string, longest?: number): string | undefined => textOfField(item, name)?.slice(0, longest);
	const volume = of('volume') === undefined ? '' : `, volume ${of('volume') ?? ''}`;
	return filled({
		Username: of('patronId'),
		ProcessType: 'Borrowing',
		CitedIn: buildIlliadOriginMark(item),
		ESPNumber: of('oclcNumber'),
		NotWantedAfter: of('neededBy'),
		[settings.pickupField]: theirName(item, settings),
		...(isCopy(item)
			? {
					RequestType: 'Article',
					DocumentType: 'Article',
					PhotoJournalTitle: of('title', longestTitle),
					PhotoJournalVolume: of('volume'),
					PhotoJournalIssue: of('issue'),
					PhotoJournalYear: of('publicationDate'),
					PhotoJournalInclusivePages: of('pages'),
					PhotoArticleTitle: of('partTitle', longestTitle),
					PhotoArticleAuthor: of('partAuthor', longestName),
					ISSN: of('issn'),
				}
			: {
					// The volume is part of the title, because ILLiad has no field for the volume of a loan.
					RequestType: 'Loan',
					DocumentType: 'Book',
					LoanTitle: `${of('title', longestTitle - volume.length) ?? ''}${volume}`,
					LoanAuthor: of('author', longestName),
					LoanPublisher: of('publisher', longestPublisher),
					LoanPlace: of('placeOfPublication'),
					LoanDate: of('publicationDate'),
					LoanEdition: of('edition'),
					ISSN: of('isbn'),
				}),
	});
}

export function buildAlmaRequest(item: WorkflowItem, settings: OtherSystemSettings): WorkflowItem {
	const of = (name: string): string | undefined => textOfField(item, name);
	const day = of('neededBy');
	return filled({
		owner: settings.owner,
		isbn: of('isbn'),
		issn: of('issn'),
		oclc_number: of('oclcNumber'),
		publisher: of('publisher'),
		place_of_publication: of('placeOfPublication'),
		year: of('publicationDate'),
		edition: of('edition'),
		volume: of('volume'),
		note: `ReShare request ${identifyingTextOf(item)} ended unfilled`,
		last_interest_date: day === undefined ? undefined : `${day}Z`,
		agree_to_copyright_terms: true,
		...(isCopy(item)
			? {
					format: { value: 'DIGITAL' },
					citation_type: { value: 'CR' },
					title: of('partTitle') ?? of('title'),
					author: of('partAuthor') ?? of('author'),
					journal_title: of('title'),
					issue: of('issue'),
					pages: of('pages'),
				}
			: {
					format: { value: 'PHYSICAL' },
					citation_type: { value: 'BK' },
					title: of('title'),
					author: of('author'),
					pickup_location_type: 'LIBRARY',
					pickup_location: { value: theirName(item, settings) },
				}),
	});
}

/** Returns the other system's name for the pickup location. */
function theirName(item: WorkflowItem, { pickupLocations }: OtherSystemSettings): string | undefined {
	const ours = textOfField(item, 'pickupLocation');
	return pickupLocations.find((one) => one.ours.trim().toLowerCase() === ours?.toLowerCase())?.theirs ?? ours;
}
