import { eachIsbn } from '../match/isbn';
import { eachIssn } from '../match/issn';
import { eachOclcNumber } from '../match/oclc';
import { splitValues } from '../match/values';
import type { Candidate, Wish } from './wish';

/** A candidate as a person reads it who is to choose one. Its id stands at the end, so that the choice says which record is meant. */
export function choiceOf({ title, author, edition, publicationDate, reason, instanceId }: Candidate): string {
	const described = [title, author ?? 'no author named', edition, publicationDate ?? 'no date'].filter((part) => part !== null && part !== '').join(', ');
	return `${described}. ${reason} [${instanceId}]`;
}

/** The id in a choice; any other text as it stands. */
export const idInChoice = (text: string): string => /\S\s\[([^[\]]+)\]\s*$/u.exec(text)?.[1] ?? text;

/** What a person has chosen is looked for alone: where nobody lends it, another record would be another choice. */
export function asChosen(wish: Wish): Wish {
	const { instanceId = '', volume } = wish;
	const id = idInChoice(instanceId);
	return id === instanceId ? wish : { instanceId: id, ...(volume === undefined ? {} : { volume }) };
}

/** Whether a person has looked at all records and chosen none. */
export const isNoneOfThem = (text = ''): boolean => /^none of (?:them|these)$/iu.test(text.trim());

/** The fields that may hold a list; the first that holds one is taken apart. */
const lists = [
	['isbn', eachIsbn],
	['oclcNumber', eachOclcNumber],
	['issn', eachIssn],
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
