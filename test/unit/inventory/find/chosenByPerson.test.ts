import {
	citationOfChosenRecord,
	describeCandidate,
	idInCandidateChoice,
	isNoCandidateChosen,
} from '../../../../reshare/inventory/find/candidateChosenByPerson';
import { splitCitationByNumber } from '../../../../reshare/inventory/find/planSearch';
import type { Candidate } from '../../../../reshare/inventory/find/findTypes';

const candidate: Candidate = {
	instanceId: '30000000-0000-4000-8000-000000000001',
	title: 'Sapiens [a history], in short',
	author: null,
	edition: 'First edition',
	publicationDate: '2015',
	format: 'book',
	matchedBy: 'isbn',
	lendingLibraries: ['US-LAKE'],
	lendingLibraryCount: 1,
	lendableHoldingsCount: 1,
	heldByOwnLibrary: false,
	lending: 'lent',
	reason: '1 library lends it (US-LAKE)',
};

it('describeCandidate describes a bibliographic record to a person who chooses among several, and ends with its Instance ID', () => {
	expect(describeCandidate(candidate)).toBe(
		'Sapiens [a history], in short, no author named, First edition, 2015. 1 library lends it (US-LAKE) [30000000-0000-4000-8000-000000000001]',
	);
	expect(idInCandidateChoice(describeCandidate(candidate))).toBe(candidate.instanceId);
	// The text is not a list, although it has commas.
	expect(splitCitationByNumber({ instanceId: describeCandidate(candidate) })).toHaveLength(1);
});

it('after a person has chosen a record, the citation has only its Instance ID and the requested volume, and no title or ISBN', () => {
	const other = { title: 'Another work', isbn: '9780062316097' };
	expect(citationOfChosenRecord({ ...other, instanceId: describeCandidate(candidate), volume: '2' })).toEqual({
		instanceId: candidate.instanceId,
		volume: '2',
	});
	expect(citationOfChosenRecord({ ...other, instanceId: candidate.instanceId })).toEqual({ ...other, instanceId: candidate.instanceId });
});

it.each(['30000000-0000-4000-8000-000000000001', 'not-an-id', '["a", "b"]'])(
	'idInCandidateChoice returns a text that describes no record to choose unchanged: %s',
	(text) => {
		expect(idInCandidateChoice(text)).toBe(text);
	},
);

it('isNoCandidateChosen is true for "None of them" and "none of these" in any case, and false for any other text', () => {
	expect(['None of them', ' none of these '].every(isNoCandidateChosen)).toBe(true);
	expect(['', 'None', candidate.instanceId].some(isNoCandidateChosen)).toBe(false);
});
