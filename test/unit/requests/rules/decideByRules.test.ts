import {
	ruleConditionRows,
	describeRuleConditions,
	splitEntries,
	type LendingFacts,
	type RuleConditions,
} from '../../../../reshare/requests/rules/ruleConditions';
import { decideByRules, type LendingRule, type RuleAnswer } from '../../../../reshare/requests/rules/decideByRules';
import { bareRequest } from '../bareRequest';
import type { PatronRequest } from '../../../../reshare/requests/model/request';

const asked: Partial<PatronRequest> = {
	borrower: 'Westlake College',
	otherSymbol: 'US-WEST',
	serviceType: 'loan',
	title: 'Öko-Büro: ein Jahrbuch',
	publicationDate: '2025',
	publicationType: 'book',
	neededBy: '2026-12-02',
	shelf: 'Main Library, Stacks',
};
const facts = (more: Partial<PatronRequest> = {}, rest: Partial<LendingFacts> = {}): LendingFacts => ({
	request: { ...bareRequest, side: 'lending', ...asked, ...more },
	today: '2026-11-28',
	...rest,
});
const no: RuleAnswer = { kind: 'cannotSupply', reason: 'NotAvailable' };
const rule = (when: RuleConditions, then: RuleAnswer = no, name = 'first'): LendingRule => ({ name, when, then });
const fits = (when: RuleConditions, given: LendingFacts): boolean | 'staff' => {
	const { answer, notRead } = decideByRules([rule(when)], given);
	if (notRead.length > 0) return 'staff';
	return answer.kind === 'cannotSupply';
};

it.each<[RuleConditions, Partial<PatronRequest>, boolean | 'staff']>([
	[{ borrowers: ['US-EAST', 'us-west'] }, {}, true],
	[{ borrowers: ['westlake college'] }, {}, true],
	[{ borrowers: ['Westlake'] }, {}, false],
	[{ borrowers: ['US-WEST'] }, { borrower: undefined, otherSymbol: undefined }, 'staff'],
	[{ otherBorrowers: ['US-EAST', 'US-LAKE'] }, {}, true],
	[{ otherBorrowers: ['US-WEST'] }, {}, false],
	[{ otherBorrowers: ['US-WEST'] }, { borrower: undefined, otherSymbol: undefined }, 'staff'],
	[
		{ borrowers: splitEntries('University of Westlake, Harbor Campus; US-LAKE') },
		{ borrower: 'University of Westlake, Harbor Campus' },
		true,
	],
	[{ borrowers: splitEntries('University of Westlake, Harbor Campus; US-LAKE') }, { borrower: 'University of Westlake' }, false],
	[{ format: ['movie', 'book'] }, {}, true],
	[{ format: ['movie'] }, {}, false],
	[{ format: ['movie'] }, { publicationType: undefined }, 'staff'],
	[{ serviceType: ['loan'] }, {}, true],
	[{ serviceType: ['copy'] }, {}, false],
	[{ serviceType: ['copy'] }, { serviceType: undefined }, 'staff'],
	[{ neededWithin: 4 }, {}, true],
	[{ neededWithin: 3 }, {}, false],
	[{ neededWithin: 3 }, { neededBy: undefined }, false],
	[{ neededWithin: 3 }, { neededBy: 'soon' }, 'staff'],
	[{ locations: ['stacks', 'annex'] }, {}, true],
	[{ locations: ['Annex'] }, {}, false],
	[{ locations: ['Annex'] }, { shelf: undefined }, 'staff'],
	[{ policies: ['Will lend'] }, {}, 'staff'],
	[{ pagesOver: 50 }, { serviceType: 'copy', pages: '1-51' }, true],
	[{ pagesOver: 50 }, { serviceType: 'copy', pages: '1-50' }, false],
	[{ pagesOver: 50 }, { serviceType: 'copy', pages: undefined }, 'staff'],
	[{ pagesOver: 50 }, { serviceType: 'copy', pages: 'the whole chapter' }, 'staff'],
	[{ pagesOver: 50 }, { serviceType: 'loan' }, false],
	[{ publishedFrom: 2025 }, {}, true],
	[{ publishedFrom: 2026 }, {}, false],
	[{ publishedFrom: 2026 }, { publicationDate: undefined }, 'staff'],
	[{ publishedFrom: 2000 }, { publicationDate: '1998-2003' }, 'staff'],
	[{ publishedUntil: 1900 }, { publicationDate: '1899' }, true],
	[{ publishedUntil: 1900 }, {}, false],
	[{ publishedWithin: 6 }, {}, false],
	[{ publishedWithin: 6 }, { publicationDate: '2026-06' }, true],
	[{ publishedWithin: 6 }, { publicationDate: '2026-05-28' }, true],
	[{ publishedWithin: 6 }, { publicationDate: '2026-05-27' }, false],
	[{ publishedWithin: 6 }, { publicationDate: '2026' }, 'staff'],
	[{ publishedWithin: 24 }, { publicationDate: '2026' }, true],
	[{ title: ['oko buro'] }, {}, true],
	[{ title: ['Jahr', 'jahrbuch'] }, {}, true],
	[{ title: ['Jahr'] }, {}, false],
	[{ title: ['nucleic'] }, { partTitle: 'Structure of nucleic acids' }, true],
	[{ title: ['x'] }, { title: undefined }, 'staff'],
	[{ volume: ['named'] }, { volume: '3' }, true],
	[{ volume: ['notNamed'] }, {}, true],
	[{ volume: ['named'] }, {}, false],
])('a rule with %j for a request with %j fits, or goes to staff if that cannot be read: %s', (when, more, expected) =>
	expect(fits(when, facts(more))).toBe(expected),
);

it.each<[number, number | undefined, boolean | 'staff']>([
	[3, 3, true],
	[3, 2, false],
	[3, undefined, 'staff'],
])('a rule for at least %s open requests, of which %s are counted, fits: %s', (wanted, openRequests, expected) => {
	expect(fits({ openRequests: wanted }, facts({}, { openRequests }))).toBe(expected);
});

it("a rule uses the location and lending policy that the lender's own catalog gives for its copy", () => {
	expect(fits({ locations: ['annex'] }, facts({}, { locations: ['Annex, level 2'] }))).toBe(true);
	expect(fits({ policies: ['will lend'] }, facts({}, { policies: ['Will lend'] }))).toBe(true);
	expect(fits({ policies: ['Will lend'] }, facts({}, { policies: ['Will not lend'] }))).toBe(false);
});

it('the first rule that fits gives the answer', () => {
	const rules = [
		rule({ serviceType: ['copy'] }, no, 'copies'),
		rule({ format: ['book'] }, { kind: 'willSupply', place: 'STACKS' }, 'books'),
		rule({ serviceType: ['loan'] }, no, 'loans'),
	];
	expect(decideByRules(rules, facts())).toEqual({
		answer: { kind: 'willSupply', place: 'STACKS' },
		rule: 'books',
		notRead: [],
		explanation: "The rule 'books' fits.",
	});
});

it('a request is left to staff if a rule that may fit cannot be read, whatever rules follow', () => {
	const rules = [
		rule({ format: ['movie'], otherBorrowers: ['US-LAKE'] }, no, 'DVDs'),
		rule({ serviceType: ['loan'] }, { kind: 'willSupply' }, 'loans'),
	];
	expect(decideByRules(rules, facts({ publicationType: undefined }))).toEqual({
		answer: { kind: 'leaveToStaff' },
		rule: 'DVDs',
		notRead: ['format'],
		explanation: "The rule 'DVDs' asks the format, which could not be read from the request. It is left to staff.",
	});
});

it('a rule that cannot fit is passed over even if another of its conditions cannot be read', () => {
	const rules = [rule({ format: ['movie'], serviceType: ['copy'] }), rule({ serviceType: ['loan'] }, { kind: 'willSupply' }, 'loans')];
	expect(decideByRules(rules, facts({ publicationType: undefined })).rule).toBe('loans');
});

it('a request that no rule fits is left to staff', () =>
	expect(decideByRules([rule({ serviceType: ['copy'] })], facts())).toMatchObject({
		answer: { kind: 'leaveToStaff' },
		rule: undefined,
		explanation: 'No rule fits. The request is left to staff.',
	}));

it('a rule is described by a sentence with all its conditions', () => {
	expect(describeRuleConditions({ serviceType: ['copy'], pagesOver: 50, borrowers: ['US-WEST', 'US-LAKE'] })).toBe(
		'asked by US-WEST or US-LAKE, a copy, a copy of more than 50 pages',
	);
	expect(describeRuleConditions({ format: ['movie'] })).toBe('format Movie (DVD, Video)');
	for (const [name, { control }] of ruleConditionRows)
		expect(describeRuleConditions({ [name]: control === 'number' ? 7 : ['named'] })).not.toBe('');
});
