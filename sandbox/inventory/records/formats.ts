import { heldBy, keptBy, lentBy } from './record';
import type { BibRecord } from './record';

/** One work as print book, e-book and microform. Numbers 90 to 99. */

const walden = {
	authors: ['Thoreau, Henry David, 1817-1862'],
	languages: ['eng'],
	subjects: ['Wilderness areas -- Massachusetts -- Walden Woods', 'Natural history -- Massachusetts -- Walden Woods'],
} as const satisfies Partial<BibRecord>;

const capital = {
	title: 'Capital in the twenty-first century',
	authors: ['Piketty, Thomas, 1971-', 'Goldhammer, Arthur'],
	place: 'Cambridge, Massachusetts ; London, England',
	publisher: 'The Belknap Press of Harvard University Press',
	date: '2014',
	languages: ['eng'],
} as const satisfies Partial<BibRecord>;

export const formats: readonly BibRecord[] = [
	{
		...capital,
		number: 90,
		carrier: 'print',
		identifiers: { isbn: ['9780674430006 (alk. paper)', '067443000X (alk. paper)'] },
		callNumber: 'HB501 .P43613 2014',
		holdings: lentBy(['US-LAKE', 'US-WEST']),
	},
	{
		...capital,
		number: 91,
		carrier: 'ebook',
		// Real e-book records carry the print ISBN as well, here with a qualifier.
		identifiers: { isbn: ['9780674369542 (electronic bk.)', '9780674430006 (print)'] },
		url: 'https://ebooks.example.org/capital-in-the-twenty-first-century',
		extent: '1 online resource',
		holdings: [...lentBy(['US-NORTH', 'US-SOUTH', 'US-HILL'], { items: [] }), ...keptBy(['US-EAST'], { items: [] })],
	},
	{
		...walden,
		number: 92,
		title: 'Walden',
		place: 'Princeton, N.J.',
		publisher: 'Princeton University Press',
		date: '1971',
		carrier: 'print',
		identifiers: { isbn: ['0691061947'] },
		callNumber: 'PS3048 .A1 1971',
		holdings: lentBy(['US-MOOR']),
	},
	{
		...walden,
		number: 93,
		title: 'Walden; or, Life in the woods',
		place: 'Boston',
		publisher: 'Ticknor and Fields',
		date: '1854',
		carrier: 'microfiche',
		series: ['Library of American civilization'],
		extent: '4 microfiches',
		holdings: lentBy(['US-NORTH', 'US-COAST', 'US-RIVER']),
	},
	{
		...walden,
		number: 94,
		title: 'Walden, and On the duty of civil disobedience',
		publisher: 'Project Gutenberg',
		date: '1995',
		carrier: 'ebook',
		url: 'https://www.gutenberg.org/ebooks/205',
		extent: '1 online resource',
		holdings: [heldBy('US-ISLE', 'willNotLend', { items: [] })],
	},
	{
		number: 95,
		title: 'Narrative of the life of Frederick Douglass, an American slave',
		authors: ['Douglass, Frederick, 1818-1895'],
		place: 'Boston',
		publisher: 'Anti-slavery Office',
		date: '1845',
		languages: ['eng'],
		carrier: 'microfilm',
		extent: '1 microfilm reel',
		holdings: [heldBy('US-SOUTH', 'willReproduce'), ...lentBy(['US-LAKE'])],
	},
];
