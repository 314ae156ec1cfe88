import { authorSearchWords, longestFamilyNameWord } from '../match/compareAuthors';
import { splitIdentifierEntries, readIdentifiers, splitFieldValues, createWholeEntryParser } from '../match/IdentifierParser';
import { distinctTexts, foldText, hasDigit, isLatinText } from '../match/foldAndTokenize';
import { titleProperOf, readTitle } from '../match/readTitle';
import { isArticleWord } from '../match/wordLists';
import { idInCandidateChoice } from './candidateChosenByPerson';
import { describeTooLongCitationFields } from './parseCitation';
import { removeRepeatedWordLists, titleSearchWords, widerTitleAlternatives } from './titleQueries';
import { numberKinds } from '../identifierKinds';
import type { RecordIdFormat } from '../SharedIndex';
import type { Citation } from './findTypes';

export type SearchPlan = ReturnType<typeof planSearch>;
export type TitleSearchStep = NonNullable<SearchPlan['title']>;

/** Plans the steps of the search: by Instance ID, by the numbers in the order of `numberKinds`, and by title. Never throws. */
export function planSearch(citation: Citation, ids: RecordIdFormat) {
	const ownIds = readIdentifiers(citation.instanceId ?? '', createWholeEntryParser(ids.read), `Instance ID (${ids.form})`);
	const numbers = numberKinds.map(({ kind, label, parser }) => ({
		matchedBy: kind,
		label,
		...readIdentifiers(citation[kind] ?? '', parser, label),
	}));
	const steps = [{ matchedBy: 'instanceId' as const, label: 'Instance ID', ...ownIds }, ...numbers];
	const isbn = steps.find(({ matchedBy, values }) => matchedBy === 'isbn' && values.length === 0 && hasDigit(citation.isbn ?? ''));
	return {
		/** Each value has the form that all its notations share. `words` name the step in a sentence, e.g. `ISBN 9780071387767`. */
		identifiers: steps
			.filter(({ values }) => values.length > 0)
			.map(({ matchedBy, label, values }) => ({ matchedBy, values, words: `${label} ${values.join(', ')}` })),
		title: titleStep(citation),
		warnings: steps.flatMap(({ warnings }) => warnings),
		/** What is wrong with the given ISBN, if it cannot be searched. */
		wrongIsbn: isbn?.warnings[0],
	};
}

/**
 * Plans the queries by title. The most exact one comes first. A later one runs only if the earlier ones found no record that agrees in
 * everything, and the widest one only if no record has such a title.
 */
function titleStep({ title = '', author = '' }: Citation) {
	const reading = readTitle(title);
	const proper = titleProperOf(reading);
	const mainWords = titleSearchWords(proper);
	// The subtitle is searched only if the title proper is a single word, because a record that lacks the subtitle would not be found.
	const wholeWords = mainWords.length > 1 ? [] : titleSearchWords(reading.pieces.map(({ text }) => text).join(' '));
	const wide = widerTitleAlternatives(reading, author).filter((words) => words.join(' ') !== mainWords.join(' '));
	const family = longestFamilyNameWord(author);
	const anyWord = mainWords.length > 1 && isLatinText(proper) ? mainWords.map((word) => [word]) : [];
	const queries = removeRepeatedWordLists([wholeWords, mainWords]).map((words) => ({ alternatives: [words] }));
	const otherTitle = queries.at(-1);
	if (otherTitle === undefined) return undefined;
	return {
		queries,
		/**
		 * The query for titles other than the main one. It has only one alternative, the title proper, because inventory storage has no
		 * index for these titles and reads all records for each alternative.
		 */
		otherTitle,
		beginnings: beginningsOf(proper),
		/** The query for a citation in which title and author were exchanged, if its title is as short as a name. */
		exchanged:
			proper.split(' ').length > 4
				? undefined
				: { alternatives: [titleSearchWords(titleProperOf(readTitle(author)))], author: longestFamilyNameWord(proper) },
		wide: wide.length === 0 ? undefined : { alternatives: wide },
		/**
		 * Finds the author's records with any word of the title. If the title is one word or in another script, it finds all of them; the
		 * comparison is then made word by word. The author also narrows the other queries if too many records fit them.
		 */
		byAuthor: family === undefined ? undefined : { alternatives: anyWord, author: family, otherName: otherName(author, family) },
	};
}

/** Returns the longest other word of the author's name. It finds a record in which the family name was mistyped. */
function otherName(given: string, family: string) {
	const others = (authorSearchWords(given)[0] ?? []).filter((word) => word.length > 2 && foldText(word) !== family);
	return others.sort((one, other) => other.length - one.length)[0];
}

/** Returns the beginnings that the title may have in a record: as it was given, without an article, and with one. */
function beginningsOf(title: string) {
	const [first = '', ...rest] = title.split(' ');
	const bare = rest.length > 0 && isArticleWord(foldText(first)) ? rest.join(' ') : title;
	return distinctTexts([title, bare, `the ${bare}`, `a ${bare}`, `an ${bare}`]);
}

/**
 * Makes one citation for each number of a pasted list, in the list's order and without repeated numbers. A citation without a list stays as
 * it is. Only the first field that holds a list is split.
 */
export function splitCitationByNumber<Asked extends Citation>(citation: Asked): Asked[] {
	if (describeTooLongCitationFields(citation).length > 0) return [citation];
	const lists = numberKinds.map(({ kind, parser }) => [kind, splitIdentifierEntries(citation[kind] ?? '', parser)] as const);
	for (const [field, numbers] of [...lists, ['instanceId', splitFieldValues(idInCandidateChoice(citation.instanceId ?? ''))] as const]) {
		if (numbers.length > 1) return numbers.map((number) => ({ ...citation, [field]: number }));
	}
	return [citation];
}
