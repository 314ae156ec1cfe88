import type { Candidate, Citation } from './citation';

/** A candidate in words for the person who chooses one. Its id comes last, so that the answer says which record was chosen. */
export function choiceOf({ title, author, edition, publicationDate, reason, instanceId }: Candidate): string {
	const described = [title, author ?? 'no author named', edition, publicationDate ?? 'no date']
		.filter((part) => part !== null && part !== '')
		.join(', ');
	return `${described}. ${reason} [${instanceId}]`;
}

export const idInChoice = (text: string): string => /\S\s\[([^[\]]+)\]\s*$/u.exec(text)?.[1] ?? text;

/** Where a person has chosen a record, the search covers that record alone: if nobody lends it, another record would be another choice. */
export function asChosen(citation: Citation): Citation {
	const { instanceId = '', volume } = citation;
	const id = idInChoice(instanceId);
	return id === instanceId ? citation : { instanceId: id, volume };
}

/** Whether a person has seen all candidates and chosen none. */
export const isNoneOfThem = (text = ''): boolean => /^none of (?:them|these)$/iu.test(text.trim());
