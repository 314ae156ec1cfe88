import type { SharedIndex } from '../../../../reshare/inventory/SharedIndex';
import { findEligible } from '../../../../reshare/inventory/find/findEligible';
import { startSandbox, type Sandbox } from '../../../../sandbox';
import { defineBook } from '../../../../sandbox/inventory/records/BibRecord';
import { openFolioIndex, openVufind } from './judgeLookups';

const own = { ownSymbols: ['US-EAST'] };

describe.each([
	['inventory storage to 23.x', { era: 'classic' }, openFolioIndex],
	['inventory storage from 24.0', { era: 'current' }, openFolioIndex],
	['mod-search', { searchModule: 'loaded' }, openFolioIndex],
	['VuFind', {}, openVufind],
] as const)('existence of a work, by Find Eligible Instance over %s', (_name, inventory, open) => {
	let sandbox: Sandbox;
	let index: SharedIndex;

	beforeAll(async () => {
		const records = [
			...Array.from({ length: 14 }, (_, number) =>
				defineBook(number + 1, `Harbor poems of ${1960 + number}`, ['Marlow, Ada'], String(1960 + number), {
					identifiers: number === 0 ? { isbn: ['9780151446476'] } : {},
				}),
			),
			defineBook(20, 'Annals of practice', [], '1990-', {
				carrier: 'serial',
				identifiers: { issn: ['0028-0836'] },
				holdings: [{ place: 'US-WEST', policy: 'willNotLend' }],
			}),
			defineBook(22, 'The siege of Hull, 1644', ['Marlow, Ada'], '2015', { identifiers: { isbn: ['9780151446766'] } }),
			defineBook(21, 'Journal of harbors', [], '1990-', { carrier: 'serial', identifiers: { issn: ['1474-547X'] } }),
		];
		sandbox = await startSandbox({ inventory: { ...inventory, records } });
		index = open(sandbox);
	});

	afterAll(() => sandbox.close());

	it.each([
		[
			'an author with other titles',
			{ title: 'The lighthouse ledger', author: 'Ada Marlow', year: '1970' },
			"15 records have the author's name, and none of them such a title.",
		],
		[
			'an unknown author',
			{ title: 'The lighthouse ledger', author: 'Basil Nowhere', year: '1970' },
			"No record has the author's name either.",
		],
		['an ISBN that no record has', { isbn: '9789990000011' }, 'No record was found by ISBN 9789990000011.'],
	])(
		'Find Eligible Instance explains what it knows about a work that no record has, here one with %s',
		async (_what, citation, sentence) => {
			expect(await findEligible(index, citation, own)).toMatchObject({
				reason: 'nothingFound',
				existence: 'nothingKnown',
				explanation: expect.stringContaining(sentence),
			});
		},
	);

	it("Find Eligible Instance does not read a year within the record's title as the year of publication", async () => {
		const titled = (title: string) => findEligible(index, { isbn: '9780151446766', title }, own);
		expect(await titled('The siege of Hull, 1644')).toMatchObject({ outcome: 'eligible', warnings: [] });
		expect(await titled('The siege of Hull, 1646')).toMatchObject({ outcome: 'needsReview' });
		const citation = { title: 'Harbor poems of 1965', author: 'Ada Marlow', year: '1965' };
		expect(await findEligible(index, citation, own)).toMatchObject({ outcome: 'eligible' });
	});

	it('Find Eligible Instance searches a title "&" with a subtitle by the subtitle, and refuses the title "&" alone as bad input', async () => {
		expect(await findEligible(index, { title: '&: a serial poem' }, own)).toMatchObject({ reason: 'nothingFound' });
		expect(await findEligible(index, { title: '&' }, own)).toMatchObject({ reason: 'badInput' });
	});

	it('Find Eligible Instance explains that the ISBN of a citation belongs to another work than its title', async () => {
		expect(await findEligible(index, { issn: '0028-0836', title: 'Review of lighthouses', volume: '3' }, own)).toMatchObject({
			reason: 'nobodyLends',
			existence: 'doubtful',
			explanation: expect.stringContaining('It is another work than the title given.'),
		});
		expect(await findEligible(index, { isbn: '9780151446476', title: 'Review of lighthouses' }, own)).toMatchObject({
			reason: 'recordDoesNotFit',
			existence: 'doubtful',
		});
	});

	it('Find Eligible Instance returns existence "found" for a work that the shared index has, whether or not a library lends it', async () => {
		expect(await findEligible(index, { isbn: '9780151446476' }, own)).toMatchObject({ outcome: 'eligible', existence: 'found' });
		expect(await findEligible(index, { issn: '0028-0836' }, own)).toMatchObject({ reason: 'nobodyLends', existence: 'found' });
		expect(await findEligible(index, { title: 'Harbor poems of 1965', author: 'Ada Marlow' }, own)).toMatchObject({
			reason: 'titleOnly',
			existence: 'found',
		});
	});

	it('Find Eligible Instance returns no value for existence if the citation could not be searched', async () => {
		expect(await findEligible(index, {}, own)).toMatchObject({ reason: 'badInput', existence: null });
		expect(await findEligible(index, { instanceId: 'None of them' }, own)).toMatchObject({ reason: 'noneChosen', existence: null });
	});

	it('Find Eligible Instance warns if a record found by ISBN has another year, and sends it to review from five years apart on', async () => {
		const find = (year: string) => findEligible(index, { isbn: '9780151446476', year }, own);
		const differ = 'The years differ: it is of 1960, and 1963 was asked for';
		expect(await find('1960')).toMatchObject({ outcome: 'eligible', warnings: [] });
		expect(await find('1963')).toMatchObject({ outcome: 'eligible', warnings: [differ] });
		expect(await find('1965')).toMatchObject({
			outcome: 'needsReview',
			reason: 'otherEdition',
			explanation: expect.stringContaining('it is of 1960, and 1965 was asked for'),
		});
		// An article may be from any year in which the journal appeared.
		expect(await findEligible(index, { issn: '1474-547X', year: '2013', volume: '9' }, own)).toMatchObject({ warnings: [] });
	});

	it('Find Eligible Instance warns that an ISSN alone finds the journal and not an article', async () => {
		const warnings = ['Only the journal is known: for an article, give its volume and pages'];
		expect(await findEligible(index, { issn: '1474-547X' }, own)).toMatchObject({ outcome: 'eligible', warnings });
	});
});
