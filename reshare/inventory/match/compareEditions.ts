import { bestAgreement, type Agreement } from './agreement';
import { findFirstNumber, isNumberWord } from './numerals';
import { tokenize } from './foldAndTokenize';
import { bindingWords, editionMarks, revisionWords, beginsWithDerivativeWork } from './wordLists';

function editionIn(edition: string) {
	const all = tokenize(edition);
	const telling = all
		.map((word) => revisionWords.get(word) ?? word)
		.filter((word) => word !== 'and' && !editionMarks.has(word) && !bindingWords.has(word));
	// Only the edition itself may be called adapted: `6th ed., adapted to the legislation` is not an adapted edition.
	const form = edition
		.split(/[,;]/u)
		.map((part) => tokenize(part).filter((word) => !isNumberWord(word) && !revisionWords.has(word)))
		.find((part, index) => beginsWithDerivativeWork(part) && (index === 0 || part.length < 3));
	return { telling, number: findFirstNumber(all), names: telling.filter((word) => !isNumberWord(word)), form };
}

/**
 * Compares an edition with the record's statements, of which one that agrees is enough. The result is `different` if they cannot be the
 * same, or if only one side names a special edition, such as an abridged one.
 */
export function compareEditions(given: string, recorded: readonly string[]): Agreement {
	const citation = editionIn(given);
	const records = recorded.map(editionIn);
	const isStated = ({ names, number = 0 }: Edition) =>
		share(names, citation.names) || (citation.form === undefined && number === citation.number);
	// If only one side names an audience, a form or a language, it is another edition. Equal numbers outweigh other words.
	const isOther =
		records.some(({ form, telling }) => form !== undefined && !share(telling, citation.telling)) ||
		(!citation.names.every(isRevision) && !records.some(isStated));
	return isOther ? 'different' : bestAgreement(records.map((record) => compareEdition(citation, record)));
}

const share = (list: readonly string[], other: readonly string[]) => list.some((word) => other.includes(word));

const isRevision = (name: string) => [...revisionWords.values()].includes(name);

type Edition = ReturnType<typeof editionIn>;

/** Compares two editions. `Instructor ed.` and `Student ed.` differ, whatever their numbers are; a first edition is no revised one. */
function compareEdition(citation: Edition, record: Edition) {
	if (citation.telling.length === 0 || record.telling.length === 0) return 'unknown';
	if (citation.number !== undefined && record.number !== undefined) return citation.number === record.number ? 'same' : 'different';
	if (citation.number === undefined && record.number === undefined) return share(citation.names, record.names) ? 'same' : 'different';
	if (citation.telling.every((word) => record.telling.includes(word))) return 'same';
	const isRevised = ({ names }: Edition) => names.some((name) => isRevision(name) && name !== 'international');
	return (citation.number === 1 && isRevised(record)) || (record.number === 1 && isRevised(citation)) ? 'different' : 'unknown';
}
