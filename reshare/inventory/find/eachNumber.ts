import { eachIn, splitValues } from '../match/identifierField';
import { idInChoice } from './chosenByPerson';
import { numberFields } from './planSearch';
import type { Wish } from './wish';

/** A wish for each number of a pasted list, in its order, each number once; one wish alone where there is no list. The first field that holds one is taken apart. */
export function eachNumber<Asked extends Wish>(wish: Asked): Asked[] {
	const lists = numberFields.map(([field, , kind]) => [field, eachIn(wish[field] ?? '', kind)] as const);
	for (const [field, numbers] of [...lists, ['instanceId', splitValues(idInChoice(wish.instanceId ?? ''))] as const]) {
		if (numbers.length > 1) return numbers.map((number) => ({ ...wish, [field]: number }));
	}
	return [wish];
}
