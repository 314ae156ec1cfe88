import type { Candidate, Citation } from './citation';

/** A candidate as a person reads it who is to choose one. Its id stands at the end, so that the choice says which record is meant. */
export function choiceOf({ title, author, edition, publicationDate, reason, instanceId }: Candidate): string {
	const described = [title, author ?? 'no author named', edition, publicationDate ?? 'no date']
		.filter((part) => part !== null && part !== '')
		.join(', ');
	return `${described}. ${reason} [${instanceId}]`;
}

export const idInChoice = (text: string): string => /\S\s\[([^[\]]+)\]\s*$/u.exec(text)?.[1] ?? text;

/** What a person has chosen is looked for alone: where nobody lends it, another record would be another choice. */
export function asChosen(citation: Citation): Citation {
	const { instanceId = '', volume } = citation;
	const id = idInChoice(instanceId);
	return id === instanceId ? citation : { instanceId: id, volume };
}

/** Whether a person has looked at all records and chosen none. */
export const isNoneOfThem = (text = ''): boolean => /^none of (?:them|these)$/iu.test(text.trim());
