import { countWithNoun } from '../../sentences';
import { toSingleLine } from '../../text';
import type { InventoryRecord } from '../recordsAndHoldings';
import { mayBeLent, type Contender } from './rankContenders';
import { hasVeryDifferentYear, hasSameTitle, isSameWork, yearsApartFromCitation } from './recordFit';
import { recordFormOf, unusualMediumOf } from './recordForm';
import { namesAnyVolume } from './volumesOfRecord';
import type { ChosenRecord } from './chooseRecord';
import type { SearchFinding } from './runSearchPlan';
import type { Doubt, FindOptions, ParsedCitation } from './findTypes';

/* Explanations of a search, which library staff read. They hold bibliographic data only, never a patron's. */

type TextWithCondition = readonly [holds: boolean, text: string];

export const textsThatHold = (...texts: readonly TextWithCondition[]) => texts.flatMap(([holds, text]) => (holds ? text : []));

export function leftOutCollectionsSentence(count: number) {
	return `${countWithNoun(count, 'record', 'records')} of other collections in the index ${count === 1 ? 'was' : 'were'} left out, since ReShare cannot request them`;
}

/** Describes a record, e.g. `"Becoming" (2018), by Obama, Michelle`. */
function citation({ record }: Contender) {
	const [date] = record.publicationDates;
	const author = record.author === null ? '' : `, by ${record.author}`;
	return `"${toSingleLine(record.title, 120)}"${date === undefined ? '' : ` (${date})`}${author}`;
}

export function doubtSentence(doubt: Doubt, { chosen, finding, considered }: ChosenRecord, citation: ParsedCitation, asks: string) {
	const cause = holdingsErrorOf(considered)?.message;
	const sentences = {
		titleOnly: `It was found by its title only; ${missingAgreement(chosen, citation)}.`,
		recordDoesNotFit: misfit(finding, chosen),
		otherEdition:
			otherForm(chosen, citation) ?? 'Nobody lends the record that was asked for; this is another edition or another record of it.',
		volumeMissing: 'It is a work in several volumes, and no volume was given.',
		otherVolume: otherVolume(chosen, citation),
		severalRecords: 'Several records fit, and nothing tells which one is meant.',
		policyUnknown: `Some lending policies or locations could not be read, and they could change the answer${cause === undefined ? '' : `: ${cause}`}.`,
		answersPartial: incompleteResultSentence({ tooMany: finding.tooMany, unread: chosen.unread }),
		notSeenByReShare: `ReShare itself will not ask any lender: it ${asks}.`,
		heldByOwnLibrary: 'Your own library holds it.',
	};
	return sentences[doubt];
}

function otherVolume({ record, availability }: Contender, { hasTwoVolumes }: ParsedCitation) {
	if (hasTwoVolumes === true) return 'The title that was given names another volume than the one that was asked for.';
	return namesAnyVolume(record, availability.lent)
		? 'The libraries that lend it name the volumes that they lend, and not the one that was asked for.'
		: 'Nothing says that it has the volume that was asked for.';
}

function misfit({ words, areStrays, contradictedBy }: SearchFinding, { fit }: Contender) {
	if (areStrays === true)
		return `The index gave this record for ${words}, but the record does not carry this number itself; it may be an old number of it.`;
	const other =
		contradictedBy === undefined
			? `the ${fit.author === 'different' ? 'author' : 'title'} given`
			: `the one that has the ${contradictedBy}`;
	return `The record found by ${words} is another work than ${other}.`;
}

export const holdingsErrorOf = (contenders: readonly Contender[]) => contenders.find(({ holdings }) => holdings.problem)?.holdings.problem;

export function incompleteResultSentence({
	tooMany,
	gone = 0,
	unread,
}: Pick<SearchFinding, 'tooMany' | 'gone'> & Pick<Contender, 'unread'>) {
	if (tooMany === true) return 'More records have the author or words of the title than could be compared.';
	if (unread !== undefined)
		return `Something of it that may change the answer, such as its edition, its volumes or whom ReShare asks first, could not be read: ${unread.message}.`;
	if (gone === 0) return 'The shared inventory gave only a part of the records.';
	// Only an index that is a copy can still list records that their source no longer has.
	return `The shared inventory still lists ${countWithNoun(gone, 'record', 'records')} that its source no longer has as a whole; what ${gone === 1 ? 'it' : 'they'} stood for may be in another one that it does not list yet.`;
}

function otherForm(contender: Contender, citation: ParsedCitation) {
	const { fit, record } = contender;
	const { edition, medium } = citation;
	const differences = textsThatHold(
		[hasVeryDifferentYear(contender), otherYearClause(record, citation)],
		[
			fit.edition === 'different',
			`it is the edition "${record.editions.join('; ') || '(none named)'}"${edition === undefined ? '' : `, and "${edition}" was asked for`}`,
		],
		[fit.language === 'different', `it is in another language (${record.languages.join(', ')}) than the one asked for`],
		[
			fit.medium === 'different',
			medium === undefined
				? `it is ${describeUnusualForm(record) ?? 'no book'}`
				: `it was asked for ${mediumWords[medium]}, and the record does not say that it is that`,
		],
	);
	return differences.length === 0 ? undefined : `This is another edition than the one asked for: ${differences.join('; ')}.`;
}

/** Returns a clause with the date of a record, which is from another year than the one in the citation. */
const otherYearClause = ({ publicationDates }: InventoryRecord, { year = '' }: ParsedCitation) =>
	`it is of ${publicationDates.join(', ')}, and ${toSingleLine(year, 60)} was asked for`;

/** Describes the form of a record that is not a printed book of the usual kind. */
function describeUnusualForm(record: InventoryRecord) {
	const what = unusualMediumOf(record) ?? recordFormOf(record);
	if (what === 'other') return record.extents[0] === undefined ? 'no book' : `"${record.extents[0]}"`;
	return {
		'e-book': 'an e-book',
		microform: 'a microform',
		audio: 'a sound recording',
		video: 'a film',
		'large print': 'a book in large print',
		print: undefined,
		unknown: undefined,
	}[what];
}

const mediumWords = {
	'large print': 'in large print',
	audio: 'as a sound recording',
	video: 'as a film',
	other: 'in another form than a book',
};

function missingAgreement({ fit }: Contender, citation: ParsedCitation) {
	const compared = ['author', 'year'] as const;
	if (citation.part !== undefined)
		return `the reference is to a part of it, "${toSingleLine(citation.part, 120)}", whose author may be another one`;
	if (fit.isExchanged) return 'title and author seem to be exchanged';
	if (fit.author === 'different') return 'the author is another one, perhaps that of a part of it';
	const absent = compared.filter((field) => !citation[field]);
	if (absent.length > 0) return `no ${absent.join(' and no ')} was given to compare`;
	if (fit.title === 'shorter') return 'the record does not have the subtitle that was given';
	if (!hasSameTitle(fit)) return 'the titles are similar but not the same';
	return `the ${compared.filter((field) => fit[field] !== 'same').join(' and the ')} could not be matched`;
}

const list = (values: readonly string[]) =>
	values.length <= 8 ? values.join(', ') : `${values.slice(0, 8).join(', ')} and ${values.length - 8} more`;

export function lendingOf({ availability: { lendingLibraries, status, heldByOwnLibrary }, holdings: { holdings } }: Contender) {
	const isLent = lendingLibraries.length > 0;
	if (status === 'lends') return 'lent';
	if (status === 'unknown') return isLent ? 'partlyRead' : 'notRead';
	if (status === 'unseen') return isLent ? 'notSeenByReShare' : 'noLibraryNamed';
	if (holdings.length === 0) return 'notHeld';
	return heldByOwnLibrary && holdings.length === 1 ? 'ownLibraryOnly' : 'notLent';
}

export function lendingClause(contender: Contender) {
	const { lendingLibraries, lent, lendableWithoutLibrary } = contender.availability;
	const lentHoldings = lent.length > lendingLibraries.length ? ` with ${countWithNoun(lent.length, 'holding', 'holdings')}` : '';
	const libraries = `${countWithNoun(lendingLibraries.length, 'library lends', 'libraries lend')} it (${list(lendingLibraries)})${lentHoldings}`;
	const clauses = {
		lent: libraries,
		partlyRead: `${libraries}, and some lending policies could not be read`,
		notRead: 'its lending policies could not be read',
		notSeenByReShare: `${libraries}, but ReShare will not see that`,
		noLibraryNamed: `${countWithNoun(lendableWithoutLibrary, 'holding is', 'holdings are')} lendable, but no library can be told from the location`,
		notHeld: 'no library holds it',
		ownLibraryOnly: 'only your library holds it',
		notLent: 'no other library lends it',
	};
	return clauses[lendingOf(contender)];
}

export function choiceSentence({ chosen, considered, decidedBy, finding }: ChosenRecord) {
	const lendable = considered.filter(mayBeLent).length;
	const parts = [`Found by ${finding.words}: ${citation(chosen)}; ${lendingClause(chosen)}.`];
	if (considered.length > 1) {
		const why = decidedBy === undefined || lendable < 2 ? '' : ` This one was chosen for ${decidedBy.words}.`;
		parts.push(`${considered.length} records match${lendable < 2 ? ', and only this one can be lent' : ''}.${why}`);
	}
	if (considered.some(({ availability }) => availability.heldByOwnLibrary)) parts.push('Your own library holds it, too.');
	return parts.join(' ');
}

export function nobodyLendsSentence(contenders: readonly [Contender, ...Contender[]]) {
	const [first] = contenders;
	const found =
		contenders.length === 1
			? `Found ${citation(first)}, but ${lendingClause(first)}.`
			: `${contenders.length} records were found, the first ${citation(first)}, but no other library lends any of them.`;
	return contenders.some(isSameWork)
		? found
		: `${found} ${contenders.length === 1 ? 'It is' : 'All are'} another work than the ${first.fit.author === 'different' ? 'author' : 'title'} given.`;
}

/** Says what the number of an author's records means if none of them has a similar title. */
export function authorRecordCountSentence(total: number) {
	return total === 0
		? "No record has the author's name either."
		: `${countWithNoun(total, 'record has', 'records have')} the author's name, and none of them such a title.`;
}

/**
 * Says what else staff can try, because no index treats simplified and traditional Chinese characters, or a transcription and its original,
 * as equal.
 */
export function otherCharacters({ title = '', author = '' }: ParsedCitation) {
	if (/\p{Script=Han}/u.test(title + author))
		return [
			'Chinese characters are compared as they are written: try the traditional ones for the simplified ones, or the other way round, or the title in Latin letters.',
		];
	// Text with macrons, breves, dots below, ligatures, or signs for letters that Latin does not have is a transcription.
	return /[\u0304\u0306\u0323\uFE20\uFE21\u02B9-\u02BF]/u.test((title + author).normalize('NFD'))
		? [
				'A record that has its title only in its own script, such as Cyrillic, Hebrew or Arabic, is not found by a transcription: try that script.',
			]
		: [];
}

/** Says what staff should know of a chosen record, although it needs no review. */
export function remarksOnChoice({ doubts, considered, finding, chosen }: ChosenRecord, citation: ParsedCitation, { format }: FindOptions) {
	const { record, fit, availability } = chosen;
	const form = describeUnusualForm(record);
	const cut = considered.filter((contender) => contender.holdings.cut);
	const unknown = availability.unknownHoldings;
	return textsThatHold(
		[cut.length > 0, `The inventory may have more holdings than it gave for ${countWithNoun(cut.length, 'record', 'records')}`],
		...(['language', 'edition'] as const).map((field): TextWithCondition => {
			const { [field]: asked = '' } = citation;
			return [
				asked !== '' && fit[field] === 'unknown',
				`The record does not say whether its ${field} is "${toSingleLine(asked, 60)}", which was asked for`,
			];
		}),
		[format !== 'any' && form !== undefined && fit.medium !== 'same', `The record describes ${form}`],
		[yearsApartFromCitation(chosen) > 0 && !hasVeryDifferentYear(chosen), `The years differ: ${otherYearClause(record, citation)}`],
		[
			finding.unknownNumber !== undefined,
			`No record was found by ${finding.unknownNumber}, and the one found by ${finding.words} has another one`,
		],
		[finding.matchedBy === 'issn' && citation.volume === undefined, 'Only the journal is known: for an article, give its volume and pages'],
		[
			unknown > 0 && !doubts.includes('policyUnknown'),
			`The policy or place of ${countWithNoun(unknown, 'holding', 'holdings')} could not be read; the answer does not depend on it`,
		],
	);
}
