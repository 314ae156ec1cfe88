import fc from 'fast-check';
import { isbnForms, normalizeIsbn, isbnParser } from '../../../../reshare/inventory/match/isbn';
import { issnForms, normalizeIssn, issnParser } from '../../../../reshare/inventory/match/issn';
import { normalizeOclcNumber, oclcParser, prefixedOclcForms } from '../../../../reshare/inventory/match/oclc';
import { readIdentifiers, splitFieldValues } from '../../../../reshare/inventory/match/IdentifierParser';

const readIsbns = (text: string) => readIdentifiers(text, isbnParser, 'ISBN');
const readIssns = (text: string) => readIdentifiers(text, issnParser, 'ISSN');
const readOclcNumbers = (text: string) => readIdentifiers(text, oclcParser, 'OCLC number');

it.each([
	['a, b;c|d\ne', ['a', 'b', 'c', 'd', 'e']],
	[' a ,, ;\r\n a', ['a']],
	['', []],
])('splitFieldValues splits the field %j into its values', (text, values) => {
	expect(splitFieldValues(text)).toEqual(values);
});

it('the OCLC number reader reads only the first 20 numbers of a field with 30, and warns that it did', () => {
	const many = Array.from({ length: 30 }, (_, index) => String(index + 1)).join(',');
	expect(readOclcNumbers(many)).toMatchObject({
		values: { length: 20 },
		warnings: ['Only the first 20 of 30 values in one field were used'],
	});
});

describe('reading ISBNs', () => {
	it.each([
		['0-07-138776-5', '9780071387767'],
		['978-0-07-138776-7 (pbk.)', '9780071387767'],
		['ISBN: 0071387765', '9780071387767'],
		['ISBN-13: 978 0 07 138776 7', '9780071387767'],
		['urn:isbn:9780071387767', '9780071387767'],
		['043942089x', '9780439420891'],
		['43942089X', '9780439420891'],
		['９７８００７１３８７７６７', '9780071387767'],
		['978‑0‑07‑138776‑7', '9780071387767'],
	])('the ISBN reader reads %j as people write it', (text, key) => {
		expect(normalizeIsbn(text)).toBe(key);
		expect(readIsbns(text)).toEqual({ values: [key], warnings: [] });
	});

	it('isbnForms gives 13 and 10 digits, and 13 alone for an ISBN without a form of 10', () => {
		expect(isbnForms('9780071387767')).toEqual(['9780071387767', '0071387765']);
		expect(isbnForms('9791034302277')).toEqual(['9791034302277']);
	});

	it('the ISBN reader leaves out an ISBN with a wrong check digit, and names the right one', () => {
		expect(readIsbns('9780071387768, 0375702246; 978-0-374-27563-1')).toEqual({
			values: ['9780374275631'],
			warnings: [
				'ISBN 9780071387768 has a wrong check digit and was left out; with these digits it would be 9780071387767',
				'ISBN 0375702246 has a wrong check digit and was left out; with these digits it would be 0375702245',
			],
		});
	});

	it('the ISBN reader keeps an ISBN in an unassigned range as written, with a warning', () => {
		const { values, warnings } = readIsbns('9789990000011');
		expect(values).toEqual(['9789990000011']);
		expect(warnings).toEqual(['ISBN 9789990000011 is in a range that is not in use; it was searched as written']);
		expect(isbnForms('9789990000011')).toEqual(['9789990000011']);
	});

	it('the ISBN reader leaves out a run of digits too long for an ISBN, with a warning, and keeps the valid ISBN beside it', () => {
		expect(readIsbns('97801514464769780374275631 0071387765 29.95')).toEqual({
			values: ['9780071387767'],
			warnings: ["'97801514464769780374275631' is not an ISBN and was left out"],
		});
		expect(normalizeIsbn('97801514464769780374275631 0071387765')).toBe('9780071387767');
	});

	it('the ISBN reader leaves out a text that is not an ISBN, with a warning', () => {
		expect(readIsbns('12345\nno number').warnings).toEqual([
			"'12345' is not an ISBN and was left out",
			"'no number' is not an ISBN and was left out",
		]);
		expect(normalizeIsbn('2070111261234')).toBeUndefined();
	});

	it('normalizeIsbn gives both forms of an ISBN one key, and accepts exactly one check digit', () => {
		const stem = fc.integer({ min: 0, max: 99_999_999 }).map((number) => `0${String(number).padStart(8, '0')}`);
		fc.assert(
			fc.property(stem, (nine) => {
				const ten = [...'0123456789X'].map((check) => nine + check).filter((isbn) => normalizeIsbn(isbn) !== undefined);
				// In the group 0 all ranges are in use, so that exactly one check digit is right.
				expect(ten).toHaveLength(1);
				const key = normalizeIsbn(ten[0] ?? '');
				expect(isbnForms(key ?? '').map(normalizeIsbn)).toEqual([key, key]);
			}),
			{ numRuns: 50 },
		);
	});

	it('the ISBN reader never throws, whatever the field holds', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readIsbns(text).values.every((value) => /^[\dX]{10,13}$/u.test(value))));
	});
});

describe('reading ISSNs', () => {
	it.each([
		['0028-0836', '0028-0836'],
		['00280836', '0028-0836'],
		['ISSN 2434-561x (print)', '2434-561X'],
		['eISSN: 1476-4687', '1476-4687'],
	])('the ISSN reader reads %j as people write it', (text, key) => {
		expect(normalizeIssn(text)).toBe(key);
		expect(readIssns(text).values).toEqual([key]);
	});

	it('the ISSN reader leaves out a wrong check digit and a text that is not an ISSN, with warnings', () => {
		expect(readIssns('0028-0837, 9780071387767')).toEqual({
			values: [],
			warnings: [
				'ISSN 0028-0837 has a wrong check digit and was left out; with these digits it would be 0028-0836',
				"'9780071387767' is not an ISSN and was left out",
			],
		});
	});

	it('issnForms gives an ISSN with and without its hyphen', () => {
		expect(issnForms('0028-0836')).toEqual(['0028-0836', '00280836']);
	});

	it('normalizeIssn accepts exactly one check digit for seven digits', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 9_999_999 }), (number) => {
				const stem = String(number).padStart(7, '0');
				expect([...'0123456789X'].filter((check) => normalizeIssn(stem + check) !== undefined)).toHaveLength(1);
			}),
		);
	});
});

it('an ISMN, the number of printed music, is not read as an ISBN', () => {
	expect(readIsbns('979-0-060-11561-5').values).toEqual([]);
	expect(readIsbns('979-10-90636-07-1').values).toEqual(['9791090636071']);
});

describe('reading OCLC numbers', () => {
	it.each([
		['(OCoLC)123', '123'],
		['ocm00000123', '123'],
		['on123', '123'],
		['ocn829743464', '829743464'],
		['on1030413521', '1030413521'],
		['(OCoLC)ocm08954772', '8954772'],
		['OCLC: 8954772', '8954772'],
		['OCLC number 8954772', '8954772'],
		[' 08954772 ', '8954772'],
		['https://www.worldcat.org/oclc/8954772', '8954772'],
		['https://search.worldcat.org/title/8954772', '8954772'],
	])('the OCLC number reader reads %j as people write it', (text, key) => {
		expect(normalizeOclcNumber(text)).toBe(key);
		expect(readOclcNumbers(text).values).toEqual([key]);
	});

	it.each(['', '0', '12 34', 'ocm', 'x123', '123x', '123456789012345', '9780151446476'])('the OCLC number reader refuses %j', (text) => {
		expect(normalizeOclcNumber(text)).toBeUndefined();
	});

	it('an OCLC number into which a spreadsheet put commas is read as one number', () => {
		expect(readOclcNumbers('8,954,772').values).toEqual(['8954772']);
		expect(readOclcNumbers('(OCoLC)1,030,413,521, 829743464').values).toEqual(['1030413521', '829743464']);
		expect(readOclcNumbers('829743464,1030413521,8954772').values).toEqual(['829743464', '1030413521', '8954772']);
		expect(readOclcNumbers('12345678,123').values).toEqual(['12345678', '123']);
		expect(readOclcNumbers('12345678,123,456').values).toEqual(['12345678', '123', '456']);
	});

	it('normalizeOclcNumber reads every notation of prefixedOclcForms as the same number', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 9_999_999_999 }), (number) => {
				for (const form of [String(number), ...prefixedOclcForms(String(number))]) expect(normalizeOclcNumber(form)).toBe(String(number));
			}),
		);
	});
});

describe('numbers as people and catalogs write them', () => {
	it.each([
		['ISBN 1315000008', ['9781315000008']],
		['ISBN-13 9780151446476', ['9780151446476']],
		['ISBN-13: 978-0-15-144647-6', ['9780151446476']],
		['ISBN 10 0151446474', ['9780151446476']],
		['ISBN10: 0-15-144647-4', ['9780151446476']],
		['ISBN-139780151446476', ['9780151446476']],
		['9780374275631 0151446474', ['9780374275631', '9780151446476']],
		['978-0-374-27563-1 0-15-144647-4', ['9780374275631', '9780151446476']],
		['978 0 374 27563 1', ['9780374275631']],
		['(hbk.) 0262012103', ['9780262012102']],
		['0262012103 (hbk., 2nd ed. 1997)', ['9780262012102']],
		['hardcover: 0262012103 / paperback: 0151446474', ['9780262012102', '9780151446476']],
		['urn:ISBN:9780151446476', ['9780151446476']],
		['urn:isbn:0-15-144647-4', ['9780151446476']],
		['\u200e9780151446476\u202c', ['9780151446476']],
		['978\u20110\u201115\u2011144647\u20116', ['9780151446476']],
		['["9780374275631","0151446474"]', ['9780374275631', '9780151446476']],
		['055305340x', ['9780553053401']],
	])('the ISBN reader reads all ISBNs in %j', (text, values) => {
		expect(readIsbns(text)).toMatchObject({ values, warnings: [] });
	});

	it('the ISBN reader returns no ISBN for a field without a valid one, and quotes the field in a warning', () => {
		expect(readIsbns('9780151446475')).toEqual({
			values: [],
			warnings: ['ISBN 9780151446475 has a wrong check digit and was left out; with these digits it would be 9780151446476'],
		});
		expect(readIsbns('see page 12')).toEqual({ values: [], warnings: ["'see page 12' is not an ISBN and was left out"] });
		expect(readIsbns('12345').values).toEqual([]);
	});

	it.each(['(pbk.) 9780151446476', 'ISBN 9780151446476 :', '0151446474 (alk. paper)', '\ufeff9780151446476'])(
		"normalizeIsbn finds the ISBN in a record's value %j",
		(value) => {
			expect(normalizeIsbn(value)).toBe('9780151446476');
		},
	);

	it.each([
		['info:oclcnum/12345', '12345'],
		['info:oclcnum/ocm00012345', '12345'],
		['https://www.worldcat.org/oclc/829743464', '829743464'],
		['https://search.worldcat.org/title/829743464', '829743464'],
		['http://worldcat.org/title/braiding-sweetgrass/oclc/829743464&referer=brief_results', '829743464'],
		['https://www.worldcat.org/oclc/829743464?lang=en', '829743464'],
		['(OCoLC)ocn829743464', '829743464'],
		['OCLC #829743464', '829743464'],
		['\u200e829743464', '829743464'],
		['urn:oclc:829743464', '829743464'],
		['oclc:829743464', '829743464'],
	])('the OCLC number reader reads the notation %j', (text, value) => {
		expect(readOclcNumbers(text)).toMatchObject({ values: [value], warnings: [] });
	});

	it.each([
		['(print) 0028-0836', ['0028-0836']],
		['ISSN 0028-0836 1476-4687', ['0028-0836', '1476-4687']],
		['urn:ISSN:0028-0836', ['0028-0836']],
		['0028\u20100836', ['0028-0836']],
	])('the ISSN reader reads all ISSNs in %j', (text, values) => {
		expect(readIssns(text)).toMatchObject({ values, warnings: [] });
	});
});

it.each([
	['12345', 'ocm00012345'],
	['123456789', 'ocn123456789'],
	['1234567890', 'on1234567890'],
])('prefixedOclcForms of %s includes the control number %s', (number, control) => {
	expect(prefixedOclcForms(number)).toContain(control);
	expect(prefixedOclcForms(number).filter((form) => /^o[cn]/.test(form))).toEqual([control]);
});

it('prefixedOclcForms includes (OCoLC) followed by the number with leading zeros, as some catalogs write it', () => {
	expect(prefixedOclcForms('781627186')).toContain('(OCoLC)0781627186');
	expect(prefixedOclcForms('12345')).toContain('(OCoLC)00012345');
});
