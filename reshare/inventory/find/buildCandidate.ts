import { countWithNoun } from '../../sentences';
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

const list = (values: readonly string[]) =>
	values.length <= 8 ? values.join(', ') : `${values.slice(0, 8).join(', ')} and ${values.length - 8} more`;

function lendingOf({ availability: { lendingLibraries, status, heldByOwnLibrary }, holdings: { holdings } }: Contender) {
	const isLent = lendingLibraries.length > 0;
	if (status === 'lends') return 'lent';
	if (status === 'unknown') return isLent ? 'partlyRead' : 'notRead';
	if (status === 'unseen') return isLent ? 'notSeenByReShare' : 'noLibraryNamed';
	if (holdings.length === 0) return 'notHeld';
	return heldByOwnLibrary && holdings.length === 1 ? 'ownLibraryOnly' : 'notLent';
}

export function lendingClause(contender: Contender) {
	const { lendingLibraries, lent, lendableWithoutLibrary } = contender.availability;
	const lentHoldings = lent.length > lendingLibraries.length ? ` with ${countWithNoun(lent.length, 'holding', 'holdings')}` : '';
	const libraries = `${countWithNoun(lendingLibraries.length, 'library lends', 'libraries lend')} it (${list(lendingLibraries)})${lentHoldings}`;
	const clauses = {
		lent: libraries,
		partlyRead: `${libraries}, and some lending policies could not be read`,
		notRead: 'its lending policies could not be read',
		notSeenByReShare: `${libraries}, but ReShare will not see that`,
		noLibraryNamed: `${countWithNoun(lendableWithoutLibrary, 'holding is', 'holdings are')} lendable, but no library can be told from the location`,
		notHeld: 'no library holds it',
		ownLibraryOnly: 'only your library holds it',
		notLent: 'no other library lends it',
	};
	return clauses[lendingOf(contender)];
}
