import {
	pruneRulesState,
	fewestComparedAnswers,
	withRecordedAnswer,
	readRulesState,
	withReviewedAnswer,
	stoppedRuleSentence,
	type RulesState,
	type RecordedAnswer,
} from '../../../../reshare/requests/rules/rulesState';

const now = Date.parse('2026-11-28T12:00:00Z');
const minutesAgo = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const nothing = readRulesState(undefined);
const limits = { mostAnswers: 3, mostOtherwise: 20 };
const said = (requestId: string, more: Partial<RecordedAnswer> = {}): RecordedAnswer => ({
	requestId,
	rule: 'DVDs',
	answer: 'cannotSupply',
	at: minutesAgo(5),
	...more,
});
const tallied = (same: number, otherwise: number): RulesState => ({ ...nothing, tallies: { DVDs: { same, otherwise } } });

it.each([
	null,
	'x',
	7,
	{ answered: 'x', said: {}, tallies: null, changes: 'x' },
	{ answered: [7], said: [{ requestId: 'one' }], tallies: { DVDs: 1 } },
])('the stored state of the lending rules is read as empty if it is %j', (kept) => expect(readRulesState(kept)).toEqual(nothing));

it('all lending rules stop after too many answers within an hour, and go on when the hour is over', () => {
	const after = (...at: number[]) =>
		at.reduce((kept, minutes) => withRecordedAnswer(kept, said(String(minutes), { at: minutesAgo(minutes) }), true), nothing);
	expect(stoppedRuleSentence(after(61, 40, 1), 'DVDs', limits, now)).toBeUndefined();
	expect(stoppedRuleSentence(after(59, 40, 1), 'DVDs', limits, now)).toBe(
		'The rules have answered 3 requests within the last hour, and may answer 3. It is left to staff.',
	);
	expect(stoppedRuleSentence(nothing, 'DVDs', { ...limits, mostAnswers: 0 }, now)).toContain('may answer 0');
});

it.each([
	[4, 1, true],
	[3, 2, false],
	[0, fewestComparedAnswers - 1, true],
	[0, fewestComparedAnswers, false],
	[8, 2, true],
	[7, 2, false],
])('whether a lending rule that staff confirmed %s times and overruled %s times may still answer: %s', (same, otherwise, may) => {
	expect(stoppedRuleSentence(tallied(same, otherwise), 'DVDs', limits, now) === undefined).toBe(may);
	expect(stoppedRuleSentence(tallied(same, otherwise), 'another', limits, now)).toBeUndefined();
});

describe('answers by rules that staff confirm or overrule', () => {
	const kept = withRecordedAnswer(withRecordedAnswer(nothing, said('one'), false), said('two'), false);

	it('an answer by staff to a request counts once for or against the lending rule that proposed an answer to it', () => {
		const once = withReviewedAnswer(kept, said('one'), 'cannotSupply', false);
		expect(once).toMatchObject({ said: [{ requestId: 'two' }], tallies: { DVDs: { same: 1, otherwise: 0 } } });
		expect(withReviewedAnswer(once, said('two'), 'willSupply', false).tallies).toEqual({ DVDs: { same: 1, otherwise: 1 } });
	});

	it("a lending rule's answer to a request that staff have not answered yet goes to the end of the queue for comparison", () => {
		expect(withReviewedAnswer(kept, said('one'), undefined, true).said.map(({ requestId }) => requestId)).toEqual(['two', 'one']);
		expect(withReviewedAnswer(kept, said('one'), 'cannotSupply', true).tallies).toEqual({});
		expect(withReviewedAnswer(kept, said('one'), 'willSupply', true).tallies).toEqual({ DVDs: { same: 0, otherwise: 1 } });
	});

	it('a request that ended without an answer by staff counts neither for nor against a lending rule', () =>
		expect(withReviewedAnswer(kept, said('one'), undefined, false)).toMatchObject({ said: [{ requestId: 'two' }], tallies: {} }));
});

it('the stored state of the lending rules drops answers older than 90 days and rules that no longer exist', () => {
	const old = 91 * 24 * 60;
	const kept = [said('one'), said('two', { rule: 'gone' }), said('three', { at: minutesAgo(old) })].reduce<RulesState>(
		(one, next) => withRecordedAnswer(one, next, true),
		{ ...nothing, tallies: { DVDs: { same: 1, otherwise: 1 }, gone: { same: 9, otherwise: 9 } } },
	);
	expect(pruneRulesState(kept, ['DVDs'], now)).toMatchObject({
		answered: [minutesAgo(5), minutesAgo(5)],
		said: [{ requestId: 'one' }],
		tallies: { DVDs: { same: 1, otherwise: 1 } },
	});
});

it('the stored state of the lending rules keeps only the newest 500 answers', () => {
	const many = Array.from({ length: 600 }, (_, index) => said(String(index))).reduce(
		(one, next) => withRecordedAnswer(one, next, false),
		nothing,
	);
	expect(many.said).toHaveLength(500);
	expect(many.said.at(-1)?.requestId).toBe('599');
});
