import { compareAuthors } from '../match/compareAuthors';
import { compareEditions } from '../match/compareEditions';
import { readAskedTitle, compareTitles, type TitleFit } from '../match/compareTitles';
import { areManyYears, compareYears, yearsApart } from '../match/compareYears';
import { compareLanguages } from '../match/compareLanguages';
import { singleVolumeNumber } from '../match/volumes';
import { tokenize } from '../match/foldAndTokenize';
import type { SpecialMedium } from '../match/wordLists';
import type { InventoryRecord } from '../recordsAndHoldings';
import { memoizeByObject } from '../../memoize';
import { unusualMediumOf } from './recordForm';
import type { MatchedBy, ParsedCitation } from './findTypes';

export type RecordFit = ReturnType<ReturnType<typeof createRecordFitter>>;

export function createRecordFitter(citation: ParsedCitation) {
	const { title = '', author = '', year = '', edition = '', volume = '', language = '', medium } = citation;
	const asked = readAskedTitle(title, { volume: singleVolumeNumber(volume), author });
	const exchanged = readAskedTitle(author, { author: title });
	const words = tokenize(title);
	return memoizeByObject((record: InventoryRecord) => {
		const { publicationDates } = record;
		// A year that is a word of the given title and of the record's title, as in `The siege of Hull, 1644`, need not be the date of
		// publication.
		const isOfTitle = words.includes(year) && tokenize(record.title).includes(year);
		const date = isOfTitle && yearsApart(year, publicationDates) !== 0 ? '' : year;
		const fits = {
			/** The title's fit is `unknown` if no title was given. */
			title: title === '' ? ('unknown' as const) : compareTitles(asked, record),
			author: compareAuthors(author, record.contributors, record.responsibility),
		};
		/** Whether the record has the given title as its author, and the given author as its title. */
		const isExchanged: boolean =
			fits.title === 'different' &&
			fits.author === 'different' &&
			hasSameTitle({ title: compareTitles(exchanged, record) }) &&
			compareAuthors(title, record.contributors) === 'same';
		return {
			...(isExchanged ? ({ title: 'similar', author: 'similar' } as const) : fits),
			isExchanged,
			year: compareYears(date, publicationDates, record.issuance === 'serial'),
			/** The difference is zero if a date is missing, or if the record is a serial or a set, which may appear over many years. */
			yearsApart: record.issuance === null ? (yearsApart(date, publicationDates) ?? 0) : 0,
			edition: compareEditions(edition, record.editions),
			language: compareLanguages(language, record.languages),
			/**
			 * The medium is `different` if the citation asks for large print, a recording or a film and the record is of another medium, or
			 * if the citation asks for no medium and the record is a recording, a film or another thing that is no book.
			 */
			medium: compareMedia(medium, record),
		};
	});
}

/** Whether a record that an identifier found is the work that the other fields describe. */
export const fitsWork = ({ title, author }: RecordFit) => ['exact', 'same', 'similar', 'unknown'].includes(title) && author !== 'different';

/** Whether the record has the title that was given, perhaps without a subtitle on either side. */
export const hasSameTitle = ({ title }: { readonly title: TitleFit | 'unknown' }) =>
	title === 'exact' || title === 'same' || title === 'shorter';

/** Whether a record found by its title is the work that was asked for. */
export const fitsTitleAndAuthor = (fit: RecordFit) => hasSameTitle(fit) && fit.author !== 'different';

/**
 * Whether a record may be the wanted work. Another title by another author is another work, but a record that differs in only one of them
 * stays a candidate.
 */
export const isCandidate = (fit: RecordFit) => hasSameTitle(fit) || (fit.title !== 'different' && fit.author !== 'different');

/** Whether a record found by its title needs no review, because title, author and year all agree. */
export const fitsExactly = (fit: RecordFit) => hasSameTitle(fit) && fit.title !== 'shorter' && fit.author === 'same' && fit.year === 'same';

interface Found {
	readonly fit: RecordFit;
	readonly matchedBy: MatchedBy;
}

/** Whether a record is the wanted work, perhaps in another edition. */
export const isSameWork = ({ fit, matchedBy }: Found) => (matchedBy === 'title' ? fitsTitleAndAuthor(fit) : fitsWork(fit));

/**
 * By how many years a record that was found by a number differs from the citation. It is zero for a record that was chosen by its id, and
 * for one that was found by its title, since its year is compared anyway.
 */
export const yearsApartFromCitation = ({ fit, matchedBy }: Found) =>
	matchedBy === 'title' || matchedBy === 'instanceId' ? 0 : fit.yearsApart;

/**
 * Whether a number belongs to a record of a very different year, so that the record may be another edition, or the reference may be
 * invented.
 */
export const hasVeryDifferentYear = (found: Found) => areManyYears(yearsApartFromCitation(found));

export const isOtherVersion = ({ edition, language, medium }: RecordFit) => [edition, language, medium].includes('different');

/** Compares the media. A citation without a medium asks for a book. */
function compareMedia(citation: SpecialMedium | undefined, record: InventoryRecord) {
	const medium = unusualMediumOf(record);
	if (citation !== undefined) return medium === citation ? 'same' : 'different';
	return medium === undefined || medium === 'large print' ? 'unknown' : 'different';
}
