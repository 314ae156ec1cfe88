import fc from 'fast-check';
import { availabilityOf } from '../../../../reshare/inventory/availability';
import { rankingCriteria, rankContenders, type Contender } from '../../../../reshare/inventory/find/rankContenders';
import { chooseRecord } from '../../../../reshare/inventory/find/chooseRecord';
import { createRecordFitter } from '../../../../reshare/inventory/find/recordFit';
import type { SearchFinding } from '../../../../reshare/inventory/find/runSearchPlan';
import type { MatchedBy, Citation } from '../../../../reshare/inventory/find/findTypes';
import type { Holding, InventoryRecord } from '../../../../reshare/inventory/recordsAndHoldings';
import { makeHolding, holdingListOf } from '../buildHoldings';
import { recordOf } from '../buildRecord';

const rules = { ownSymbols: new Set(['US-EAST']), policies: new Set(['Will lend']) };
function record(id: string, changes: Partial<InventoryRecord> = {}) {
	const usual: Partial<InventoryRecord> = {
		author: 'Dostoyevsky, Fyodor',
		contributors: ['Dostoyevsky, Fyodor'],
		publicationDates: ['2003'],
		languages: ['eng'],
		formats: ['print'],
	};
	return { ...recordOf(changes.title ?? 'The idiot', { ...usual, extents: changes.physicalDescriptions ?? [], ...changes }), id };
}

function contender(
	id: string,
	holdings: readonly Holding[],
	changes: Partial<InventoryRecord> = {},
	citation: Citation = {},
	matchedBy: MatchedBy = 'isbn',
): Contender {
	const own = record(id, changes);
	const list = holdingListOf(holdings);
	return { record: own, holdings: list, availability: availabilityOf(list, rules), fit: createRecordFitter(citation)(own), matchedBy };
}

const lentBy = (...places: string[]) => places.map((place) => makeHolding(place));
const keptBy = (...places: string[]) => places.map((place) => makeHolding(place, 'Will not lend'));

function finding(contenders: readonly Contender[], matchedBy: MatchedBy = 'isbn', changes: Partial<SearchFinding> = {}) {
	return { matchedBy, words: matchedBy, values: [], contenders, unreadable: 0, suppressed: 0, ...changes };
}

function outcome(findings: readonly SearchFinding[], citation: Citation = {}, options: Parameters<typeof chooseRecord>[2] = {}) {
	const decision = chooseRecord(findings, citation, options);
	return decision.kind === 'chosen'
		? { id: decision.chosen.record.id, doubts: decision.doubts, decidedBy: decision.decidedBy?.words }
		: { kind: decision.kind };
}

describe('chooseRecord among several records', () => {
	const pair = (
		one: Partial<InventoryRecord>,
		other: Partial<InventoryRecord>,
		citation: Citation,
		holdings: [Holding[], Holding[]] = [lentBy('US-WEST', 'US-HILL'), lentBy('US-WEST')],
	) => [finding([contender('a', holdings[0], one, citation), contender('b', holdings[1], other, citation)])];

	it('chooseRecord prefers a record of the given year to a set that has appeared since an earlier year', () => {
		const citation = { year: '1972' };
		expect(outcome(pair({ publicationDates: ['1962-'] }, { publicationDates: ['1972'] }, citation), citation)).toMatchObject({ id: 'b' });
	});

	it('chooseRecord takes the record with the most lendable holdings if two records have equally many lenders', () => {
		expect(outcome(pair({}, {}, {}, [lentBy('US-WEST', 'US-HILL'), lentBy('US-WEST', 'US-HILL', 'US-HILL')]))).toEqual({
			id: 'b',
			doubts: [],
			decidedBy: 'the most lendable holdings',
		});
	});

	it('chooseRecord returns a doubt (severalRecords) about two equal records, and none if ifSeveralMatch is "always"', () => {
		const equal = pair({}, {}, {}, [lentBy('US-WEST'), lentBy('US-HILL')]);
		expect(outcome(equal)).toEqual({ id: 'a', doubts: ['severalRecords'], decidedBy: undefined });
		expect(outcome(equal, {}, { ifSeveralMatch: 'always' })).toEqual({ id: 'a', doubts: [], decidedBy: undefined });
	});

	it('chooseRecord returns a doubt (severalRecords) about any choice between lendable records if ifSeveralMatch is "review"', () => {
		expect(outcome(pair({}, {}, {}), {}, { ifSeveralMatch: 'review' })).toMatchObject({ id: 'a', doubts: ['severalRecords'] });
		expect(outcome(pair({}, {}, {}, [lentBy('US-WEST'), keptBy('US-HILL')]), {}, { ifSeveralMatch: 'review' })).toMatchObject({
			id: 'a',
			doubts: [],
		});
	});

	it.each<[string, Partial<InventoryRecord>, Partial<InventoryRecord>, Citation, string]>([
		['edition', { editions: ['First edition.'] }, { editions: ['2nd ed.'] }, { edition: '2. Aufl.' }, 'its edition'],
		['year', { publicationDates: ['1998'] }, { publicationDates: ['c2003'] }, { year: '2003' }, 'its year'],
		['volume', { title: 'The idiot' }, { title: 'The idiot. Vol. 2' }, { volume: 'volume 2' }, 'its volume'],
		['language', { languages: ['eng'] }, { languages: ['rus'] }, { language: 'Russian' }, 'its language'],
		['format, before an e-book', { formats: ['e-book'] }, {}, {}, 'being a printed book'],
		['format, before a microfiche', { formats: ['microform'] }, {}, {}, 'being a printed book'],
	])(
		'chooseRecord prefers a record that fits the citation better to one with more lenders, by its %s',
		(_name, one, other, citation, words) => {
			expect(outcome(pair(one, other, citation), { ...citation, title: 'The idiot' }, { ifSeveralMatch: 'always' })).toEqual({
				id: 'b',
				doubts: [],
				decidedBy: words,
			});
		},
	);

	it('chooseRecord prefers a record whose lending policy could not be read to one whose lendable holding mod-rs does not see', () => {
		const unread = [makeHolding('US-WEST', null, { policyUnknown: true })];
		const unseen = lentBy('US-HILL/ANNEX/STACKS');
		expect(outcome(pair({}, {}, {}, [unseen, unread]))).toMatchObject({ id: 'b', doubts: ['policyUnknown'], decidedBy: 'being lendable' });
		expect(outcome(pair({}, {}, {}, [unread, unseen]))).toMatchObject({ id: 'a', doubts: ['policyUnknown'], decidedBy: 'being lendable' });
	});
});

describe('the doubts of chooseRecord', () => {
	it("chooseRecord reports no doubt about the edition because of another author's book of the same title", () => {
		const citation = { title: 'Marsh birds', author: 'Ada Marlow', year: '2003' };
		const titled = (rest: string, author: string) => ({
			title: `Marsh birds${rest === '' ? '' : ` : ${rest}`}`,
			titles: [{ proper: 'Marsh birds', rest, part: '' }],
			contributors: [author],
		});
		const found = (author: string) =>
			outcome(
				[
					finding(
						[
							contender('a', keptBy('US-WEST'), titled('', author), citation, 'title'),
							contender('b', lentBy('US-HILL'), titled('a field guide', 'Marlow, Ada'), citation, 'title'),
						],
						'title',
					),
				],
				citation,
			);
		expect(found('Marlow, Ada')).toMatchObject({ id: 'b', doubts: expect.arrayContaining(['otherEdition']) });
		expect(found('Berg, Otto')).toMatchObject({ id: 'b', doubts: expect.not.arrayContaining(['otherEdition']) });
	});

	it('chooseRecord returns a doubt about an unknown lending policy only if that policy could change which record is chosen', () => {
		const unknown = makeHolding('US-HILL', null, { policyUnknown: true });
		expect(outcome([finding([contender('a', [unknown])])])).toMatchObject({ doubts: ['policyUnknown'] });
		expect(outcome([finding([contender('a', [...lentBy('US-WEST'), unknown])])])).toMatchObject({ doubts: [] });
		const best = contender('a', lentBy('US-WEST', 'US-SOUTH', 'US-LAKE'));
		expect(outcome([finding([best, contender('b', [...lentBy('US-WEST'), unknown])])])).toMatchObject({ id: 'a', doubts: [] });
		const two = contender('a', lentBy('US-WEST', 'US-SOUTH'));
		expect(outcome([finding([two, contender('b', [...lentBy('US-WEST'), unknown])])])).toMatchObject({
			id: 'a',
			doubts: ['policyUnknown'],
		});
	});

	it('chooseRecord returns a doubt (answersPartial) if the index gave an incomplete list of records, even if one of them is lendable', () => {
		expect(outcome([finding([contender('a', lentBy('US-WEST'))], 'isbn', { unreadable: 1 })])).toMatchObject({
			doubts: ['answersPartial'],
		});
		expect(outcome([finding([], 'isbn', { unreadable: 1 })])).toEqual({ kind: 'doubtful' });
		expect(outcome([finding([], 'title', { tooMany: true })])).toEqual({ kind: 'doubtful' });
	});
});

describe('rankContenders', () => {
	const place = fc.constantFrom('US-EAST', 'US-WEST', 'US-HILL', 'US-LAKE');
	const policy = fc.constantFrom('Will lend', 'Will not lend', null);
	const holdings = fc
		.array(fc.tuple(place, policy, fc.boolean()), { maxLength: 5 })
		.map((all) => all.map(([library, name, unknown]) => makeHolding(library, unknown ? null : name, { policyUnknown: unknown })));
	const citation: Citation = { title: 'The idiot', year: '2003', edition: '2nd ed.', volume: '2', language: 'eng' };
	const candidate = fc
		.record({
			id: fc.stringMatching(/^[a-d]{1,2}$/u),
			holdings,
			editions: fc.constantFrom([], ['2nd ed.'], ['First edition.']),
			publicationDates: fc.constantFrom([], ['2003'], ['1981']),
			languages: fc.constantFrom([], ['eng'], ['rus']),
			formats: fc.constantFrom<Array<InventoryRecord['formats']>>([], ['print'], ['e-book'], ['microform']),
		})
		.map(({ id, holdings: own, ...changes }) => contender(id, own, changes, citation));

	it('rankContenders sorts the same records into the same order, in whichever order they are given', () => {
		const order = rankingCriteria(citation, {});
		const several = fc.uniqueArray(candidate, { selector: ({ record: { id } }) => id, maxLength: 6 });
		const twice = several.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
		fc.assert(
			fc.property(twice, ([all, shuffled]) => {
				const ids = (list: readonly Contender[]) => rankContenders(list, order).map(({ record: { id } }) => id);
				expect(ids(shuffled)).toEqual(ids(all));
			}),
			{ numRuns: 500 },
		);
	});
});
