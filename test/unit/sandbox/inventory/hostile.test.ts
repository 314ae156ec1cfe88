import fc from 'fast-check';
import { createInventory } from '../../../../sandbox/inventory';
import { instanceId } from '../../../../sandbox/inventory/ids';
import { findTitles } from './support';

/** FOLIO's own escaping: a backslash before five characters, in quotation marks. */
function quote(term: string): string {
	return `"${term.replace(/[\\*?^"]/gu, '\\$&')}"`;
}

const text = fc.oneof(
	fc.string({ unit: 'grapheme', maxLength: 40 }),
	fc.string({
		unit: fc.constantFrom(
			'"',
			'\\',
			'*',
			'?',
			'^',
			' ',
			'(',
			')',
			'/',
			'=',
			'<',
			'>',
			'-',
			'.',
			"'",
			'&',
			'{',
			'}',
			'a',
			'and ',
			' or ',
			' sortBy ',
			'é',
			'e\u0301',
			'ض',
			'中',
		),
		maxLength: 30,
	}),
);

describe('hostile but escaped search terms', () => {
	it('never change or break a query', async () => {
		await fc.assert(
			fc.asyncProperty(
				text,
				fc.constantFrom('title=', 'title all ', 'title any ', 'isbn=', 'keyword all ', 'identifiers =/@value '),
				async (term, start) => {
					const inventory = createInventory({ records: [] });
					expect(await findTitles(inventory, `${start}${quote(term)}`)).toEqual({ totalRecords: 0, titles: [] });
				},
			),
			{ numRuns: 150 },
		);
	});

	it('find a title by its whole value', async () => {
		await fc.assert(
			fc.asyncProperty(
				text.filter((title) => title !== ''),
				async (title) => {
					const inventory = createInventory({
						alterTables: (tables) => ({
							...tables,
							instances: tables.instances.filter((row) => row.id === instanceId(1)).map((row) => ({ ...row, title })),
						}),
					});
					expect(await findTitles(inventory, `title==${quote(title)}`)).toEqual({ totalRecords: 1, titles: [title] });
					expect(await findTitles(inventory, `title==${quote(`${title}x`)}`)).toEqual({ totalRecords: 0, titles: [] });
				},
			),
			{ numRuns: 100 },
		);
	});

	it('may be 10 kB long', async () => {
		const inventory = createInventory();
		expect(await findTitles(inventory, `title=${quote('baby '.repeat(2000))}`)).toEqual({ totalRecords: 0, titles: [] });
	});
});
