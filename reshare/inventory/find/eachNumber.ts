import { eachIn, splitValues } from '../match/identifierField';
import { isbns } from '../match/isbn';
import { issns } from '../match/issn';
import { oclcNumbers } from '../match/oclc';
import { idInChoice } from './chosenByPerson';
import type { Wish } from './wish';

/** The fields that may hold a list; the first that holds one is taken apart. */
const lists = [
	['isbn', (text: string) => eachIn(text, isbns)],
	['oclcNumber', (text: string) => eachIn(text, oclcNumbers)],
	['issn', (text: string) => eachIn(text, issns)],
	['instanceId', (text: string) => splitValues(idInChoice(text))],
] as const;

/** A wish for each number of a pasted list, in its order, each number once; one wish alone where there is no list. */
export function eachNumber<Asked extends Wish>(wish: Asked): Asked[] {
	for (const [field, each] of lists) {
		const numbers = each(wish[field] ?? '');
		if (numbers.length > 1) return numbers.map((number) => ({ ...wish, [field]: number }));
	}
	return [wish];
}
