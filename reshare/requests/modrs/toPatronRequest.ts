import type { z } from 'zod';
import {
	mapDraftFields,
	symbolWithoutAuthority,
	type DueDate,
	type PatronRequest,
	type RequestHead,
	type RequestState,
	type RequestWithRaw,
	type Side,
} from '../model/request';
import { draftFields } from '../../draft';
import { dayOrTime, isoToSeconds, secondsToIso } from '../model/datesAndTimes';
import { sameMomentMs } from '../model/messages';
import { eventOfTransition } from '../model/state';
import { type modRsStatusSchema, modRsListSchema, patronRequestSchema, resolverReferenceType } from './schemas';
import { schemaWithRaw } from '../port/fieldSchemas';
import { manuallyClosedNote, messageReceivedNote, modRsStates } from './statesAndSentences';

type Row = z.output<typeof patronRequestSchema>;
type Entry = Row['audit'][number];

/** The tag of states that count against a patron's limit. */
const countsForPatron = 'ACTIVE_PATRON';
/**
 * The network states in which mod-rs tries again to inform the other library; after `Error` it does not (openlibraryenvironment/mod-rs
 * ReshareActionService.groovy, AbstractTimerRequestNetworkService.groovy).
 */
const undelivered: ReadonlySet<string> = new Set(['Retry', 'Timeout']);

/** mod-rs's note if the borrower agrees to conditions for whose answer the lender did not wait. The state stays the same. */
const agreedWithoutWaiting = 'Requester agreed to loan conditions, no action required';

/**
 * mod-rs's note for a supplier's change of status. While a cancellation is pending, it means the first message of the next library: the
 * borrowing library has rejected conditions, and the broker has asked another one (since September 2025). A refused cancellation has
 * another note.
 */
const statusChanged = 'Status Change message received';

function toPatronRequest(row: Row): PatronRequest {
	const head = headOf(row);
	const { hrid, publisher, placeOfPublication, patronSurname, patronGivenName, pickupLocation, pickupLocationSlug, rotaPosition } = row;
	return {
		...head,
		hrid,
		createdAt: row.dateCreated,
		// A new borrowing request without number and history is still being processed: mod-rs fills in number, service type, email and
		// pickup location while it validates the request, after the library's own system has answered about the patron.
		underWaySince: row.isRequester === true && hrid === undefined && row.audit.length === 0 ? row.dateCreated : undefined,
		state: row.state && toRequestState(row.state, head.side),
		serviceType: row.serviceType?.value?.toLowerCase(),
		awaitsDelivery: undelivered.has(row.networkStatus ?? ''),
		deliveryFailed: row.networkStatus === 'Error',
		unreadMessages: row.unreadMessageCount ?? (row.hasUnreadMessages === undefined ? undefined : Number(row.hasUnreadMessages)),
		...mapDraftFields((name) => (row as Readonly<Record<string, unknown>>)[draftFields[name].modRs ?? name] as string | undefined),
		copyrightType: row.copyrightType?.value,
		publisher,
		placeOfPublication,
		publicationType: row.publicationType?.value?.toLowerCase(),
		recordId: row.systemInstanceIdentifier,
		callNumber: row.localCallNumber,
		shelf: [row.pickLocation?.name, row.pickShelvingLocation?.name].filter(Boolean).join(', ') || undefined,
		barcodes: barcodesOf(row),
		patronSurname,
		patronGivenName,
		patronGroup: row.patronType,
		pickupLocation,
		pickupPlace: row.resolvedPickupLocation?.name,
		pickupLocationSlug,
		pickupLocationCode: row.pickupLocationCode,
		references: row.requestIdentifiers.flatMap(({ identifierType, identifier }) =>
			identifierType?.toLowerCase() === resolverReferenceType ? (identifier ?? []) : [],
		),
		passedOnReference: row.patronReference,
		precededBy: row.precededBy?.id,
		succeededBy: row.succeededBy?.id,
		borrower: nameOf(row, row.resolvedRequester, row.requestingInstitutionSymbol),
		otherSymbol: otherSymbolOf(row),
		// With a broker, a request has only the symbol of its lender, whose name may stand in messages and conditions.
		supplier: nameOf(row, row.resolvedSupplier, row.supplyingInstitutionSymbol) ?? (row.resolvedSupplier && 'a library without a name'),
		rotaPosition,
		rota: row.rota.map((entry) => ({ position: entry.rotaPosition, library: nameOf(row, entry.peerSymbol, entry.directoryId) })),
		due: readDueDate(row),
		documentLink: /^https?:\/\/\S+$/.test(row.pickupURL ?? '') ? row.pickupURL : undefined,
		cancellationReason: row.cancellationReason?.label ?? row.cancellationReason?.value,
		history: row.audit.map((entry) => readEntry(row, entry)),
		messages: row.notifications.map((notification) => readMessage(row, notification)),
		conditions: row.conditions.map((condition) => readCondition(row, condition)),
	};
}

export const modRsRequestSchema = patronRequestSchema.transform(toPatronRequest);
const headSchema = patronRequestSchema.pick({ id: true, isRequester: true, lastUpdated: true, lastAuditNo: true });
export const headListSchema = modRsListSchema(headSchema.transform(headOf));

export const schemaOfRequestWithRaw = schemaWithRaw(modRsRequestSchema, (request, raw): RequestWithRaw => ({ request, raw }));
export const requestListSchema = modRsListSchema(schemaOfRequestWithRaw);

/** Returns the barcodes of the items. Versions without volumes have only one item. */
function barcodesOf({ volumes, selectedItemBarcode }: Row) {
	const ofVolumes = volumes.flatMap(({ itemId }) => itemId ?? []);
	return ofVolumes.length > 0 || selectedItemBarcode === undefined ? ofVolumes : [selectedItemBarcode];
}

function headOf({ id, isRequester, lastUpdated, lastAuditNo }: z.output<typeof headSchema>): RequestHead {
	return { id, side: sideOf(isRequester), changedAt: lastUpdated, version: lastAuditNo };
}

/** mod-rs treats a request that does not say whose it is as another library's (openlibraryenvironment/mod-rs PatronRequest.groovy). */
function sideOf(isRequester: boolean | undefined): Side {
	return isRequester === true ? 'borrowing' : 'lending';
}

export function toRequestState({ code = '', tags, ...told }: z.output<typeof modRsStatusSchema>, side: Side): RequestState {
	return modRsStates.read({ ...told, code, countsForPatron: tags.length === 0 ? undefined : tags.includes(countsForPatron) }, side);
}

function readEntry(row: Row, entry: Entry) {
	const { id, dateCreated, auditNo, fromStatus, toStatus, message, rotaPosition } = entry;
	const side = sideOf(row.isRequester);
	const from = fromStatus && toRequestState(fromStatus, side);
	const to = toStatus && toRequestState(toStatus, side);
	const { exchange, event } = to?.known ?? {};
	const isNoEvent =
		(exchange === 'declined' && hasNobodyDeclined(row, entry)) ||
		(exchange === 'asked' && message?.startsWith(messageReceivedNote) === true) ||
		(event === 'received' && hasComeBefore(row, entry));
	return {
		id,
		at: dateCreated,
		order: auditNo,
		from,
		to,
		text: message,
		rotaPosition,
		event: isNoEvent ? null : eventIn(message, from, to),
	};
}

/**
 * Whether an item came before this entry. An overdue item may also be received, for the first time or again (openlibraryenvironment/mod-rs
 * AvailableActionData.groovy).
 */
function hasComeBefore({ audit }: Row, { auditNo = 0, toStatus }: Entry) {
	return audit.some((other) => (other.auditNo ?? 0) < auditNo && other.toStatus?.code === toStatus?.code);
}

/**
 * Whether no library declined. A broker, with which there is no rota, passes on each library's refusal as a message. If there is no such
 * message, the broker's refusal means that no library is left to ask.
 */
function hasNobodyDeclined({ rota, notifications }: Row, { dateCreated = '' }: Entry) {
	const at = Date.parse(dateCreated);
	return (
		rota.length === 0 &&
		!notifications.some(
			({ isSender, actionStatus, dateCreated: came = '' }) =>
				isSender !== true && actionStatus === 'Unfilled' && Math.abs(Date.parse(came) - at) <= sameMomentMs,
		)
	);
}

function eventIn(message: string | undefined, from: RequestState | undefined, to: RequestState | undefined) {
	if (from?.known?.exchange === 'cancelAsked' && to?.known?.exchange === 'asked' && message?.startsWith(statusChanged) === true)
		return 'supplierChosen';
	if (message === manuallyClosedNote && to?.known?.closesAs === 'complete') return eventOfTransition('', to.known) ?? undefined;
	return message?.startsWith(agreedWithoutWaiting) === true ? 'conditionsAnswered' : undefined;
}

/**
 * Reads a condition. mod-rs marks two kinds of conditions as not accepted: those that wait for an answer, and those of libraries that were
 * asked before.
 */
function readCondition(
	row: Row,
	{ id, dateCreated, code, note, cost, costCurrency, accepted, relevantSupplier, supplyingInstitutionSymbol }: Row['conditions'][number],
) {
	const from = nameOf(row, relevantSupplier, supplyingInstitutionSymbol);
	const supplier = nameOf(row, row.resolvedSupplier, row.supplyingInstitutionSymbol);
	const isWithdrawn = from !== undefined && supplier !== undefined && from !== supplier;
	return {
		id,
		at: dateCreated,
		code,
		note,
		cost,
		currency: costCurrency?.value?.toUpperCase(),
		accepted: accepted === true || (isWithdrawn ? false : undefined),
		from,
	};
}

function readMessage(
	row: Row,
	{
		id,
		dateCreated,
		timestamp,
		seen,
		isSender,
		actionStatus,
		actionData,
		messageContent,
		messageSender,
		messageReceiver,
		senderSymbol,
	}: Row['notifications'][number],
) {
	return {
		id,
		at: dateCreated,
		writtenAt: timestamp,
		seen,
		sent: isSender,
		status: actionStatus,
		// A message that sets a condition counts as a condition, even if it says more.
		setsCondition: actionStatus === 'Conditional',
		reason: actionData,
		text: messageContent,
		from: nameOf(row, messageSender, senderSymbol),
		to: nameOf(row, messageReceiver),
	};
}

function otherSymbolOf(row: Row) {
	const [library, symbol] =
		row.isRequester === true
			? [row.resolvedSupplier, row.supplyingInstitutionSymbol]
			: [row.resolvedRequester, row.requestingInstitutionSymbol];
	const known = library?.symbol ?? symbol;
	return known && symbolWithoutAuthority(known);
}

/**
 * Returns the name of a library, or its symbol if there is no name. Another part of the request may have the name.
 *
 * @param symbol `authority:symbol`, or the symbol alone, for a library that has none of its own
 */
function nameOf(row: Row, library: Row['resolvedSupplier'], symbol?: string) {
	const known = library?.symbol ?? symbol;
	const alone = known && symbolWithoutAuthority(known);
	const isSame = (one: Row['resolvedSupplier']) =>
		one?.name !== undefined && ((one.id !== undefined && one.id === library?.id) || (one.symbol !== undefined && one.symbol === alone));
	return library?.name ?? librariesIn(row).find(isSame)?.name ?? alone;
}

function librariesIn({ resolvedSupplier, notifications, conditions, rota }: Row) {
	return [
		resolvedSupplier,
		...notifications.flatMap(({ messageSender, messageReceiver }) => [messageSender, messageReceiver]),
		...conditions.map(({ relevantSupplier }) => relevantSupplier),
		...rota.map(({ peerSymbol }) => peerSymbol),
	];
}

/**
 * Matches day, time and zone as mod-rs reads them (openlibraryenvironment/mod-rs ReshareActionService.DEFAULT_DATE_FORMAT), or a day alone.
 */
const writtenDate = /^(\d{4}-\d{2}-\d{2})(?:[ T]{1,2}(\d{2}:\d{2}(?::\d{2}(?:\.\d+(?!\d))?)?)\s*(\S.*)?)?$/;

const offset = /^(?:Z|[+-]\d{2}:?\d{2})$/;
const zoneAtEnd = /(?:Z|[+-]\d{2}:?\d{2}|[A-Z]{3,4})$/;

/**
 * The borrower's due date comes from the supplier, the lender's from its own system.
 *
 * mod-rs treats a time without a zone as one in UTC, so that only its day is sure. A text that it cannot read, such as one with fractions
 * of a second in other than three digits, leaves an earlier time unchanged, so that the text counts.
 */
export function readDueDate(row: Row): DueDate {
	const fromSupplier = readDate(row.dueDateRS, row.parsedDueDateRS, false);
	const fromOwnSystem = readDate(row.dueDateFromLMS, row.parsedDueDateFromLMS, true);
	return (sideOf(row.isRequester) === 'lending' ? (fromOwnSystem ?? fromSupplier) : (fromSupplier ?? fromOwnSystem)) ?? {};
}

/**
 * Reads a due date.
 *
 * @param isInOwnFormat whether mod-rs reads the text in a format that the library has configured, and that may lack a zone
 */
function readDate(text: string | undefined, parsed: string | undefined, isInOwnFormat: boolean): DueDate | undefined {
	if (text === undefined && parsed === undefined) return undefined;
	const [, day, clock, zone] = writtenDate.exec(text?.trim() ?? '') ?? [];
	if (day !== undefined) {
		const seconds = offset.test(zone ?? '') ? isoToSeconds(`${day}T${clock}${zone}`) : undefined;
		if (seconds !== undefined) return { iso: secondsToIso(seconds) };
		return { iso: zone === undefined ? day : (parsed ?? day) };
	}
	if (parsed === undefined || (text !== undefined && !isInOwnFormat)) return { words: text };
	if (text === undefined) return { iso: dayOrTime(parsed) };
	return { iso: zoneAtEnd.test(/(?<=\d:\d{2}).*$/.exec(text)?.[0] ?? '') ? parsed : parsed.slice(0, 10) };
}
