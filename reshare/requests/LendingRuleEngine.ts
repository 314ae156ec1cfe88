import { createHmac } from 'node:crypto';
import { clock } from '../clock';
import { withLock } from '../lock';
import { joinSentences } from '../sentences';
import { performAction, countSentMessagesWithText } from './act/performAction';
import type { RequestAction } from './model/actions';
import type { PatronRequest } from './model/request';
import { hasTrait, isTerminal } from './model/state';
import { formatLocalIso } from './model/datesAndTimes';
import type { RequestBackend } from './port/RequestBackend';
import type { RequestQuery } from './port/RequestQuery';
import { lenderAnswers } from './rules/lenderAnswers';
import { describeRuleConditions, type LendingFacts } from './rules/ruleConditions';
import { decideByRules, type LenderAction, type LendingRule, type RuleDecision } from './rules/decideByRules';
import { borrowingLibraryOf, countsOpenRequests, rehearseRules, type RehearsedRequest } from './rules/rehearseRules';
import { awaitsLenderAnswer, findRuleInNote, staffAnswerTo, writeNoteOfAnswer } from './rules/staffAnswer';
import {
	pruneRulesState,
	withRecordedAnswer,
	readRulesState,
	withReviewedAnswer,
	mostReviewedAnswers,
	stoppedRuleSentence,
	type RulesState,
	type RuleStopLimits,
} from './rules/rulesState';

interface RuleResult extends RuleDecision {
	/**
	 * What became of the request. `wouldAnswer`: nothing was sent. `alreadyAnswered`: staff or the rules have answered, or no answer is
	 * needed. For an answer that a person has confirmed, it means that the rules have answered; if staff have, `leftToStaff` says so.
	 */
	readonly outcome: 'answered' | 'wouldAnswer' | 'leftToStaff' | 'alreadyAnswered' | 'unclear';
	readonly reason:
		| 'ruleFits'
		| 'ruleLeavesIt'
		| 'noRuleFits'
		| 'notRead'
		| 'stopped'
		| 'changedSince'
		| 'notPossible'
		| 'ruleIncomplete'
		| 'unclear'
		| 'notWaiting'
		| 'statusNotKnown';
	readonly request: PatronRequest;
	/** The answer in words, such as `cannot supply`; null if there is none. */
	readonly inWords: string | null;
	/** A text with which `apply` sends this answer after a person has confirmed it; null if there is no answer. */
	readonly confirmation: string | null;
	readonly warnings: readonly string[];
}

export interface RuleEngineSettings {
	readonly rules: readonly LendingRule[];
	readonly limits: RuleStopLimits;
	/**
	 * The state of the rules, which the caller stores between runs. Runs that overlap in time share this object, so that the answers of all
	 * of them count against the limits.
	 */
	readonly memory: { kept?: unknown };
	readonly timeZone: string;
	/**
	 * A secret of the library: whoever knows it can make a confirmation of any answer. A new secret voids the confirmations made before.
	 */
	readonly confirmationKey: string;
}

/** How the rules work: they send nothing, they send each answer, or they send only the one that staff have confirmed. */
type RuleMode = { readonly mode: 'watch' | 'answer' } | { readonly mode: 'confirm'; readonly confirmation: string };

/** What the library's own catalog says about its copies. */
type OwnCopies = Pick<LendingFacts, 'locations' | 'policies'>;

export class LendingRuleEngine {
	constructor(
		private readonly backend: RequestBackend,
		private readonly setting: RuleEngineSettings,
	) {}

	/**
	 * Restores the stored state.
	 *
	 * @param stored replaces an older state; a value of unknown form counts as nothing
	 */
	recall(stored: unknown) {
		const given = readRulesState(stored);
		this.#kept = pruneRulesState(
			given.changes > this.#kept.changes ? given : this.#kept,
			this.setting.rules.map(({ name }) => name),
			clock.now(),
		);
	}

	get #kept() {
		return readRulesState(this.setting.memory.kept);
	}

	set #kept(kept: RulesState) {
		this.setting.memory.kept = kept;
	}

	/** Compares the oldest recorded answers of the rules with what staff did. A request that cannot be read is compared in the next run. */
	async lookBack() {
		for (const said of this.#kept.said.slice(0, mostReviewedAnswers)) {
			const request = await this.backend.get(said.requestId).catch(() => null);
			if (request === null) continue;
			const isOpen = request !== undefined && !isTerminal(request.state) && request.state?.known?.phase === 'asking';
			this.#kept = withReviewedAnswer(this.#kept, said, request === undefined ? undefined : staffAnswerTo(request), isOpen);
		}
	}

	/**
	 * Decides by the rules about a request that was read whole, and sends the answer if the mode allows it. A request that has been
	 * answered is not answered again: within this process, a lock admits one decision per request at a time, and the request is read again
	 * before anything is sent.
	 */
	apply(request: PatronRequest, how: RuleMode, own: OwnCopies = {}): Promise<RuleResult> {
		return withLock(`lending rules|${this.backend.tenant}|${request.id}`, async () => {
			const confirmed = how.mode === 'confirm' && how.confirmation !== '' ? how.confirmation : undefined;
			const mayAnswer = how.mode === 'answer' || confirmed !== undefined;
			const read = mayAnswer ? await this.backend.get(request.id) : undefined;
			const result = await this.#apply(read ?? request, own, mayAnswer, confirmed);
			const { side, staffNote } = result.request;
			const isAnswered = result.outcome === 'alreadyAnswered' && side === 'lending';
			// If somebody other than the rules has answered, the person who confirmed the rule's answer must be told.
			const isOvertaken = confirmed !== undefined && isAnswered && findRuleInNote(staffNote) === undefined;
			return isOvertaken ? { ...result, outcome: 'leftToStaff', reason: 'changedSince' } : result;
		});
	}

	async #apply(request: PatronRequest, own: OwnCopies, mayAnswer: boolean, confirmed: string | undefined): Promise<RuleResult> {
		const undecided = withoutDecision(request);
		if (undecided !== undefined) return undecided;
		const decision = decideByRules(this.setting.rules, {
			request,
			...own,
			today: this.#dayOf(),
			openRequests: await this.#openRequestsOf(request),
		});
		const { answer, notRead, rule = '' } = decision;
		const inWords = answer.kind === 'leaveToStaff' ? null : lenderAnswers[answer.kind].words;
		const answering = { ...noDecision, ...decision, request, inWords };
		const left = (reason: RuleResult['reason'], explanation = decision.explanation): RuleResult => ({
			...answering,
			outcome: 'leftToStaff',
			reason,
			explanation,
		});
		if (notRead.length > 0) return left('notRead');
		if (answer.kind === 'leaveToStaff') return left(decision.rule === undefined ? 'noRuleFits' : 'ruleLeavesIt');
		const confirmation = this.#confirmationOf(request, decision);
		const isConfirmed = confirmed !== undefined;
		if (isConfirmed && confirmed !== confirmation)
			return left('changedSince', 'The rules, or what the request says, have changed since the answer was proposed. Nothing was sent.');
		const now = clock.now();
		const stop = isConfirmed ? undefined : stoppedRuleSentence(this.#kept, rule, this.setting.limits, now);
		if (stop !== undefined) return left('stopped', stop);
		// The answer is counted before it is sent, so that another run at the same time cannot exceed the limit.
		const said = { requestId: request.id, rule, answer: answer.kind, at: new Date(now).toISOString() };
		this.#kept = withRecordedAnswer(this.#kept, said, mayAnswer && !isConfirmed);
		if (!mayAnswer) {
			const explanation = `${decision.explanation} It would answer: ${inWords}. Nothing was sent.`;
			return { ...answering, confirmation, outcome: 'wouldAnswer', reason: 'ruleFits', explanation };
		}
		const sent = await this.#send(request, answer, decision, isConfirmed);
		return { ...(sent.outcome === 'alreadyAnswered' ? noDecision : answering), ...sent };
	}

	async #send(request: PatronRequest, answer: LenderAction, decision: RuleDecision, isConfirmed: boolean) {
		const said =
			answer.kind === 'willSupply' && hasTrait(request.state?.known, 'automaticAnswer') ? ['ReShare has said yes by itself already.'] : [];
		const action = said.length > 0 ? noteAlone(request, answer) : answer;
		const result = action && (await performAction(this.backend, request, action, (now) => now !== undefined && awaitsLenderAnswer(now)));
		const after = (await this.backend.get(request.id).catch(() => undefined)) ?? result?.request ?? request;
		const course = joinSentences(decision.explanation, ...said, result?.explanation);
		const report = (
			outcome: RuleResult['outcome'],
			reason: RuleResult['reason'],
			explanation = course,
			warnings: readonly string[] = [],
		) => ({ outcome, reason, explanation, request: after, warnings });
		if (result?.outcome === 'unclear') return report('unclear', 'unclear');
		if (result?.outcome === 'notPossible')
			return awaitsLenderAnswer(after)
				? report('leftToStaff', result.reason === 'incomplete' ? 'ruleIncomplete' : 'notPossible', `${course} It is left to staff.`)
				: report('alreadyAnswered', 'notWaiting', notWaiting(after));
		const warnings = await this.#note(after, decision, isConfirmed);
		// If staff answer after the request was last read and before this answer is sent, the back end accepts both answers. New conditions
		// that the rule did not send show that.
		const otherConditions = after.conditions.length - request.conditions.length - (answer.kind === 'sendConditions' ? 1 : 0);
		if (otherConditions <= 0) return report('answered', 'ruleFits', course, warnings);
		const doubt =
			'But conditions were sent at the same time, by staff or by another process, so that it has two answers. Look at it in ReShare.';
		return report('unclear', 'unclear', `${course} ${doubt}`, warnings);
	}

	/** Finds out what the rules would have answered to past requests, and what the library did. Nothing is sent. */
	async rehearse(since: Date) {
		const { rules } = this.setting;
		const counts = countsOpenRequests(rules);
		const past = [
			...(await this.#lendingRequests({ whole: true, ...(counts ? { changedAfter: since } : { createdAfter: since }) })),
			...(counts ? await this.#lendingRequests({ whole: true, openOrClosed: 'open', changedBefore: since }) : []),
		];
		const byId = new Map(past.map((request) => [request.id, request]));
		const rehearsed = rehearseRules(rules, [...byId.values()], since.toISOString(), (iso) => this.#dayOf(iso));
		return await Promise.all(
			rehearsed.map(async (one): Promise<RehearsedRequest> => {
				const { answer } = one.decision;
				// Where the answer lacks a setting that the back end requires, `apply` would leave the request to staff.
				const lack = answer.kind === 'leaveToStaff' ? undefined : await this.backend.lacks(one.request, answer, []);
				return lack === undefined ? one : { ...one, withheld: lack.sentence, isSame: null };
			}),
		);
	}

	#dayOf(iso = new Date(clock.now()).toISOString()) {
		return formatLocalIso(iso, this.setting.timeZone).slice(0, 10);
	}

	/** Counts a library's open requests again for each request, because those answered earlier in the same run may be closed by now. */
	async #openRequestsOf(request: PatronRequest) {
		const library = borrowingLibraryOf(request);
		if (library === undefined || !countsOpenRequests(this.setting.rules)) return undefined;
		const listed = await this.#lendingRequests({ openOrClosed: 'open', whole: false });
		return listed.filter((open) => open.id !== request.id && borrowingLibraryOf(open) === library).length;
	}

	async #lendingRequests(query: Omit<RequestQuery, 'side' | 'sort'>) {
		return (await this.backend.find({ side: 'lending', sort: 'createdOldest', ...query })).listed.map(({ request }) => request);
	}

	/**
	 * Makes the text that confirms one answer of one rule to one request. If another rule or another answer applies later, the text
	 * differs.
	 */
	#confirmationOf({ id }: PatronRequest, { rule, answer }: RuleDecision) {
		return createHmac('sha256', this.setting.confirmationKey)
			.update(JSON.stringify([id, rule, answer]))
			.digest('hex')
			.slice(0, 20);
	}

	/**
	 * Notes in the request which rule answered, below the note of staff.
	 *
	 * @returns a warning if the note could not be written; otherwise an empty list
	 */
	async #note(request: PatronRequest, { rule = '', answer }: RuleDecision, isConfirmed: boolean) {
		const when = describeRuleConditions(this.setting.rules.find(({ name }) => name === rule)?.when ?? {});
		const line = writeNoteOfAnswer(rule, this.#dayOf(), isConfirmed, lenderAnswers[answer.kind].words, when);
		const written = await performAction(this.backend, request, {
			kind: 'writeStaffNote',
			text: [request.staffNote, line].filter(Boolean).join('\n'),
		}).catch(() => undefined);
		return written?.outcome === 'done' ? [] : [`The note to staff could not be written: ${line}`];
	}
}

const noDecision = {
	answer: { kind: 'leaveToStaff' },
	rule: undefined,
	notRead: [],
	inWords: null,
	confirmation: null,
	warnings: [],
} as const;

/** Returns the result for a request about which no rule is asked; undefined if the rules decide. */
function withoutDecision(request: PatronRequest): RuleResult | undefined {
	const { state, side } = request;
	if (side === 'lending' && !isTerminal(state) && state?.known === undefined)
		return {
			...noDecision,
			request,
			outcome: 'leftToStaff',
			reason: 'statusNotKnown',
			explanation: `The request is in status ${state?.label ?? 'unknown'}, which is not known here. It is left to staff.`,
		};
	if (side === 'lending' && awaitsLenderAnswer(request)) return undefined;
	return { ...noDecision, request, outcome: 'alreadyAnswered', reason: 'notWaiting', explanation: notWaiting(request) };
}

/**
 * Returns the action that sends the note of a promise which ReShare has made by itself; undefined if there is no note, or if it has been
 * sent.
 */
function noteAlone(request: PatronRequest, { note = '' }: { readonly note?: string }): RequestAction | undefined {
	return note === '' || countSentMessagesWithText(request, note) > 0 ? undefined : { kind: 'sendMessage', text: note };
}

function notWaiting({ state, side, staffNote }: PatronRequest) {
	if (side === 'borrowing') return 'It is a borrowing request, which waits for no answer of yours.';
	const rule = findRuleInNote(staffNote);
	const standing = `is in status ${state?.label ?? 'unknown'}`;
	return rule === undefined
		? `The request ${standing}, and waits for no answer. Nothing was done.`
		: `The lending rule '${rule}' has answered the request, which ${standing}. Nothing was done.`;
}
