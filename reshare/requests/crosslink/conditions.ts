import type { Condition } from '../model/request';
import { textWithoutSystemMarks } from '../model/messageMarks';
import type { LoggedMessage, LoggedAction } from './eventLog';
import { conditionInMessage, isMereNote, modelEventOfMessage } from './libraryMessages';
import { modRsIdOf } from './migratedRow';
import { microsecondsOf, type CrossLinkNotification, type CrossLinkRow } from './schemas';
import type { ReplayedHistory } from './replayEvents';

/** How far a note may be from its event, in microseconds: the broker stores the note up to a minute later. */
const sameMessageMicros = 60_000_000;

export type NameOf = (symbol: string | undefined) => string | undefined;

/** A condition from the log. `from` is still a symbol, and `accepted` is the answer as the log has it. */
type Logged = Omit<Condition, 'order'>;

/**
 * Finds the conditions in the log, with the answers in the receipts of their notes. A condition that stands only in a note is older than
 * the migration to this broker. If a library no longer has the request, its conditions are withdrawn.
 *
 * @param supplier `authority:symbol` of the library that has the request
 */
export function conditionsOf(
	row: CrossLinkRow,
	history: ReplayedHistory | undefined,
	notifications: readonly CrossLinkNotification[] = [],
	supplier: string | undefined,
	nameOf: NameOf,
): Condition[] {
	const logged = loggedConditions(row, history);
	const matched = new Map<Logged, Logged>();
	const notedOnly: Logged[] = [];
	const isMigrated = modRsIdOf(row) !== undefined;
	for (const notification of notifications) {
		if (notification.kind !== 'condition') continue;
		const { id, createdAt: at, fromSymbol: from, direction, condition: code, cost, currency, receipt } = notification;
		const note = textWithoutSystemMarks(notification.note);
		const alike = logged.filter((one) => !matched.has(one) && one.code === code && one.note === note);
		// The broker stores the note of a lender's own condition when the action ends, and begins the next action only then. So the note
		// belongs to the last such condition before it.
		const began = direction === 'sent' ? alike.findLast((one) => microsecondsOf(one.at) <= microsecondsOf(at)) : undefined;
		const same = began ?? findNearestInTime(alike, at);
		const accepted = answers[receipt ?? ''];
		if (same !== undefined)
			matched.set(same, { ...same, at: began === undefined ? same.at : at, accepted: same.accepted === false ? false : accepted });
		// The cost in a note about another library's message is left out, because the broker writes 12.5 as 1250 there. A migrated note has
		// the correct cost, from mod-rs.
		else
			notedOnly.push({ id, at, from, code, note, ...(direction === 'sent' || isMigrated ? { cost, currency } : {}), accepted, isMigrated });
	}
	const conditions = [...notedOnly, ...logged.map((one) => matched.get(one) ?? one)];
	const isWithdrawn = (from: string | undefined) => from !== undefined && supplier !== undefined && from !== supplier;
	return conditions.map(({ from, accepted = isWithdrawn(from) ? false : undefined, ...one }) => ({
		...one,
		order: microsecondsOf(one.at),
		from: nameOf(from),
		accepted,
	}));
}

/** Finds the entry of about the same time as a note (`sameMessageMicros`), among entries with the same content as the note. */
export function findNearestInTime<Entry extends { readonly at?: string }>(
	alike: readonly Entry[],
	notedAt: string | undefined,
): Entry | undefined {
	const distance = ({ at }: Entry) => Math.abs(microsecondsOf(at) - microsecondsOf(notedAt));
	const [nearest] = [...alike].sort((one, other) => distance(one) - distance(other));
	return nearest !== undefined && distance(nearest) <= sameMessageMicros ? nearest : undefined;
}

/**
 * What answers a condition, and whether it accepts it: a receipt of its note, an action of the borrower, or a message of the borrower. Any
 * other receipt only shows that the condition was seen or sent.
 */
const answers: Readonly<Record<string, boolean>> = {
	ACCEPTED: true,
	REJECTED: false,
	'accept-condition': true,
	'reject-condition': false,
	'conditions-accepted': true,
	'condition-rejected': false,
};

/** Finds the conditions in the log. For a borrower they are in the messages of the lender, and for a lender in its own actions. */
function loggedConditions(
	row: CrossLinkRow,
	{ messages, actions }: Pick<ReplayedHistory, 'messages' | 'actions'> = { messages: [], actions: [] },
): Logged[] {
	const found = row.side === 'lending' ? actions.flatMap((action) => setBy(action, row)) : messages.flatMap(setIn);
	const answered = [...actions, ...messages].flatMap((entry) => answerIn(entry, row)).sort((one, other) => one.at - other.at);
	return found.map((one) => ({
		...one,
		accepted: answered.find(({ at, of = one.from }) => at >= microsecondsOf(one.at) && of === one.from)?.accepted,
	}));
}

function setBy({ event: { id, timestamp: at, eventData }, outcome }: LoggedAction, { supplierSymbol: from }: CrossLinkRow): Logged[] {
	const { note, loanCondition: code, cost, currency } = eventData?.customData ?? {};
	return eventData?.action === 'add-condition' && outcome === 'applied'
		? [{ id, at, code, cost, currency, note: textWithoutSystemMarks(note), from }]
		: [];
}

function setIn(message: LoggedMessage): Logged[] {
	const { event, outcome } = message;
	const condition = outcome === 'refused' ? undefined : conditionInMessage(message);
	return condition === undefined
		? []
		: [
				{
					...condition,
					id: event.id,
					at: event.timestamp,
					note: textWithoutSystemMarks(message.note),
					from: message.supplyingAgencyId,
					isUnlisted: isMereNote(message) || undefined,
				},
			];
}

/** An answer concerns all conditions that were set before it, or only those of one library (`of`). */
interface AnswerToConditions {
	readonly at: number;
	readonly accepted: boolean;
	readonly of?: string;
}

/** Finds the answer in an entry. A library that declines thereby withdraws its conditions. */
function answerIn(entry: LoggedAction | LoggedMessage, row: CrossLinkRow): AnswerToConditions[] {
	const at = microsecondsOf(entry.event.timestamp);
	if (entry.kind === 'message' && row.side === 'borrowing')
		return entry.status === 'Unfilled' ? [{ at, accepted: false, of: entry.supplyingAgencyId }] : [];
	const name = entry.kind === 'message' ? modelEventOfMessage(row, entry, false) : entry.event.eventData?.action;
	const accepted = answers[name ?? ''];
	return accepted === undefined || entry.outcome !== 'applied' ? [] : [{ at, accepted }];
}
