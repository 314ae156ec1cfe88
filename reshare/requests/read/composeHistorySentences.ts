import { joinSentences } from '../../sentences';
import type { HistoryEntry, Message } from '../model/request';
import type { HistoryEventName } from '../model/events';
import { isRefusalStep, type RequestState } from '../model/state';

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

interface TransitionFacts extends SupplierAnswer {
	readonly from: RequestState;
	readonly to: RequestState;
	/** The back end's own words. */
	readonly text?: string | undefined;
	/** The same text, as far as it may be shown. */
	readonly quoted?: string | undefined;
	/** The event, if the two states do not show it. */
	readonly event?: HistoryEventName | null | undefined;
}

const lender = 'the lender';

export function transitionSentence({ from, to, text, quoted, event, ...answer }: TransitionFacts) {
	const { known } = to;
	if (isRefusalStep({ from, to, event })) return refusalSentence(answer);
	const sentence =
		known?.sentence?.(answer.library ?? lender, event === undefined ? from.code : (known.usuallyAfter ?? from.code), text, quoted) ??
		`The status changed from ${from.label} to ${to.label}.`;
	// Reason and cost come only with answers, so that all other changes leave them out. A note can come with any message, such as one that
	// says how to send the item back.
	return withWords(sentence, known?.exchange === 'conditions' || known?.exchange === 'retryAsked' ? answer : { note: answer.note });
}

/** Describes an event that did not change the state; undefined if the messages describe it. */
export function entrySentence({ event, sentence, supplier = lender }: HistoryEntry, quoted: string | undefined): string | undefined {
	if (sentence !== undefined) return sentence;
	if (event === 'supplierChosen') return `The request was sent to ${supplier}.`;
	if (event === 'expectsToSupply') return `${capitalize(supplier)} expects to supply the item.`;
	return event === 'needsStaff'
		? `ReShare could not go on by itself${quoted === undefined ? '' : `: ${quoted}`}. Staff must look at it.`
		: undefined;
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
