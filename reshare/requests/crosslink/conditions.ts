import type { Condition } from '../model/request';
import { textWithoutSystemMarks } from '../model/messageMarks';
import type { EventLog, LoggedMessage, LoggedAction } from './eventLog';
import { conditionsMark, hasMark, isMereNote, modelEventOfMessage } from './libraryMessages';
import { modRsIdOf } from './migratedRow';
import { microsecondsOf, type CrossLinkNotification, type CrossLinkRow, type LibraryMessage } from './schemas';

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
	log: EventLog,
	notifications: readonly CrossLinkNotification[],
	supplier: string | undefined,
	nameOf: NameOf,
): Condition[] {
	const logged = loggedConditions(row, log);
	// Each condition of the log stands here as it is until its note is found, which says more.
	const answered = [...logged];
	const notedOnly: Logged[] = [];
	const isMigrated = modRsIdOf(row) !== undefined;
	for (const notification of notifications) {
		if (notification.kind !== 'condition') continue;
		const { id, createdAt: at, fromSymbol: from, direction, condition: code, cost, currency, receipt } = notification;
		const note = textWithoutSystemMarks(notification.note);
		const alike = logged.filter((one) => answered.includes(one) && one.code === code && one.note === note);
		// The broker stores the note of a lender's own condition when the action ends, and begins the next action only then. So the note
		// belongs to the last such condition before it.
		const began = direction === 'sent' ? alike.findLast((one) => microsecondsOf(one.at) <= microsecondsOf(at)) : undefined;
		const same = began ?? findNearestInTime(alike, at);
		const accepted = answers[receipt ?? ''];
		if (same !== undefined)
			answered[answered.indexOf(same)] = { ...same, at: began ? at : same.at, accepted: same.accepted === false ? false : accepted };
		// The cost in a note about another library's message is left out, because the broker writes 12.5 as 1250 there. A migrated note has
		// the correct cost, from mod-rs.
		else
			notedOnly.push({ id, at, from, code, note, ...(direction === 'sent' || isMigrated ? { cost, currency } : {}), accepted, isMigrated });
	}
	return [...notedOnly, ...answered].map(({ from, accepted, ...one }) => ({
		...one,
		order: microsecondsOf(one.at),
		from: nameOf(from),
		accepted: accepted ?? (from !== undefined && supplier !== undefined && from !== supplier ? false : undefined),
	}));
}

/** Finds the entry of about the same time as a note (`sameMessageMicros`), among entries with the same content as the note. */
export function findNearestInTime<Entry extends { readonly at?: string }>(alike: readonly Entry[], notedAt: string | undefined) {
	const distance = ({ at }: Entry) => Math.abs(microsecondsOf(at) - microsecondsOf(notedAt));
	return alike.filter((one) => distance(one) <= sameMessageMicros).sort((one, other) => distance(one) - distance(other))[0];
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
function loggedConditions(row: CrossLinkRow, log: EventLog) {
	const replies = log.flatMap((entry) => answerIn(entry, row)).sort((one, other) => one.at - other.at);
	return log.flatMap((entry): Logged[] => {
		const condition = conditionIn(entry, row);
		if (condition === undefined) return [];
		const at = entry.event.timestamp;
		const { from } = condition;
		const accepted = replies.find((reply) => reply.at >= microsecondsOf(at) && (reply.of ?? from) === from)?.accepted;
		return [{ ...condition, id: entry.event.id, at, note: textWithoutSystemMarks(condition.note), accepted }];
	});
}

function conditionIn(entry: LoggedAction | LoggedMessage, row: CrossLinkRow) {
	if (entry.kind === 'message') {
		const condition = row.side === 'lending' || entry.outcome === 'refused' ? undefined : conditionInMessage(entry);
		return condition && { ...condition, note: entry.note, from: entry.supplyingAgencyId, isUnlisted: isMereNote(entry) || undefined };
	}
	const { action, customData: { loanCondition: code, ...said } = {} } = entry.event.eventData ?? {};
	const isSet = row.side === 'lending' && action === 'add-condition' && entry.outcome === 'applied';
	return isSet ? { ...said, code, from: row.supplierSymbol } : undefined;
}

/**
 * Finds the answer in an entry. It concerns all conditions that were set before it, or only those of one library (`of`): a library that
 * declines thereby withdraws its conditions.
 */
function answerIn(entry: LoggedAction | LoggedMessage, row: CrossLinkRow) {
	const at = microsecondsOf(entry.event.timestamp);
	if (entry.kind === 'message' && row.side === 'borrowing')
		return entry.status === 'Unfilled' ? [{ at, accepted: false, of: entry.supplyingAgencyId }] : [];
	const name = entry.kind === 'message' ? modelEventOfMessage(row, entry, false) : entry.event.eventData?.action;
	const accepted = answers[name ?? ''];
	return accepted === undefined || entry.outcome !== 'applied' ? [] : [{ at, accepted, of: undefined }];
}

/** Finds the condition in a lender's message: a code, a cost, or only words; undefined if there is none. */
export function conditionInMessage(message: LibraryMessage) {
	const condition = { code: message.loanCondition, ...costInMessage(message) };
	return condition.code === undefined && condition.cost === undefined && !hasMark(message, conditionsMark) ? undefined : condition;
}

/** Finds the cost of a condition. Some systems send it as the cost of delivery, which the broker treats in the same way. */
export function costInMessage({ offeredCosts, deliveryCosts }: LibraryMessage) {
	const costs = offeredCosts ?? deliveryCosts;
	return { cost: costs?.monetaryValue, currency: costs?.currencyCode };
}
