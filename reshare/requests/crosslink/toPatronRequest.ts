import {
	hangingEntryIdOf,
	mapDraftFields,
	symbolWithoutAuthority,
	type HistoryEntry,
	type Message,
	type PatronRequest,
	type RequestState,
} from '../model/request';
import type { DraftFieldName } from '../../draft';
import { identifierKeyByList, bodyPathOfField } from './buildNewRequest';
import { dayOrTime } from '../model/datesAndTimes';
import { formatCost } from '../model/messages';
import { textWithoutSystemMarks } from '../model/messageMarks';
import { crossLinkStates } from './statesAndSentences';
import {
	microsecondsOf,
	type BrokerEvent,
	type LentItem,
	type LocatedSupplier,
	type CrossLinkNotification,
	type CrossLinkRow,
} from './schemas';
import type { StateModel } from './stateModel';
import { brokerSymbolOf, modRsIdOf, staffNoteFieldsOf, callerReferencesOf } from './migratedRow';
import { brokenOffSentence } from './actions';
import type { StaffNoteFields } from './staffNote';
import { endTimeOfStep, problemOfEvent, type LoggedMessage } from './eventLog';
import { isMereNote } from './libraryMessages';
import { conditionInMessage, conditionsOf, costInMessage, findNearestInTime, type NameOf } from './conditions';
import { eventOfStepWithoutTransition, type ReplayedStep, type ReplayedHistory, type StepWithoutTransition } from './Replay';

/** The parts of a request besides its row. Parts that were not read are undefined. */
export interface RequestParts {
	readonly history?: ReplayedHistory;
	readonly notifications?: readonly CrossLinkNotification[];
	readonly suppliers?: readonly LocatedSupplier[];
	readonly items?: readonly LentItem[];
	/** The broker's steps to find a supplier. */
	readonly transaction?: readonly BrokerEvent[];
}

interface ReadContext {
	readonly tenant: string;
	readonly model: StateModel;
	/** The names of libraries by `authority:symbol`; null if the Directory names none or could not be asked. */
	readonly libraryNames: ReadonlyMap<string | undefined, string | null>;
	/** The name of the request's pickup location in the Directory. */
	readonly pickupPlace?: string;
}

export function toPatronRequest(row: CrossLinkRow, parts: RequestParts, context: ReadContext): PatronRequest {
	const { tenant, model, pickupPlace } = context;
	const { side, illResponse, requesterPickupLocationId: pickupLocationSlug } = row;
	const { history = { steps: [], log: [], messages: [], end: row.state ?? '' } } = parts;
	const { bibliographicInfo: work, publicationInfo: publication, serviceInfo: service } = row.illRequest ?? {};
	const names = new Map([...context.libraryNames, ...toldNames(row, parts)]);
	const nameOf = (symbol: string | undefined) => symbol && (names.get(symbol) ?? symbolWithoutAuthority(symbol));
	const supplierSymbol = supplierOf(row, parts);
	const otherSymbol = side === 'borrowing' ? supplierSymbol : row.requesterSymbol;
	// A borrower's maximum cost reaches the lender as a condition, although only lenders set conditions; the text beside it is a note.
	const notifications = (parts.notifications ?? []).map((one) =>
		side === 'lending' && one.direction === 'received' ? { ...one, kind: 'note' } : one,
	);
	const noted = staffNoteFieldsOf(row);
	return {
		id: row.id,
		hrid: row.requesterRequestId ?? row.id,
		side,
		createdAt: row.createdAt,
		isMigrated: modRsIdOf(row) !== undefined,
		changedAt: row.updatedAt,
		underWaySince: history.underWaySince,
		version: microsecondsOf(row.updatedAt),
		state: model.ofRequest(row, history.standstill),
		// A request for a copy or a loan may become a loan, and is shown as one.
		serviceType: service?.serviceType === 'CopyOrLoan' ? 'loan' : (service?.serviceType ?? 'Loan').toLowerCase(),
		// The broker also counts its own remarks, which almost every request has.
		unreadMessages:
			parts.notifications === undefined && row.unreadNotificationsCount !== 0 ? undefined : notifications.filter(isUnread).length,
		...mapDraftFields((name) => askedOf(row, name)),
		publisher: publication?.publisher,
		placeOfPublication: publication?.placeOfPublication,
		publicationType: publication?.publicationType?.toLowerCase(),
		// In a lending request, this field contains the lender's own number of the item.
		recordId: side === 'borrowing' ? (work?.supplierUniqueRecordId ?? noted.recordId) : undefined,
		...patronOf(row, noted),
		staffNote: row.internalNote,
		pickupLocation: pickupLocationSlug === undefined ? noted.pickupLocation : pickupPlace,
		pickupPlace,
		pickupLocationSlug,
		// The field means a day, even if it contains a time.
		neededBy: service?.needBeforeDate?.slice(0, 10) ?? noted.neededBy,
		references: side === 'borrowing' ? callerReferencesOf(row, tenant) : [],
		precededBy: row.prevReqId,
		succeededBy: row.nextReqId,
		callNumber: parts.items?.flatMap(({ callNumber }) => callNumber ?? [])[0],
		barcodes: parts.items?.flatMap(({ barcode }) => barcode ?? []),
		borrower: nameOf(row.requesterSymbol),
		otherSymbol: otherSymbol && symbolWithoutAuthority(otherSymbol),
		// The address of a copy's document stands in the field for the item's number.
		documentLink: illResponse?.status === 'CopyCompleted' ? webAddressIn(illResponse.itemId) : undefined,
		supplier: nameOf(supplierSymbol),
		writesTo: nameOf(writesTo(row, supplierSymbol)),
		rota: (parts.suppliers ?? []).map(({ ordinal, supplierSymbol }) => ({ position: ordinal, library: nameOf(supplierSymbol) })),
		due: { iso: dayOrTime(row.dueDate ?? illResponse?.dueDate ?? noted.dueDate) },
		history: historyOf(row, history, (code) => model.read(code, row), nameOf, findWhyNobody(parts.transaction)),
		messages: messagesOf(row, history.messages, notifications, nameOf),
		conditions: conditionsOf(row, history.log, notifications, supplierSymbol, nameOf),
	};
}

function webAddressIn(text = '') {
	return /^https?:\/\/\S+$/.test(text) ? text : undefined;
}

function patronOf(row: CrossLinkRow, noted: StaffNoteFields) {
	const patron = row.illRequest?.patronInfo;
	return {
		patronId: patron?.patronId ?? row.patron,
		patronOwnId: row.patron,
		patronSurname: patron?.surname,
		patronGivenName: patron?.givenName,
		patronEmail:
			patron?.address.find(({ electronicAddress }) => electronicAddress?.electronicAddressType?.toLowerCase() === 'email')
				?.electronicAddress?.electronicAddressData ?? noted.patronEmail,
		patronGroup: patron?.patronType,
	};
}

function askedOf({ illRequest }: CrossLinkRow, name: DraftFieldName) {
	const [part = '', place = '', code] = bodyPathOfField(name);
	const told = (illRequest as Record<string, Record<string, unknown> | undefined> | undefined)?.[part]?.[place];
	if (!Array.isArray(told)) return told as string | undefined;
	const number = identifierKeyByList[place] ?? '';
	return (told as Array<Record<string, string | undefined>>).find((entry) => entry[`${number}Code`]?.toUpperCase() === code)?.[number];
}

/** Whether a note waits for a reader. A note in which the broker only names the other library's system does not. */
function isUnread({ direction, acknowledgedAt, kind, note }: CrossLinkNotification) {
	return direction !== 'sent' && acknowledgedAt === undefined && (kind === 'condition' || textWithoutSystemMarks(note) !== undefined);
}

/** Returns the names of libraries that the request itself or its rota contains, by their symbols. */
function toldNames(
	{ requesterSymbol, requesterName, ...row }: CrossLinkRow,
	{ suppliers = [] }: RequestParts,
): ReadonlyMap<string | undefined, string> {
	const told = [...suppliers, { supplierSymbol: requesterSymbol, supplierName: requesterName }, row];
	return new Map(told.flatMap(({ supplierSymbol, supplierName }) => (supplierName === undefined ? [] : [[supplierSymbol, supplierName]])));
}

export function findSymbolsWithoutName(row: CrossLinkRow, parts: RequestParts): string[] {
	const named = new Set([brokerSymbolOf(row), row.requesterSymbol, ...toldNames(row, parts).keys()]);
	const told = [
		...[row, ...(parts.suppliers ?? [])].map(({ supplierSymbol }) => supplierSymbol),
		...(parts.history?.messages ?? []).map(({ supplyingAgencyId }) => supplyingAgencyId),
	];
	return [...new Set(told)].flatMap((symbol) => (symbol === undefined || named.has(symbol) ? [] : [symbol]));
}

/**
 * Returns the library that has the request now. The rota is more current than the log, and the log more than the request. The broker itself
 * lends nothing.
 */
function supplierOf(row: CrossLinkRow, { suppliers, history }: RequestParts) {
	if (row.side === 'lending') return row.supplierSymbol;
	const isLeftToNobody = crossLinkStates.of(history?.standstill?.expected, 'borrowing')?.phase === 'over';
	if (row.supplierSymbol === brokerSymbolOf(row) || isLeftToNobody) return undefined;
	const selected = suppliers?.find(({ supplierStatus }) => supplierStatus === 'selected');
	return selected?.supplierSymbol ?? history?.supplier ?? row.supplierSymbol;
}

/**
 * Returns the library to which the broker still sends messages, if it is not the one that has the request. In versions of August 2026, a
 * borrowing request learns only from a message of the next library that this one has it.
 */
function writesTo(row: CrossLinkRow, supplierSymbol: string | undefined) {
	const isAsking = crossLinkStates.of(row.state, 'borrowing')?.phase === 'asking';
	return row.side === 'borrowing' && isAsking && supplierSymbol !== undefined && row.supplierSymbol !== supplierSymbol
		? row.supplierSymbol
		: undefined;
}

function historyOf(
	row: CrossLinkRow,
	{ steps, end, unexplained }: ReplayedHistory,
	state: (code: string) => RequestState,
	nameOf: NameOf,
	whyNobody: string | undefined,
): HistoryEntry[] {
	let last = 0;
	/** Returns an order in which each entry comes after the one before, even if both have the same time. */
	const order = (time: string | undefined) => (last = Math.max(last + 1, microsecondsOf(time)));
	const entries = steps.map((step): HistoryEntry => {
		const { event, reported } = step;
		const at = endTimeOfStep(event);
		const [from, to] = [state(step.from), state(step.to)];
		const entry = { id: event.id, at, order: order(at), from, to, supplier: nameOf(step.supplier), text: problemOfEvent(event) };
		if (reported === undefined) return { ...entry, sentence: step.to === row.state && isEndOfRota(to) ? whyNobody : undefined };
		return {
			...entry,
			id: reported.step === 'hangs' ? hangingEntryIdOf(event.id) : event.id,
			text: reported.step === 'refused' ? entry.text : undefined,
			event: eventOfStepWithoutTransition(reported),
			sentence: sentenceOf(step, reported, state, nameOf, whyNobody),
			standsStill: reported.standsStill,
			isUnlisted: event.eventStatus !== 'SUCCESS' || undefined,
		};
	});
	if (row.state === undefined || row.state === end) return entries;
	// The request's present state counts. If the events do not show how the request reached it, a message of an unknown kind may have
	// caused it.
	const at = unexplained?.timestamp ?? row.updatedAt;
	const inferred: HistoryEntry = {
		id: unexplained?.id ?? `${row.id}:${steps.length}:${row.state}`,
		at,
		order: order(at),
		from: state(end),
		to: state(row.state),
		supplier: nameOf(row.supplierSymbol),
		isInferred: true,
		// If no message explains the state, the entry has the time of the row, which also changes with later events, such as a note of staff.
		// It therefore counts as an entry that no list shows.
		isUnlisted: unexplained === undefined || undefined,
	};
	return [...entries, inferred];
}

/** Returns the text for an entry that did not change the state; undefined if its event describes it. */
function sentenceOf(
	{ from, supplier }: ReplayedStep,
	{ step, missed, standsStill }: StepWithoutTransition,
	state: (code: string) => RequestState,
	nameOf: NameOf,
	whyNobody: string | undefined,
) {
	if (step === 'hangs') return `${brokenOffSentence}.`;
	if (missed === undefined) return undefined;
	const missedState = state(missed.to);
	const sentence =
		(isEndOfRota(missedState) ? whyNobody : undefined) ??
		missedState.known?.sentence?.(nameOf(supplier) ?? 'the lender', missed.from) ??
		`The status ought to be ${missedState.label}.`;
	if (standsStill !== true) return sentence;
	return `${sentence.replace(/ Staff must look at it\.$/, '')} CrossLink could not note it, and the status stays ${state(from).label}. Staff must look at it.`;
}

function isEndOfRota({ known }: RequestState) {
	return known?.event === 'endOfRota';
}

/** Finds why no library could be asked at all. */
function findWhyNobody(transaction: readonly BrokerEvent[] = []) {
	const located = transaction.findLast(({ eventName }) => eventName === 'locate-suppliers');
	if (located?.eventStatus !== 'PROBLEM' && located?.eventStatus !== 'ERROR') return undefined;
	const why = reasonsOfNobody[located.resultData?.problem?.Details ?? ''] ?? 'CrossLink could not look up who holds the title';
	return `No library was asked: ${why}. The request cannot be filled.`;
}

/** The texts for the codes of indexdata/crosslink broker/service/supplierlocator.go. */
const reasonsOfNobody: Readonly<Record<string, string>> = {
	'no holdings located': 'the shared index names none that holds the title',
	'no suppliers located': 'none that holds the title takes part',
	'no located suppliers match': 'none that holds the title lends it on the terms that were asked for',
};

function messagesOf(
	row: CrossLinkRow,
	logged: readonly LoggedMessage[],
	notifications: readonly CrossLinkNotification[],
	nameOf: NameOf,
): Message[] {
	const lastWords = new Map<string | undefined, string | undefined>();
	const arrived = logged.map((one) => {
		const { supplyingAgencyId, status } = one;
		// A mere note repeats the last status of its library, so that a note after a refusal is no second refusal.
		const isRepeated = isMereNote(one) && lastWords.get(supplyingAgencyId) === status;
		lastWords.set(supplyingAgencyId, status);
		const message = readMessage(row, one, nameOf);
		return isRepeated ? { ...message, status: undefined } : message;
	});
	const seenByMessage = new Map<Message, boolean>();
	const written: Message[] = [];
	for (const notification of notifications) {
		const text = textWithoutSystemMarks(notification.note);
		const sent = notification.direction === 'sent';
		const alike = sent ? [] : arrived.filter((message) => message.text === text && !seenByMessage.has(message));
		const same = findNearestInTime(alike, notification.createdAt);
		const seen = sent || notification.acknowledgedAt !== undefined;
		if (same !== undefined) {
			seenByMessage.set(same, seen);
		} else if (text !== undefined) {
			written.push({
				id: notification.id,
				at: notification.createdAt,
				seen,
				sent,
				text,
				setsCondition: notification.kind === 'condition',
				isRefused: (sent && notification.receipt === 'FAILED_TO_SEND') || undefined,
				from: nameOf(notification.fromSymbol),
				to: nameOf(notification.toSymbol),
			});
		}
	}
	return [...arrived.map((message) => ({ ...message, seen: seenByMessage.get(message) ?? true })), ...written];
}

/** Reads a message, except whether somebody has read it, which only the notes tell. */
function readMessage(row: CrossLinkRow, logged: LoggedMessage, nameOf: NameOf): Message {
	const { event, supplyingAgencyId: supplier, requestingAgencyId: requester } = logged;
	const isRefused = logged.outcome === 'refused';
	const [from, to] = row.side === 'lending' ? [requester ?? row.requesterSymbol, supplier] : [supplier, requester];
	const isBrokers = from === brokerSymbolOf(row);
	return {
		id: `${event.id}:message`,
		at: event.timestamp,
		order: microsecondsOf(event.timestamp),
		sent: false,
		setsCondition: !isRefused && conditionInMessage(logged) !== undefined,
		entryId: event.id,
		// The broker itself neither lends nor declines.
		status: isBrokers ? undefined : logged.status,
		reason: logged.reasonUnfilled ?? logged.loanCondition ?? logged.reasonRetry,
		cost: formatCost(costInMessage(logged)),
		retryAfter: logged.retryAfter,
		text: textWithoutSystemMarks(logged.note),
		from: isBrokers ? undefined : nameOf(from),
		to: nameOf(to),
		isRefused,
		// A refused message or a mere note does not change the row of its request, so that no list shows it.
		isUnlisted: isRefused || isMereNote(logged) || undefined,
	};
}
