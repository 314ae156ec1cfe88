import { members } from '../../consortium';
import { heldBy, keptBy, lentBy } from './record';
import type { BibRecord, HoldingSpec } from './record';

/** Records with more holdings than the ten that a link field answers by default. Numbers 60 to 69. */

const everyMember = members.map((member) => member.symbol);

/** `count` copies, spread over all members, in an order that repeats. */
function copies(count: number, policyOf: (number: number) => HoldingSpec['policy']): HoldingSpec[] {
	return Array.from({ length: count }, (_, index) =>
		heldBy(everyMember[index % everyMember.length] ?? 'US-WEST', policyOf(index + 1), { callNumber: `Copy ${index + 1}` }),
	);
}

export const crowdedRecords: readonly BibRecord[] = [
	{
		number: 60,
		title: 'The structure of scientific revolutions',
		authors: ['Kuhn, Thomas S.', 'Hacking, Ian'],
		edition: 'Fourth edition, 50th anniversary.',
		place: 'Chicago ; London',
		publisher: 'The University of Chicago Press',
		date: '2012',
		languages: ['eng'],
		carrier: 'print',
		identifiers: { isbn: ['9780226458120'] },
		callNumber: 'Q175 .K95 2012',
		// Only the eleventh holding is lendable: mod-rs, which sees ten, finds no supplier.
		holdings: [
			...keptBy(['US-EAST', 'US-EASTLAW', 'US-WEST', 'US-NORTH', 'US-SOUTH', 'US-LAKE', 'US-HILL', 'US-RIVER', 'US-COAST', 'US-VALE']),
			...lentBy(['US-MOOR']),
		],
	},
	{
		number: 61,
		title: 'Becoming',
		authors: ['Obama, Michelle, 1964-'],
		edition: 'First edition.',
		place: 'New York',
		publisher: 'Crown',
		date: '[2018]',
		languages: ['eng'],
		carrier: 'print',
		identifiers: { isbn: ['9781524763138', '1524763136'], oclc: ['on1030413521'] },
		callNumber: 'E909.O24 A3 2018',
		// 300 copies; every third one is lendable.
		holdings: copies(300, (number) => (number % 3 === 0 ? 'willLend' : 'willNotLend')),
	},
	{
		number: 62,
		title: 'A people\'s history of the United States : 1492-present',
		authors: ['Zinn, Howard, 1922-2010'],
		place: 'New York',
		publisher: 'HarperCollins',
		date: '2003',
		languages: ['eng'],
		carrier: 'print',
		identifiers: { isbn: ['0060528427', '9780060528423'] },
		callNumber: 'E178 .Z75 2003',
		// 300 copies; the last one alone is lendable.
		holdings: copies(300, (number) => (number === 300 ? 'willLend' : 'willNotLend')),
	},
	{
		number: 63,
		title: 'The selfish gene',
		authors: ['Dawkins, Richard, 1941-'],
		edition: 'New ed.',
		place: 'Oxford ; New York',
		publisher: 'Oxford University Press',
		date: '1989',
		languages: ['eng'],
		carrier: 'print',
		identifiers: { isbn: ['0192860925'] },
		callNumber: 'QH437 .D38 1989',
		// The first holding of US-NORTH is kept, the second lent; mod-rs counts the first per library.
		holdings: [...keptBy(['US-NORTH']), ...lentBy(['US-NORTH', 'US-EAST'])],
	},
];
