import { joinSentences } from '../../sentences';
import { showableTextOf } from '../model/masking';
import type { HistoryEntry, Message, Transition } from '../model/request';
import { isRefusalStep } from '../model/state';

export interface SupplierAnswer {
	/** The lending library. */
	readonly library?: string | undefined;
	/** The library's code of a reason or condition. */
	readonly reason?: string | undefined;
	readonly note?: string | undefined;
	/** A cost such as `12.50 USD`. */
	readonly cost?: string | undefined;
	/** The day when the library can be asked again. */
	readonly notBefore?: string | undefined;
}

const lender = 'the lender';

export function transitionSentence(transition: Transition, answer: SupplierAnswer) {
	const { from, to, text, event } = transition;
	const { known } = to;
	if (isRefusalStep(transition)) return refusalSentence(answer);
	const before = event === undefined ? from.code : (known?.usuallyAfter ?? from.code);
	const sentence =
		known?.sentence?.(answer.library ?? lender, before, text, showableTextOf(transition)) ??
		`The status changed from ${from.label} to ${to.label}.`;
	// Reason and cost come only with answers, so that all other changes leave them out. A note can come with any message, such as one that
	// says how to send the item back.
	return withWords(sentence, known?.exchange === 'conditions' || known?.exchange === 'retryAsked' ? answer : { note: answer.note });
}

/** Describes an event that did not change the state; undefined if the messages describe it. */
export function entrySentence(entry: HistoryEntry): string | undefined {
	const { event, sentence, supplier = lender } = entry;
	if (sentence !== undefined) return sentence;
	if (event === 'supplierChosen') return `The request was sent to ${supplier}.`;
	if (event === 'expectsToSupply') return `${capitalize(supplier)} expects to supply the item.`;
	if (event !== 'needsStaff') return undefined;
	const quoted = showableTextOf(entry);
	return `ReShare could not go on by itself${quoted === undefined ? '' : `: ${quoted}`}. Staff must look at it.`;
}

export function refusalSentence(answer: SupplierAnswer) {
	return withWords(`${answer.library ?? lender} cannot supply the item.`, answer);
}

/**
 * Writes the sentence for a condition that did not change the state, because another one was not answered yet, or because it came with the
 * item itself.
 */
export function conditionSentence(answer: SupplierAnswer) {
	return withWords(`${answer.library ?? lender} set a condition.`, answer);
}

/** Quotes what somebody wrote, in a sentence; undefined if nobody wrote anything. */
export function messageSentence({ sent, isRefused, text }: Message, other: string): string | undefined {
	if (text === undefined) return undefined;
	if (sent !== true) return `${capitalize(other)} wrote: ${text}`;
	return `Your library ${isRefused === true ? 'could not send' : 'wrote'} to ${other}: ${text}`;
}

function withWords(sentence: string, { reason, note, cost, notBefore }: SupplierAnswer) {
	return joinSentences(
		capitalize(sentence),
		reason && `Reason: ${spellOutReasonCode(reason)}.`,
		cost && `Cost: ${cost}.`,
		notBefore && `Not before: ${notBefore}.`,
		note && `Note: ${note}`,
	);
}

/** Writes a code such as `NotOnShelf` as `not on shelf`; words in capitals such as ILL stay. */
export function spellOutReasonCode(code: string) {
	return code
		.replace(/([a-z])([A-Z])/g, '$1 $2')
		.replace(/_/g, ' ')
		.replace(/\S+/g, (word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()));
}

function capitalize(text: string) {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
