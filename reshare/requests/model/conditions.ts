import { toSingleLine } from '../../text';
import { formatLocalIso } from './datesAndTimes';
import { formatCost, sameMomentMs, messageTimeMs } from './messages';
import { transitionsOf, type Condition, type PatronRequest } from './request';

/** Each condition by the id of the transition, and by the id of the message, that reports it. */
interface ConditionLinks {
	readonly byTransition: ReadonlyMap<string, Condition>;
	readonly byMessage: ReadonlyMap<string, Condition>;
}

export function linkConditions({
	history,
	messages,
	conditions,
}: Pick<PatronRequest, 'history' | 'messages' | 'conditions'>): ConditionLinks {
	const transitions = transitionsOf(history).filter(
		({ to: { known } }) => known?.exchange === 'conditions' || known?.exchange === 'retryAsked',
	);
	return {
		byTransition: paired(
			transitions.map(({ id, at = '' }) => [id, Date.parse(at)]),
			conditions,
		),
		byMessage: paired(
			messages.filter((message) => message.setsCondition === true).map((message) => [message.id, messageTimeMs(message)]),
			conditions,
		),
	};
}

/** Pairs each entry with the condition that has its id, or else is nearest in time. Each condition belongs to at most one entry. */
function paired(ones: ReadonlyArray<readonly [id: string, at: number]>, conditions: readonly Condition[]): Map<string, Condition> {
	const pairs = ones.flatMap(([id, at]) =>
		conditions.map((condition) => ({
			id,
			condition,
			distance: id === condition.id ? 0 : Math.abs(Date.parse(condition.at ?? '') - at),
		})),
	);
	const found = new Map<string, Condition>();
	const used = new Set<Condition>();
	for (const { id, condition } of pairs
		.filter(({ distance }) => distance <= sameMomentMs)
		.sort((one, other) => one.distance - other.distance)) {
		if (found.has(id) || used.has(condition)) continue;
		found.set(id, condition);
		used.add(condition);
	}
	return found;
}

/** Returns the conditions that wait for an answer. An agreement accepts all of them. */
export function openConditions({ conditions }: Pick<PatronRequest, 'conditions'>): Condition[] {
	return conditions.filter(({ accepted }) => accepted === undefined);
}

/** The most characters of a condition in words, which another library has written. The fields of the condition have the whole text. */
const longestInWords = 1000;

/** Describes a condition in one line, such as `NoReproduction, 30.00 EUR: Per volume`; undefined if no part of it may be shown. */
export function conditionInWords({ code, note, ...costs }: Pick<Condition, 'code' | 'note' | 'cost' | 'currency'>): string | undefined {
	const terms = [code, formatCost(costs)].filter((part) => part !== undefined).join(', ');
	return toSingleLine([terms, note].filter((part) => part !== undefined && part !== '').join(': '), longestInWords) || undefined;
}

/** Describes all conditions; undefined if no part of them may be shown. */
export function conditionsInWords(conditions: readonly Condition[]): string | undefined {
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
