import type { Citation } from '../../../../reshare/inventory/find/findTypes';
import { eligibleResult, findInSingleRecord, isbn, reviewResult, marcFieldOfIsbn } from './vufindWithWorks';

const tides = [
	'008 890312s1989    nyu           000 1 eng d',
	marcFieldOfIsbn,
	'100 1# $a Marlow, Ada.',
	'245 10 $a Tides',
	'250 ## $a 2nd ed.',
	'264 #1 $c 1989',
];
const find = (citation: Citation) => findInSingleRecord(tides, citation);

it.each([
	{ author: 'n/a' },
	{ author: 'Various' },
	{ author: 'various authors' },
	{ author: 'Anonymous' },
	{ author: 'Anon.' },
	{ author: 'Author unknown' },
	{ author: 'No author' },
	{ language: 'Any' },
	{ language: 'any language' },
	{ language: 'No preference' },
	{ language: 'N/A' },
	{ volume: 'N/A' },
	{ volume: 'none' },
	{ volume: '-' },
	{ title: 'N/A' },
	{ oclcNumber: 'N/A' },
	{ issn: 'none' },
	{ title: '—' },
])('a field of a citation with a filler text such as n/a counts as not given: %j', async (citation) => {
	expect(await find({ isbn, title: 'Tides', ...citation })).toMatchObject({ ...eligibleResult, warnings: [] });
});

it('a citation whose author is "Various" is matched by its title only and goes to review; one with only fillers is bad input', async () => {
	expect(await find({ title: 'Tides', author: 'Various', year: '1989' })).toMatchObject(reviewResult('titleOnly'));
	expect(await find({ title: 'n/a', author: 'n/a' })).toMatchObject(reviewResult('badInput'));
});

it.each([{ author: 'Nancy Unknown' }, { language: 'Nauruan' }, { volume: '2' }, { title: 'None but the brave' }, { title: 'Unknown' }])(
	'a field of a citation whose text only resembles a filler such as n/a counts as given: %j',
	async (citation) => {
		expect(await find({ isbn, title: 'Tides', ...citation })).toMatchObject({ outcome: 'needsReview' });
	},
);
