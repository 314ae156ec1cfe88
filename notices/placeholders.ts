import type { Audience, LabeledFactName } from './noticeKinds';

/** A fact that a message may name in braces. */
export interface PlaceholderDefinition {
	readonly means: string;
	readonly for?: Audience;
	/** Set if the fact is in English, whatever the notice's language is. */
	readonly inEnglish?: true;
	/**
	 * Set if the fact is free text by the person who made the request, or by another library. It is then shortened, without web addresses,
	 * in sentences and in what patrons read. `quoted`: sentences also put it in quotation marks.
	 */
	readonly foreign?: 'quoted' | 'plain';
}

/** The placeholders, in the order in which the node lists them. */
export const placeholders = {
	title: { means: 'the requested title', foreign: 'quoted' },
	author: { means: 'its author', foreign: 'quoted' },
	journal: { means: 'the journal or book that the article is in', foreign: 'quoted' },
	isbn: { means: 'ISBN', foreign: 'quoted' },
	issn: { means: 'ISSN', foreign: 'quoted' },
	oclcNumber: { means: 'OCLC number', for: 'staff', foreign: 'quoted' },
	year: { means: 'year of publication', foreign: 'quoted' },
	edition: { means: 'edition', for: 'staff', foreign: 'quoted' },
	volume: { means: 'volume', foreign: 'quoted' },
	issue: { means: 'issue', for: 'staff', foreign: 'quoted' },
	pages: { means: 'pages', foreign: 'quoted' },
	language: { means: 'language', for: 'staff', foreign: 'quoted' },
	note: { means: 'the note to the lender', for: 'staff', foreign: 'quoted' },
	staffNote: { means: 'the note for staff', for: 'staff', foreign: 'quoted' },
	number: { means: 'number of the request' },
	reference: { means: 'your own number for it', foreign: 'plain' },
	status: { means: 'status in ReShare', inEnglish: true },
	supplier: { means: 'the lender', foreign: 'plain' },
	pickupLocation: { means: 'where the patron picks it up', foreign: 'plain' },
	pickupHours: { means: 'the hours of that place, from the Library Profile' },
	holdUntil: { means: 'the day until which it is kept for the patron, where the item has a field holdUntil' },
	dueDate: { means: 'the day it is due back' },
	expectedArrival: { means: 'the day by which most loans from that lender have arrived (9 of 10)', for: 'patron' },
	neededBy: { means: 'the day until which it is needed', foreign: 'plain' },
	patronName: { means: "the patron's name", foreign: 'quoted' },
	why: { means: 'why it is not available, as a sentence', for: 'patron' },
	otherWay: { means: 'what staff do about it, as a sentence', for: 'patron' },
	ourAddress: { means: 'the address that mail comes from' },
	whatNext: { means: 'whether the patron hears from you again, as a sentence', for: 'patron' },
	howToGetIt: { means: 'how the patron gets the copy, as a sentence', for: 'patron' },
	conditions: { means: 'what the lender requires; for staff, with its cost' },
	patron: { means: "the patron's ID", for: 'staff' },
	patronEmail: { means: "the patron's address", for: 'staff' },
	patronSubject: { means: 'what the notice to the patron is about', for: 'staff' },
	borrower: { means: 'the borrower', for: 'staff' },
	action: { means: 'what was to be done in ReShare', for: 'staff' },
	cause: { means: 'why it happened, as a sentence', for: 'staff' },
	reason: { means: 'the reason in the words of ReShare or another library', for: 'staff', inEnglish: true },
	message: { means: 'what the other library has written', for: 'staff' },
	citation: { means: 'the citation, to be pasted', for: 'staff', inEnglish: true },
	problem: { means: 'why it was not handed over', for: 'staff' },
	since: { means: 'when it happened', for: 'staff' },
	explanation: { means: 'what the node says of it', for: 'staff', inEnglish: true },
	reader: { means: 'whom a notice could not be delivered to', for: 'staff' },
	workflow: { means: 'the workflow that failed', for: 'staff' },
	node: { means: 'the node that it stopped at', for: 'staff' },
	error: { means: 'what went wrong', for: 'staff', inEnglish: true },
	whatToDo: { means: 'what staff do now', for: 'staff' },
} as const satisfies Record<string, PlaceholderDefinition> & Record<LabeledFactName, PlaceholderDefinition>;

export type PlaceholderName = keyof typeof placeholders;

export function placeholdersFor(audience: Audience): readonly (readonly [PlaceholderName, PlaceholderDefinition])[] {
	return (Object.entries(placeholders) as [PlaceholderName, PlaceholderDefinition][]).filter(
		([, { for: only = audience }]) => only === audience,
	);
}
