import { transitionsOf, type PatronRequest } from '../model/request';
import { hasTrait, isTerminal, type RequestState } from '../model/state';

/** Returns the lending library's final answer. A promise that was withdrawn is a refusal. Undefined if the library has not answered. */
export function staffAnswerTo({ state, history, conditions }: PatronRequest) {
	const states = [...transitionsOf(history).map(({ to }) => to.known), state?.known];
	const answers = states.flatMap((known) => (hasTrait(known, 'automaticAnswer') ? [] : (answerIn(known) ?? [])));
	if (answers.includes('cannotSupply')) return 'cannotSupply';
	if (answers.includes('sendConditions') || conditions.length > 0) return 'sendConditions';
	return answers.at(-1);
}

/**
 * Whether a request waits for the library's answer. If the back end promised before staff saw the request, only the note to staff may show
 * a rule's promise.
 */
export function awaitsLenderAnswer(request: PatronRequest) {
	const { state, staffNote } = request;
	return (
		!isTerminal(state) &&
		state?.known?.phase === 'asking' &&
		state.known.event !== 'cancelRequested' &&
		staffAnswerTo(request) === undefined &&
		findRuleInNote(staffNote) === undefined
	);
}

function answerIn(known: RequestState['known']) {
	if (known?.event === 'notSupplied') return 'cannotSupply';
	if (known?.phase === 'onLoan' || known?.phase === 'onItsWayBack' || known?.event === 'documentDelivered') return 'willSupply';
	return known?.answer;
}

/** Matches the line in the note to staff that names the rule which answered. The weekly digest reads it there. */
const noteOfAnswer = /^Answered by the lending rule '(.*)' on \d{4}-\d\d-\d\d(?:, confirmed by staff)?: /mu;

export function writeNoteOfAnswer(rule: string, on: string, isConfirmed: boolean, answer: string, when: string) {
	return `Answered by the lending rule '${rule}' on ${on}${isConfirmed ? ', confirmed by staff' : ''}: ${answer}${when && ` (${when})`}`;
}

export function findRuleInNote(note: string | undefined) {
	return noteOfAnswer.exec(note ?? '')?.[1];
}
