import { agreed, type Agreement } from './agreement';
import { firstNumber, isNumber } from './numerals';
import { words } from './text';
import { bindings, editionMarks, editionWords as abbreviations, otherEditions } from './wordLists';

function editionIn(edition: string) {
	const telling = words(edition).map((word) => abbreviations.get(word) ?? word).filter((word) => word !== 'and' && !editionMarks.has(word) && !bindings.has(word));
	return { telling, number: firstNumber(words(edition)), names: telling.filter((word) => !isNumber(word)) };
}

/** One of a record's statements that agrees is enough; `different` only where both say something and it cannot be the same. */
export function compareEditions(given: string, recorded: readonly string[]): Agreement {
	const wish = editionIn(given);
	// An edition for somebody else is another one even where none was asked for.
	const isForOthers = recorded.map(editionIn).some(({ telling }) => telling.some((word) => otherEditions.has(word)) && !telling.some((word) => wish.telling.includes(word)));
	if (isForOthers) return 'different';
	return agreed(recorded.map((edition) => compareEdition(wish, editionIn(edition))));
}

type Edition = ReturnType<typeof editionIn>;

/** `Instructor ed.` and `Student ed.` are two, of whatever number; a first edition is no revised one. */
function compareEdition(wish: Edition, record: Edition): Agreement {
	if (wish.telling.length === 0 || record.telling.length === 0) return 'unknown';
	const share = wish.names.some((name) => record.names.includes(name));
	const disagree = wish.names.length > 0 && record.names.length > 0 && !share;
	if (wish.number !== undefined && record.number !== undefined) return wish.number === record.number && !disagree ? 'same' : 'different';
	if (wish.number === undefined && record.number === undefined) return disagree ? 'different' : 'same';
	if (wish.telling.every((word) => record.telling.includes(word))) return 'same';
	const isRevised = ({ names }: Edition): boolean => names.some((name) => [...abbreviations.values()].includes(name) && name !== 'international');
	const isOther = wish.names.some((name) => otherEditions.has(name));
	return (wish.number === 1 && isRevised(record)) || (record.number === 1 && isRevised(wish)) || isOther ? 'different' : 'unknown';
}
