import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import type { Citation as InventoryWish } from '../../../../reshare/inventory/find/findTypes';
import { splitJoinedTitle } from '../../../../reshare/inventory/folio/splitJoinedTitle';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { recordOfMarcLines } from '../../../../sandbox/inventory/records/recordOfMarcLines';
import cases from '../../../fixtures/cases/catalogTexts.json';
import { openInventory } from '../find/judgeLookup';
import { sandboxForAll } from '../../sandboxForTests';

describe('titles that FOLIO stores joined', () => {
	it.each(cases.joinedTitles as Array<[string, string | null, string, string, string]>)(
		'splitJoinedTitle splits the joined title "%s" with the index title "%s"',
		(joined, indexTitle, proper, rest, responsibility) => {
			const { titles, responsibility: stated } = splitJoinedTitle(joined, indexTitle);
			expect([titles, stated]).toEqual([[expect.objectContaining({ proper, rest, part: '' })], responsibility]);
		},
	);
});

describe.each([
	['inventory storage to 23.x', { era: 'classic', searchModule: 'absent' }],
	['mod-search', { searchModule: 'loaded' }],
] as const)('records as catalogs write them, over %s', (name, inventory) => {
	const sandbox = sandboxForAll({ inventory });

	const find = async (citation: InventoryWish) => await findEligible(openInventory(sandbox), citation, { ownSymbols: ['US-EAST'] });
	const beavers = { author: 'Bramwell, Odette', year: '1957' };
	const harbor = { author: 'Corvin Vane', year: '2021' };

	it.each<[string, InventoryWish]>([
		['before ISBD', { title: 'Beavers of the northern rivers', ...beavers }],
		['before ISBD, with its subtitle', { title: 'Beavers of the northern rivers: a natural history', ...beavers }],
		['without a sign', { title: 'The harbor at low tide: towns, ferries and the art of waiting', ...harbor }],
	])('a record whose title was written %s is Eligible by that title', async (_form, citation) => {
		expect(await find(citation)).toMatchObject({ outcome: 'eligible' });
	});

	it('a short title that no sign separates from its subtitle goes to review, and is not called absent', async () => {
		expect(await find({ title: 'The harbor', author: 'Corvin Vane', year: '2021' })).toMatchObject({
			outcome: 'needsReview',
			reason: 'titleOnly',
		});
	});

	it.each(['study guide', 'the poems of a sailor and his dog'])(
		'an ISBN with the wrong subtitle "%s" goes to review if the record\'s title has no sign before the subtitle',
		async (subtitle) => {
			expect(await find({ isbn: '9789999000406', title: `The harbor at low tide: ${subtitle}` })).toMatchObject({
				outcome: 'needsReview',
				reason: 'recordDoesNotFit',
			});
		},
	);

	it('an ISBN with a price behind it on the record is found', async () => {
		expect(await find({ isbn: '9789999000499' })).toMatchObject({
			outcome: 'eligible',
			title: expect.stringContaining('Weirs and locks'),
		});
	});

	it('a title and author in Hebrew script find their record', async () => {
		const citation = { title: 'הגשר אל הנמל', year: '2015' };
		expect(await find({ ...citation, author: 'בר-נהר, שולמית' })).toMatchObject({ outcome: 'eligible' });
		expect(await find(citation)).toMatchObject({ outcome: 'needsReview', reason: 'titleOnly' });
	});

	it('brackets behind a title are read as a series if the record names none, unless they name a language, form or volume', async () => {
		const inBrackets = async (text: string) =>
			(await find({ title: `Small engines: repair and upkeep (${text})`, author: 'Ruta Okonjo', year: '1998' })).outcome;
		expect(await inBrackets('Workshop library')).toBe(name === 'mod-search' ? 'needsReview' : 'eligible');
		expect((await find({ title: 'Small engines: [to accompany the trade laws]', author: 'Ruta Okonjo', year: '1998' })).outcome).toBe(
			'needsReview',
		);
		for (const text of ['German edition', 'Spanish', 'workbook', 'large print', 'vol. 2'])
			expect([text, await inBrackets(text)]).toEqual([text, 'needsReview']);
	});
});

describe('joined titles without a sign before the subtitle', () => {
	const lent = [{ place: 'US-WEST', policy: 'willLend' }] as const;
	const by = ['100 1# $aMarlow, Ada.', '260 ## $aLeeds,$bHarbour Press,$c1952.'];
	let sandbox: Sandbox;

	beforeAll(async () => {
		const records = [
			recordOfMarcLines(
				1,
				'am 1952 eng',
				[...by, '245 10 $aMarsh chemistry,$ban introduction for those who live beside it;$cillus. by Joan Hill.'],
				lent,
			),
			recordOfMarcLines(2, 'am 1952 eng', [...by, '245 10 $aTides,$pSpring tides.'], lent),
			recordOfMarcLines(3, 'am 1952 eng', [...by, '245 10 $aDikes,$bworkbook and answers.'], lent),
			recordOfMarcLines(
				7,
				'am 1952 eng',
				['020 ## $a9780151446476', ...by, '245 10 $aWater mills of the north$ba critical look at their wheels$cAda Marlow'],
				lent,
			),
			recordOfMarcLines(8, 'am 1952 eng', [...by, '245 10 $aHedgebanks.$bTheir keepers and their uses.$cBy Ada Marlow.'], lent),
			recordOfMarcLines(6, 'am 1952 eng', [...by, '245 10 $aHeron songs,$bsecond series.'], lent),
			recordOfMarcLines(
				5,
				'am 1952 eng',
				[...by, '245 10 $aWeir keepers :$ba hundred years of [i.e. since] the first weir (1852-1952) /$cAda Marlow.'],
				lent,
			),
			recordOfMarcLines(
				4,
				'am 2021 ger',
				['110 1# $aNordland', '245 10 $aDeichO$bdie Deichordnung : mit Auszügen$c[Nordland]', '264 #1 $aKiel$bHafen$c2021'],
				lent,
			),
		];
		sandbox = await startSandbox({ inventory: { era: 'classic', searchModule: 'absent', records } });
	});

	afterAll(async () => {
		await sandbox.close();
	});

	const find = async (citation: InventoryWish) => await findEligible(openInventory(sandbox), citation, { ownSymbols: ['US-EAST'] });
	const marlow = { author: 'Ada Marlow', year: '1952' };

	it('a joined title without a sign before its subtitle ends at a comma before a small letter, if author and year agree', async () => {
		expect(await find({ title: 'Marsh chemistry', ...marlow })).toMatchObject({
			outcome: 'eligible',
			title: expect.stringContaining('Marsh chemistry, an'),
		});
		expect(await find({ title: 'Marsh chemistry', ...marlow, year: '1961' })).toMatchObject({
			outcome: 'needsReview',
			reason: 'titleOnly',
		});
		expect(await find({ title: 'Marsh chemistry', author: 'Joan Beck', year: '1952' })).not.toMatchObject({ outcome: 'eligible' });
	});

	it.each(['Hedgebanks', 'Water mills of the north'])(
		'the title "%s" matches a joined title up to a full stop or two words that begin a subtitle, if the author agrees',
		async (title) => {
			expect(await find({ title, ...marlow })).toMatchObject({ outcome: 'eligible' });
			expect(await find({ title, author: 'Joan Beck', year: '1952' })).not.toMatchObject({ outcome: 'eligible' });
		},
	);

	it.each(['Tides', 'Dikes', 'Heron songs', 'Marsh'])(
		'the title "%s" is not Eligible if its joined record goes on with a part, another work or a number',
		async (title) => {
			expect(await find({ title, ...marlow })).not.toMatchObject({ outcome: 'eligible' });
		},
	);

	it('two different subtitles that begin with the same article are not taken for each other', async () => {
		const titled = async (title: string) => await find({ isbn: '9780151446476', title });
		expect(await titled('Water mills of the north: a guide to decorative art')).toMatchObject({
			outcome: 'needsReview',
			reason: 'recordDoesNotFit',
		});
		expect(await titled('Water mills of the north: a critical look')).toMatchObject({ outcome: 'eligible' });
	});

	it('a title with a note in brackets is read as one record, with the note in its place', async () => {
		expect(await find({ title: 'Weir keepers', ...marlow })).toMatchObject({ outcome: 'eligible' });
		expect(await find({ title: 'Weir keepers: a hundred years of [i.e. since] the first weir (1852-1952)', ...marlow })).toMatchObject({
			outcome: 'eligible',
		});
	});

	it('a joined title goes to review, and is not called absent, if nothing shows where the one-word title ends', async () => {
		expect(await find({ title: 'DeichO', author: 'Nordland', year: '2021' })).toMatchObject({
			outcome: 'needsReview',
			reason: 'titleOnly',
		});
	});
});
