import { lendingClause, lendingOf } from './explanationSentences';
import type { Candidate } from './findTypes';
import type { Contender } from './rankContenders';
import { recordFormOf } from './recordForm';

/** Describes a record that a search considered, as the item of Find Eligible Instance shows it. */
export function buildCandidate(contender: Contender): Candidate {
	const { record, matchedBy, availability } = contender;
	const { lendingLibraries, lent, heldByOwnLibrary } = availability;
	const clause = lendingClause(contender);
	return {
		instanceId: record.id,
		title: record.title,
		author: record.author,
		edition: record.editions[0] ?? null,
		publicationDate: record.publicationDates[0] ?? null,
		format: recordFormOf(record),
		matchedBy,
		lendingLibraries,
		lendingLibraryCount: lendingLibraries.length,
		lendableHoldingsCount: lent.length,
		heldByOwnLibrary,
		lending: lendingOf(contender),
		reason: clause.charAt(0).toUpperCase() + clause.slice(1),
	};
}
