import fc from 'fast-check';
import { queryForIdentifiers, queryForFields, queryForTitle } from '../../../../reshare/inventory/vufind/queries';

const lookfor = (parameters: ReadonlyArray<readonly [string, string]>) =>
	parameters.filter(([name]) => name.startsWith('lookfor')).map(([, value]) => value);

describe('queries for VuFind', () => {
	it('queryForIdentifiers sends the beginnings of ISBNs in both forms, ISSNs without hyphen, and other numbers unchanged', () => {
		expect(queryForIdentifiers('isbn', ['9780151446476', '9798886450002'])).toEqual({
			endpoint: 'search',
			parameters: [
				['lookfor', '9780151446476* OR 0151446474* OR 9798886450002*'],
				['type', 'ISN'],
			],
		});
		// This ISBN-10 begins with 978, as an ISBN-13 does, so that `9780020012*` would also find ISBN-13s of other books. It is therefore
		// searched as a whole.
		expect(queryForIdentifiers('isbn', ['9789780020019']).parameters[0]).toEqual(['lookfor', '9789780020019* OR "9780020012"']);
		expect(queryForIdentifiers('issn', ['0028-0836'])).toEqual({
			endpoint: 'search',
			parameters: [
				['lookfor', '"00280836"'],
				['type', 'ISN'],
			],
		});
		expect(queryForIdentifiers('oclcNumber', ['8954772'])).toEqual({
			endpoint: 'search',
			parameters: [
				['lookfor', '8954772'],
				['type', 'oclc_num'],
			],
		});
		expect(queryForIdentifiers('instanceId', ['a', 'b'])).toEqual({
			endpoint: 'record',
			parameters: [
				['id[]', 'a'],
				['id[]', 'b'],
			],
		});
	});

	it('queryForTitle sends a title as bare words, and uses the advanced form for an author or several titles', () => {
		expect(queryForTitle({ alternatives: [['name', 'rose']] }).parameters).toEqual([
			['lookfor', 'name rose'],
			['type', 'Title'],
		]);
		expect(queryForTitle({ alternatives: [['rose'], ['roses']], author: 'Eco' }).parameters).toEqual([
			['join', 'OR'],
			['lookfor0[]', 'rose'],
			['type0[]', 'Title'],
			['lookfor0[]', 'Eco'],
			['type0[]', 'Author'],
			['bool0[]', 'AND'],
			['lookfor1[]', 'roses'],
			['type1[]', 'Title'],
			['lookfor1[]', 'Eco'],
			['type1[]', 'Author'],
			['bool1[]', 'AND'],
		]);
	});

	it('queryForTitle sends no punctuation and no operators of a query language', () => {
		expect(lookfor(queryForTitle({ alternatives: [['AND', 'c++', 'NOT', '(a:b)', '-x-', 'catch-22', 'OR']] }).parameters)).toEqual([
			'and c not a b x catch-22 or',
		]);
		fc.assert(
			fc.property(
				fc.array(fc.string({ unit: 'binary', maxLength: 20 }), { minLength: 1, maxLength: 5 }),
				fc.string({ unit: 'binary', maxLength: 20 }),
				(words, author) => {
					for (const text of lookfor(queryForTitle({ alternatives: [words], author }).parameters))
						expect(text).not.toMatch(/[+&|!(){}[\]^"~*?:\\/]|(?:^|\s)(?:-|(?:AND|OR|NOT)(?:\s|$))/u);
				},
			),
		);
	});

	it('queryForFields refuses a sort order that VuFind lacks', () => {
		expect(queryForFields({ titleWords: ['rose'], sortBy: 'title' }).parameters).toContainEqual(['sort', 'title']);
		expect(() => queryForFields({ titleWords: ['rose'], sortBy: 'titleDescending' })).toThrow(
			expect.objectContaining({ kind: 'badInput' }),
		);
	});
});
