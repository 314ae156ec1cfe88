import { z } from 'zod';
import type { Side } from '../model/request';
import { count, flag, listOf, optional, text, withRaw } from '../port/wireFields';

/*
 * What CrossLink's broker answers, reduced to what the client uses (broker/oapi/open-api.yaml of indexdata/crosslink). The
 * module has no releases, so that everything but an id may be absent, and an empty list may be null.
 */

/** A time; where there is none, the broker prints the year 1. */
const time = text.transform((value) => (value?.startsWith('0001-') === true ? undefined : value));
/** A time that sorts as text: the server prints no zeros at the end. */
const stamp = time.transform((value) => value?.replace(/(?:\.(\d+))?Z$/, (_, fraction: string | undefined) => `.${(fraction ?? '').padEnd(6, '0')}Z`));
/** Microseconds since 1970 of a time as the broker prints it, which numbers its rows and events; 0 where there is none. */
export function microsOf(time: string | undefined): number {
	const match = /^(.+?)(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})$/.exec(time ?? '');
	const seconds = Date.parse(`${match?.[1] ?? ''}${match?.[3] ?? ''}`);
	return Number.isNaN(seconds) ? 0 : seconds * 1000 + Number((match?.[2] ?? '').padEnd(6, '0').slice(0, 6));
}

/** ISO 18626's code: `{"#text": "Loan"}`, sometimes the text alone. */
const coded = z.union([text, z.object({ '#text': text }).transform((code) => code['#text'])]);

const agencyId = optional(z.object({ agencyIdType: coded, agencyIdValue: text }).transform(({ agencyIdType, agencyIdValue }) => (agencyIdValue === undefined ? undefined : `${agencyIdType ?? 'ISIL'}:${agencyIdValue}`)));
const header = optional(z.object({ supplyingAgencyId: agencyId, requestingAgencyId: agencyId, multipleItemRequestId: text }));
/** Money is text in ISO 18626 and a number in the broker's own notes. */
const amount = text.transform((value) => (value === undefined || Number.isNaN(Number(value)) ? undefined : Number(value)));

const costs = optional(z.object({ currencyCode: coded, monetaryValue: amount }));

const illRequestSchema = z.object({
	header,
	bibliographicInfo: optional(
		z.object({
			supplierUniqueRecordId: text,
			title: text,
			author: text,
			edition: text,
			volume: text,
			issue: text,
			pagesRequested: text,
			titleOfComponent: text,
			authorOfComponent: text,
			bibliographicItemId: listOf(z.object({ bibliographicItemIdentifier: text, bibliographicItemIdentifierCode: coded })),
			bibliographicRecordId: listOf(z.object({ bibliographicRecordIdentifier: text, bibliographicRecordIdentifierCode: coded })),
		}),
	),
	publicationInfo: optional(z.object({ publisher: text, placeOfPublication: text, publicationDate: text, publicationType: coded })),
	serviceInfo: optional(z.object({ serviceType: coded, needBeforeDate: time, copyrightCompliance: coded, note: text })),
	patronInfo: optional(
		z.object({
			patronId: text,
			surname: text,
			givenName: text,
			patronType: coded,
			address: listOf(z.object({ electronicAddress: optional(z.object({ electronicAddressType: coded, electronicAddressData: text })) })),
		}),
	),
});

/** From a supplier, or the broker in its place. */
const supplyingMessageSchema = z.object({
	header,
	messageInfo: optional(z.object({ reasonForMessage: text, answerYesNo: text, note: text, reasonUnfilled: coded, reasonRetry: coded, retryAfter: time, offeredCosts: costs })),
	statusInfo: optional(z.object({ status: text, dueDate: time })),
	deliveryInfo: optional(z.object({ itemId: text, loanCondition: coded, deliveryCosts: costs })),
});
export type SupplyingMessage = z.output<typeof supplyingMessageSchema>;

const requestingMessageSchema = z.object({ header, action: text, note: text });
export type RequestingMessage = z.output<typeof requestingMessageSchema>;

export const itemSchema = z.object({ id: z.string(), barcode: text, callNumber: text, itemId: text });
export type LentItem = z.output<typeof itemSchema>;

const patronRequestSchema = z.object({
	id: z.string(),
	createdAt: stamp,
	updatedAt: stamp,
	side: text.transform((side): Side => (side === 'lending' ? 'lending' : 'borrowing')),
	state: text,
	terminalState: flag,
	needsAttention: flag,
	patron: text,
	requesterSymbol: text,
	requesterName: text,
	supplierSymbol: text,
	supplierName: text,
	requesterRequestId: text,
	lastAction: text,
	lastActionOutcome: text,
	unreadNotificationsCount: count,
	internalNote: text,
	nextReqId: text,
	prevReqId: text,
	dueDate: time,
	requesterPickupLocationId: text,
	illRequest: optional(illRequestSchema),
	illResponse: optional(supplyingMessageSchema),
});
export type Row = z.output<typeof patronRequestSchema>;

export const rowWithRawSchema = withRaw(patronRequestSchema, (row, raw) => ({ row, raw }));
export type RowWithRaw = z.output<typeof rowWithRawSchema>;

/** A row as far as its place in a list goes: what else is in it spoils no page. */
const placedRowSchema = withRaw(patronRequestSchema.pick({ id: true, side: true, createdAt: true, updatedAt: true, unreadNotificationsCount: true }), ({ updatedAt: changedAt, unreadNotificationsCount: unreadMessages, ...place }, raw) => ({ ...place, changedAt, version: microsOf(changedAt), unreadMessages, raw }));
export type PlacedRow = z.output<typeof placedRowSchema>;

/** Null where the list is empty, but never absent, or any other answer would be an empty list. */
function listToldOf<Schema extends z.ZodTypeAny>(schema: Schema) {
	return z
		.array(schema)
		.nullable()
		.transform((list): Array<z.output<Schema>> => list ?? []);
}

export function listSchema<Schema extends z.ZodTypeAny>(item: Schema) {
	return z.object({ items: listToldOf(item) });
}

export const pageSchema = z.object({ about: z.object({ count: z.number() }), items: listToldOf(placedRowSchema) });

/** A note or a condition that passed between the two libraries. */
export const notificationSchema = z.object({
	id: z.string(),
	fromSymbol: text,
	toSymbol: text,
	direction: text,
	kind: text,
	note: text,
	cost: amount,
	currency: text,
	condition: text,
	receipt: text,
	createdAt: stamp,
	acknowledgedAt: stamp,
});
export type Notification = z.output<typeof notificationSchema>;

const message = z
	.object({ supplyingAgencyMessage: optional(supplyingMessageSchema), requestingAgencyMessage: optional(requestingMessageSchema) })
	.transform(({ supplyingAgencyMessage: supplying, requestingAgencyMessage: requesting }) => ({ supplying, requesting }));
/** Of the other library. */
export type LibraryMessage = Partial<z.output<typeof message>>;
/** With capitals, unlike everything else. */
const problem = optional(z.object({ Kind: text, Details: text }));

/** Why a message that was sent was refused. */
const confirmation = optional(z.object({ errorData: optional(z.object({ errorValue: text })) }));
const refusal = z
	.object({ supplyingAgencyMessageConfirmation: confirmation, requestingAgencyMessageConfirmation: confirmation, requestConfirmation: confirmation })
	.transform((told) => (told.supplyingAgencyMessageConfirmation ?? told.requestingAgencyMessageConfirmation ?? told.requestConfirmation)?.errorData?.errorValue);

/** What staff said with an action, as far as others must read it; other entries have something else here. */
const actionParameters = optional(z.object({ note: text, loanCondition: text, cost: amount, currency: text })).catch(undefined);

/** One step in the story of a request, or of the broker's own transaction for it. */
export const eventSchema = z.object({
	id: z.string(),
	timestamp: stamp,
	eventName: text,
	eventStatus: text,
	parentID: text,
	eventData: optional(z.object({ action: text, incomingMessage: optional(message), customData: actionParameters })),
	resultData: optional(
		z.object({
			actionResult: optional(z.object({ outcome: text, toState: text })),
			problem,
			incomingMessage: optional(refusal),
			eventError: optional(z.object({ Message: text })),
		}),
	),
});
export type BrokerEvent = z.output<typeof eventSchema>;

export const locatedSupplierSchema = z.object({
	supplierSymbol: text,
	supplierName: text,
	ordinal: count,
	supplierStatus: text,
	lastAction: text,
	lastStatus: text,
});
export type LocatedSupplier = z.output<typeof locatedSupplierSchema>;

const appliesTo = optional(z.object({ serviceTypes: listOf(z.string()) }));
const modelSides: Readonly<Record<string, Side>> = { REQUESTER: 'borrowing', SUPPLIER: 'lending' };
const modelState = z.object({
	name: z.string(),
	display: text,
	side: text.transform((side) => modelSides[side ?? '']),
	initial: flag,
	terminal: flag,
	needsAttention: flag,
	actions: listOf(z.object({ name: z.string(), transitions: z.record(z.string()).nullish(), appliesTo })),
	events: listOf(z.object({ name: z.string(), transition: text, appliesTo })),
});
export const stateModelSchema = z.object({ states: listToldOf(modelState) });
export type ModelState = z.output<typeof modelState>;

/** `available` is false while another action runs. */
const allowedActionSchema = z.object({ name: z.string(), available: flag });
export const allowedActionsSchema = z.object({ actions: listToldOf(allowedActionSchema) });
export type ListedAction = z.output<typeof allowedActionSchema>;

/** A failed action is status 200, too. Without `result` it is no answer of the broker's. */
export const actionResultSchema = z.object({ result: z.string(), outcome: text, message: text });
export type ActionReply = z.output<typeof actionResultSchema>;

/** An entry of CrossLink's directory. It may hold credentials, which stay out of here. */
export const directoryEntrySchema = z.object({
	id: z.string(),
	name: text,
	lmsLocationCode: text,
	/** `authority:symbol`. */
	symbols: listOf(z.object({ authority: text, symbol: text })).transform((symbols) => symbols.flatMap(({ authority = 'ISIL', symbol }) => (symbol === undefined ? [] : [`${authority}:${symbol}`]))),
	illConfig: optional(z.object({ isPickupLocation: flag, maxRequestsPerPatron: count })),
});
export type DirectoryEntry = z.output<typeof directoryEntrySchema>;
