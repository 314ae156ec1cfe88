import type { Candidate, Citation } from './findTypes';

/**
 * Describes a candidate for the person who chooses one. The text ends with the record's id, so that the answer says which one was chosen.
 */
export function describeCandidate({ title, author, edition, publicationDate, reason, instanceId }: Candidate) {
	const described = [title, author ?? 'no author named', edition, publicationDate ?? 'no date'].filter(Boolean).join(', ');
	return `${described}. ${reason} [${instanceId}]`;
}

export const idInCandidateChoice = (text: string) => /\S\s\[([^[\]]+)\]\s*$/u.exec(text)?.[1] ?? text;

/** Restricts the search to the record that a person has chosen, so that no other record takes its place if nobody lends it. */
export function citationOfChosenRecord(citation: Citation): Citation {
	const { instanceId = '', volume } = citation;
	const id = idInCandidateChoice(instanceId);
	return id === instanceId ? citation : { instanceId: id, volume };
}

/** The choice of a person who wants none of the candidates, by language. */
export const noCandidateChoice = { en: 'None of them', de: 'Keiner davon', es: 'Ninguno de ellos', fr: 'Aucune' } as const;

/** Whether a person has seen all candidates and chosen none. */
export const isNoCandidateChosen = (text = '') =>
	[...Object.values(noCandidateChoice), 'None of these'].some((none) => none.toLowerCase() === text.trim().toLowerCase());
