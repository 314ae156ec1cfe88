import {
	ruleConditionRows,
	describeRuleConditions,
	splitEntries,
	type LendingFacts,
	type RuleConditions,
} from '../../../../reshare/requests/rules/ruleConditions';
import { decideByRules, type LendingRule, type RuleAnswer } from '../../../../reshare/requests/rules/decideByRules';
import { bareRequest } from '../bareRequest';
import cases from '../../../fixtures/cases/lendingRules.json';
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
const fits = (when: RuleConditions, given: LendingFacts) => {
	const { answer, notRead } = decideByRules([rule(when)], given);
	if (notRead.length > 0) return 'staff';
	return answer.kind === 'cannotSupply';
};

/** In the table, null stands for a field that the request does not have. */
it.each(cases.conditions as unknown as Array<[RuleConditions, Record<string, string | null>, boolean | 'staff']>)(
	'decideByRules says whether a lending rule with %j fits a request with %j, or leaves it to staff if data cannot be read: %s',
	(when, more, expected) =>
		expect(fits(when, facts(Object.fromEntries(Object.entries(more).map(([name, value]) => [name, value ?? undefined]))))).toBe(expected),
);

it.each<[number, number | undefined, boolean | 'staff']>([
	[3, 3, true],
	[3, 2, false],
	[3, undefined, 'staff'],
])(
	'decideByRules says whether a lending rule for at least %s open requests fits a request of a library that has %s: %s',
	(wanted, openRequests, expected) => {
		expect(fits({ openRequests: wanted }, facts({}, { openRequests }))).toBe(expected);
	},
);

it("a lending rule compares its locations and policies with those that the lender's own catalog gives for its copy", () => {
	expect(fits({ locations: ['annex'] }, facts({}, { locations: ['Annex, level 2'] }))).toBe(true);
	expect(fits({ policies: ['will lend'] }, facts({}, { policies: ['Will lend'] }))).toBe(true);
	expect(fits({ policies: ['Will lend'] }, facts({}, { policies: ['Will not lend'] }))).toBe(false);
});

it("a lending rule's list of borrowers is split at semicolons if it has any, so that a library's name may contain a comma", () =>
	expect(splitEntries('University of Westlake, Harbor Campus; US-LAKE')).toEqual(['University of Westlake, Harbor Campus', 'US-LAKE']));

it('if several lending rules fit a request, the first of them gives the answer', () => {
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

it('the lending rules leave a request to staff if a rule that may fit cannot be read, whatever rules follow', () => {
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

it('a lending rule that cannot fit is passed over even if another of its conditions cannot be read', () => {
	const rules = [rule({ format: ['movie'], serviceType: ['copy'] }), rule({ serviceType: ['loan'] }, { kind: 'willSupply' }, 'loans')];
	expect(decideByRules(rules, facts({ publicationType: undefined })).rule).toBe('loans');
});

it('the lending rules leave a request that no rule fits to staff', () =>
	expect(decideByRules([rule({ serviceType: ['copy'] })], facts())).toMatchObject({
		answer: { kind: 'leaveToStaff' },
		rule: undefined,
		explanation: 'No rule fits. The request is left to staff.',
	}));

it('describeRuleConditions describes all conditions of a lending rule in one text', () => {
	expect(describeRuleConditions({ serviceType: ['copy'], pagesOver: 50, borrowers: ['US-WEST', 'US-LAKE'] })).toBe(
		'asked by US-WEST or US-LAKE, a copy, a copy of more than 50 pages',
	);
	expect(describeRuleConditions({ format: ['movie'] })).toBe('format Movie (DVD, Video)');
	for (const [name, { control }] of ruleConditionRows)
		expect(describeRuleConditions({ [name]: control === 'number' ? 7 : ['named'] })).not.toBe('');
});
