import { toSingleLine } from '../../text';
import { formatLocalIso } from './datesAndTimes';
import { formatCost, messageTimeMs, pairNearest } from './messages';
import { transitionsOf, type Condition, type PatronRequest, type Transition } from './request';

/** Returns each condition by the id of the transition, and by the id of the message, that reports it. */
export function linkConditions({ history, messages, conditions }: Pick<PatronRequest, 'history' | 'messages' | 'conditions'>) {
	const isReported = ({ to: { known } }: Transition) => known?.exchange === 'conditions' || known?.exchange === 'retryAsked';
	const distance = (id: string, at: number, condition: Condition) =>
		id === condition.id ? 0 : Math.abs(Date.parse(condition.at ?? '') - at);
	return {
		byTransition: pairNearest(transitionsOf(history).filter(isReported), conditions, ({ id, at = '' }, condition) =>
			distance(id, Date.parse(at), condition),
		),
		byMessage: pairNearest(
			messages.filter(({ setsCondition }) => setsCondition === true),
			conditions,
			(message, condition) => distance(message.id, messageTimeMs(message), condition),
		),
	};
}

/** Returns the conditions that wait for an answer. An agreement accepts all of them. */
export function openConditions({ conditions }: Pick<PatronRequest, 'conditions'>) {
	return conditions.filter(({ accepted }) => accepted === undefined);
}

/** The most characters of a condition in words, which another library has written. The fields of the condition have the whole text. */
const longestInWords = 1000;

/** Describes a condition in one line, such as `NoReproduction, 30.00 EUR: Per volume`; undefined if no part of it may be shown. */
export function conditionInWords({ code, note, ...costs }: Pick<Condition, 'code' | 'note' | 'cost' | 'currency'>) {
	const terms = [code, formatCost(costs)].filter(Boolean).join(', ');
	return toSingleLine([terms, note].filter(Boolean).join(': '), longestInWords) || undefined;
}

/** Describes all conditions; undefined if no part of them may be shown. */
export function conditionsInWords(conditions: readonly Condition[]) {
	return conditions.flatMap((condition) => conditionInWords(condition) ?? []).join('; ') || undefined;
}

/** Returns the conditions as fields of an item. Absent values are null, and times have the offset of the zone (IANA name). */
export function conditionFieldsOf({ conditions }: Pick<PatronRequest, 'conditions'>, timeZone: string) {
	return conditions.map(({ id, at, code, cost, currency, note, from, accepted }) => ({
		id,
		at: at === undefined ? null : formatLocalIso(at, timeZone),
		code: code ?? null,
		cost: cost ?? null,
		currency: currency ?? null,
		note: note ?? null,
		library: from ?? null,
		/** Whether the condition was accepted; null while it waits for an answer. */
		accepted: accepted ?? null,
		inWords: conditionInWords({ code, cost, currency, note }) ?? null,
	}));
}
