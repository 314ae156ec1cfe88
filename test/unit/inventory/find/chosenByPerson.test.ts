import {
	citationOfChosenRecord,
	describeCandidate,
	idInCandidateChoice,
	isNoCandidateChosen,
} from '../../../../reshare/inventory/find/candidateChoice';
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

it('the text that offers a candidate describes the record to a person, and contains its ID', () => {
	expect(describeCandidate(candidate)).toBe(
		'Sapiens [a history], in short, no author named, First edition, 2015. 1 library lends it (US-LAKE) [30000000-0000-4000-8000-000000000001]',
	);
	expect(idInCandidateChoice(describeCandidate(candidate))).toBe(candidate.instanceId);
	// The text is not a list, although it has commas.
	expect(splitCitationByNumber({ instanceId: describeCandidate(candidate) })).toHaveLength(1);
});

it('a chosen candidate is looked up by its id alone, with the requested volume, and without the other numbers', () => {
	const other = { title: 'Another work', isbn: '9780062316097' };
	expect(citationOfChosenRecord({ ...other, instanceId: describeCandidate(candidate), volume: '2' })).toEqual({
		instanceId: candidate.instanceId,
		volume: '2',
	});
	expect(citationOfChosenRecord({ ...other, instanceId: candidate.instanceId })).toEqual({ ...other, instanceId: candidate.instanceId });
});

it.each(['30000000-0000-4000-8000-000000000001', 'not-an-id', '["a", "b"]'])(
	'a text that offers no candidate stays unchanged as Instance ID: %s',
	(text) => {
		expect(idInCandidateChoice(text)).toBe(text);
	},
);

it('the choice "None of them" is recognized, and no other text is taken for it', () => {
	expect(['None of them', ' none of these '].every(isNoCandidateChosen)).toBe(true);
	expect(['', 'None', candidate.instanceId].some(isNoCandidateChosen)).toBe(false);
});
