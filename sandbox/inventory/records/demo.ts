import { keptBy, lentBy } from './record';
import type { BibRecord } from './record';

/** The books of the demo's five wishes. Numbers 1 to 9. */

export const sweetgrass: BibRecord = {
	number: 1,
	title: 'Braiding sweetgrass',
	authors: ['Kimmerer, Robin Wall'],
	edition: 'First edition.',
	place: 'Minneapolis, Minnesota',
	publisher: 'Milkweed Editions',
	date: '2013',
	languages: ['eng'],
	carrier: 'print',
	identifiers: { isbn: ['9781571313355'], oclc: ['ocn829743464'] },
	callNumber: 'E98.P5 K56 2013',
	subjects: ['Indian philosophy', 'Human ecology -- Philosophy', 'Nature -- Effect of human beings on'],
	holdings: [...lentBy(['US-NORTH', 'US-WEST', 'US-SOUTH', 'US-RIVER', 'US-EAST']), ...keptBy(['US-COAST'])],
};

export const nameOfTheRose: BibRecord = {
	number: 2,
	title: 'The name of the rose',
	authors: ['Eco, Umberto', 'Weaver, William, 1923-2013'],
	edition: '1st ed.',
	place: 'San Diego',
	publisher: 'Harcourt Brace Jovanovich',
	date: 'c1983',
	languages: ['eng'],
	carrier: 'print',
	identifiers: { isbn: ['0151446474'], oclc: ['ocm08954772'] },
	callNumber: 'PQ4865.C6 N613 1983',
	subjects: ['Monastic and religious life -- Italy -- Fiction'],
	holdings: [...lentBy(['US-HILL', 'US-LAKE', 'US-SOUTH']), ...keptBy(['US-WEST'])],
};

export const thinkingFastAndSlow: BibRecord = {
	number: 3,
	title: 'Thinking, fast and slow',
	authors: ['Kahneman, Daniel, 1934-2024'],
	edition: '1st ed.',
	place: 'New York',
	publisher: 'Farrar, Straus and Giroux',
	date: '2011',
	languages: ['eng'],
	carrier: 'print',
	identifiers: { isbn: ['9780374275631', '0374275637'], oclc: ['ocn706020998'] },
	callNumber: 'BF441 .K238 2011',
	subjects: ['Thought and thinking', 'Decision making'],
	holdings: [...keptBy(['US-EAST']), ...lentBy(['US-COAST', 'US-VALE', 'US-WEST'])],
};

export const codexSeraphinianus: BibRecord = {
	number: 4,
	title: 'Codex Seraphinianus',
	authors: ['Serafini, Luigi'],
	place: 'New York',
	publisher: 'Rizzoli',
	date: '2013',
	languages: ['zxx'],
	carrier: 'print',
	identifiers: { isbn: ['9780847842131'] },
	callNumber: 'NC257.S47 A4 2013',
	subjects: ["Artists' books -- Italy", 'Imaginary languages'],
	holdings: keptBy(['US-WEST', 'US-NORTH', 'US-COAST']),
};

const sapiensWork = {
	title: 'Sapiens : a brief history of humankind',
	authors: ['Harari, Yuval N.'],
	place: 'New York',
	publisher: 'Harper',
	date: '2015',
	languages: ['eng'],
	carrier: 'print',
	identifiers: { isbn: ['9780062316097'] },
	callNumber: 'CB25 .H3713 2015',
	subjects: ['Civilization -- History', 'Human beings -- History'],
} as const satisfies Partial<BibRecord>;

/** One book, cataloged three times by libraries that did not find each other's record. */
export const sapiens: readonly BibRecord[] = [
	{ ...sapiensWork, number: 5, edition: 'First U.S. edition.', holdings: [...lentBy(['US-NORTH', 'US-HILL'])] },
	{ ...sapiensWork, number: 6, title: 'Sapiens', edition: '1st U.S. ed.', holdings: lentBy(['US-SOUTH', 'US-LAKE']) },
	{ ...sapiensWork, number: 7, title: 'Sapiens : a brief history of humankind /', holdings: [...lentBy(['US-RIVER', 'US-VALE']), ...keptBy(['US-MOOR'])] },
];

export const demoRecords: readonly BibRecord[] = [sweetgrass, nameOfTheRose, thinkingFastAndSlow, codexSeraphinianus, ...sapiens];
