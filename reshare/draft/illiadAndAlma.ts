import { DateTime } from 'luxon';
import { textOf, withoutEmptyFields, type CarriedDraft } from './carriedDraft';

type Values = Readonly<Record<string, unknown>>;

/** Reads a transaction of ILLiad or a borrowing request of Alma, as their APIs answer; undefined for anything else. */
export function readIlliadOrAlma(given: Values) {
	if (given.TransactionNumber !== undefined && given.ProcessType !== undefined) return withoutEmptyFields(ofIlliad(given));
	return given.request_id !== undefined && given.citation_type !== undefined ? withoutEmptyFields(ofAlma(given)) : undefined;
}

/**
 * Reads a transaction of ILLiad. The patron and the pickup location are left out, because each site of ILLiad stores them in fields of its
 * own choice.
 */
function ofIlliad(transaction: Values): CarriedDraft {
	const of = (name: string) => fieldText(transaction[name]);
	// Some sites store other kinds of numbers in ILLiad's field for OCLC numbers, so only digits without any prefix count.
	const numbers = { oclcNumber: /^\d+$/.exec(of('ESPNumber'))?.[0], neededBy: dayOf(of('NotWantedAfter')) };
	if (of('RequestType').toLowerCase() === 'article')
		return {
			...numbers,
			serviceType: 'copy',
			title: of('PhotoJournalTitle'),
			partTitle: of('PhotoArticleTitle'),
			partAuthor: of('PhotoArticleAuthor'),
			publicationDate: of('PhotoJournalYear'),
			volume: of('PhotoJournalVolume'),
			issue: of('PhotoJournalIssue'),
			pages: of('PhotoJournalInclusivePages'),
			issn: of('ISSN'),
		};
	// ILLiad has the ISBN of a loan in the field ISSN, as somebody typed it.
	return {
		...numbers,
		serviceType: 'loan',
		title: of('LoanTitle'),
		author: of('LoanAuthor'),
		edition: of('LoanEdition'),
		publicationDate: yearOf(of('LoanDate')),
		isbn: of('ISSN'),
	};
}

/** Reads a borrowing request of Alma. Its note is left out, because the patron wrote it to the own library and not to the lending one. */
function ofAlma(request: Values): CarriedDraft {
	const of = (name: string) => fieldText(request[name]);
	const journal = of('journal_title');
	return {
		...(journal === ''
			? { title: of('title'), author: of('author'), partTitle: of('chapter_title'), partAuthor: of('chapter_author') }
			: { title: journal, partTitle: of('title'), partAuthor: of('author') }),
		serviceType: of('format') === 'DIGITAL' ? 'copy' : 'loan',
		edition: of('edition'),
		publicationDate: yearOf(of('year')),
		volume: of('volume'),
		issue: of('issue'),
		pages: of('pages'),
		isbn: of('isbn'),
		issn: of('issn'),
		oclcNumber: of('oclc_number'),
		patronId: of('requester'),
		pickupLocation: of('pickup_location'),
		neededBy: dayOf(of('last_interest_date').replace(/Z$/, '')),
		reference: `Alma-${of('external_id') || of('request_id')}`,
	};
}

/** Reads a field as text. Alma's coded values are objects that have a value and a description. */
function fieldText(field: unknown) {
	return textOf(typeof field === 'object' && field !== null ? (field as Values).value : field);
}

const yearOf = (text: string) => /\d{4}/.exec(text)?.[0] ?? '';

/** Reads a day, which ILLiad stores as somebody typed it. The day must not be shifted into another time zone. */
function dayOf(text: string) {
	return (
		[DateTime.fromISO(text, { setZone: true }), DateTime.fromFormat(text, 'M/d/yyyy')].find(({ isValid }) => isValid)?.toISODate() ??
		undefined
	);
}
