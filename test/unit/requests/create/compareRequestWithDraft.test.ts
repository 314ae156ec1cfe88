import type { RequestDraft } from '../../../../reshare/draft';
import { asksForOtherThing, asksForSameThing, asksForSameWork } from '../../../../reshare/requests/create/compareRequestWithDraft';
import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { buildCopyDraft, buildLoanDraft } from './practiceDependencies';

const draft: RequestDraft = buildLoanDraft({ isbn: '9780441478125', title: 'The left hand of darkness', author: 'Le Guin, Ursula K.' });

function row(values: Partial<PatronRequest>) {
	return { id: 'r', ...values } as PatronRequest;
}

describe('requests for the same thing', () => {
	it.each<[string, Partial<PatronRequest>, boolean]>([
		['the same record', { recordId: draft.instanceId?.toUpperCase() }, true],
		['the same ISBN with 13 digits', { isbn: '978-0-441-47812-5' }, true],
		['the same ISBN with 10 digits', { isbn: '0441478123' }, true],
		['the same ISBN with words in front', { isbn: '(pbk.) ISBN 0441478123' }, true],
		['the same ISBN with words behind', { isbn: '0441478123 (pbk.)' }, true],
		['another ISBN', { isbn: '9780441007318' }, false],
		['no ISBN at all', { isbn: undefined }, false],
		['an ISBN with a wrong check digit', { isbn: '9780441478126' }, false],
		['the same record, another volume', { recordId: draft.instanceId, volume: '2' }, false],
		['the same record as a copy', { recordId: draft.instanceId, serviceType: 'copy' }, false],
		['the same record, service type said', { recordId: draft.instanceId, serviceType: 'loan' }, true],
	])('asksForSameThing says whether a request with %s (%j) is for the same thing as the draft: %s', (_name, values, expected) => {
		expect(asksForSameThing(row(values), draft)).toBe(expected);
	});

	it('asksForSameThing is false for a patron request and a draft that both lack a record id and an ISBN', () => {
		expect(asksForSameThing(row({}), { serviceType: 'loan', patronId: 'P1' })).toBe(false);
	});

	it('asksForSameThing is false for a patron request for another article of the same journal volume', () => {
		const part = buildCopyDraft({ instanceId: '3fffffff-0000-4000-8000-000000000009' });
		const other = { recordId: part.instanceId, volume: '171', serviceType: 'copy' };
		expect(asksForSameThing(row({ ...other, partTitle: 'Molecular Structure of Nucleic Acids.' }), part)).toBe(true);
		expect(asksForSameThing(row({ ...other, partTitle: 'Genetical implications' }), part)).toBe(false);
	});
});

describe('requests for the same work', () => {
	it.each<[string, Partial<PatronRequest>, boolean]>([
		['a subtitle', { title: 'The Left Hand of Darkness : a novel', author: 'Le Guin, Ursula K., 1929-2018' }, true],
		['the name the other way round', { title: 'The left hand of darkness', author: 'Ursula K. Le Guin' }, true],
		['no author', { title: 'The left hand of darkness' }, true],
		['another author', { title: 'The left hand of darkness', author: 'Smith, John' }, false],
		['another title', { title: 'The dispossessed', author: 'Le Guin, Ursula K.' }, false],
		['another volume', { title: 'The left hand of darkness', author: 'Le Guin', volume: '2' }, false],
	])('asksForSameWork says whether a request with %s (%j) is for the same work as the draft: %s', (_name, values, expected) => {
		expect(asksForSameWork(row(values), draft)).toBe(expected);
	});

	it('asksForSameWork is false for two parts of a series, even if both titles begin alike', () => {
		const maus = buildLoanDraft({ title: 'Maus. I, My father bleeds history', author: 'Spiegelman, Art' });
		expect(asksForSameWork(row({ title: 'Maus. II, And here my troubles began', author: 'Art Spiegelman' }), maus)).toBe(false);
		expect(asksForSameWork(row({ title: 'Maus. I, My father bleeds history', author: 'Art Spiegelman' }), maus)).toBe(true);
	});

	it("two requests are for the same work if the particle of the author's name is in front in one and behind in the other", () => {
		expect(
			asksForSameWork(
				row({ title: 'The second sex', author: 'de Beauvoir, S.' }),
				buildLoanDraft({ title: 'Second sex', author: 'Beauvoir, Simone de' }),
			),
		).toBe(true);
		expect(
			asksForSameWork(
				row({ title: 'The second sex', author: 'Sartre, Jean-Paul' }),
				buildLoanDraft({ title: 'Second sex', author: 'Beauvoir, Simone de' }),
			),
		).toBe(false);
	});

	it('asksForSameWork is false for a draft without a title, even if the patron request has none either', () => {
		expect(asksForSameWork(row({ title: '' }), { serviceType: 'loan', patronId: 'P1' })).toBe(false);
	});
});

it.each<[string, Partial<PatronRequest>, boolean]>([
	['another record by another title', { recordId: 'another', title: 'The dispossessed' }, true],
	['another record by another title with the same ISBN', { recordId: 'another', title: 'The dispossessed', isbn: '0441478123' }, false],
	['another record by the same title', { recordId: 'another', title: 'The left hand of darkness' }, false],
	['another title alone', { title: 'The dispossessed' }, false],
])('asksForOtherThing says whether a request for %s (%j) is certainly for another thing than the draft: %s', (_name, values, expected) =>
	expect(asksForOtherThing(row(values), draft)).toBe(expected),
);
