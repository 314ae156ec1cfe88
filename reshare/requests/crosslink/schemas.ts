import { z } from 'zod';
import type { Side } from '../model/request';
import { optionalNumber, optionalFlag, optionalList, optionalField, optionalText, schemaWithRaw, textFields } from '../port/fieldSchemas';

/*
 * The answers of CrossLink's broker, reduced to what the client uses (indexdata/crosslink broker/oapi/open-api.yaml). The module has no
 * releases, so that everything except an id may be absent, and an empty list may be null.
 */

function optionalObject<Shape extends z.ZodRawShape>(shape: Shape) {
	return optionalField(z.object(shape));
}

/** A time. The broker prints the year 1 if there is none. */
const time = optionalText.transform((value) => (value?.startsWith('0001-') === true ? undefined : value));
/** A time in a form that can be sorted as text, since the server omits zeros at the end. */
const stamp = time.transform((value) =>
	value?.replace(/(?:\.(\d+))?Z$/, (_, fraction: string | undefined) => `.${(fraction ?? '').padEnd(6, '0')}Z`),
);
/** Returns a time of the broker in microseconds since 1970, by which rows and events are ordered; 0 if there is none. */
export function microsecondsOf(time: string | undefined) {
	const match = /^(.+?)(?:\.(\d+))?(Z|[+-]\d{2}:\d{2})$/.exec(time ?? '');
	const seconds = Date.parse(`${match?.[1] ?? ''}${match?.[3] ?? ''}`);
	return Number.isNaN(seconds) ? 0 : seconds * 1000 + Number((match?.[2] ?? '').padEnd(6, '0').slice(0, 6));
}

/** An ISO 18626 code: `{"#text": "Loan"}`, or sometimes the text alone. */
const coded = z.preprocess(
	(value) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? Reflect.get(value, '#text') : value),
	optionalText,
);

const agencyId = optionalField(
	z
		.object({ agencyIdType: coded, agencyIdValue: optionalText })
		.transform(({ agencyIdType, agencyIdValue }) =>
			agencyIdValue === undefined ? undefined : `${agencyIdType ?? 'ISIL'}:${agencyIdValue}`,
		),
);
const header = optionalObject({ supplyingAgencyId: agencyId, requestingAgencyId: agencyId, multipleItemRequestId: optionalText });
/** An amount. It is a text in ISO 18626 and a number in the broker's own notes. */
const amount = optionalText.transform((value) => (value === undefined || Number.isNaN(Number(value)) ? undefined : Number(value)));

const costs = optionalObject({ currencyCode: coded, monetaryValue: amount });

const illRequestSchema = z.object({
	header,
	bibliographicInfo: optionalObject({
		...textFields('supplierUniqueRecordId', 'title', 'author', 'edition', 'volume', 'issue'),
		...textFields('pagesRequested', 'titleOfComponent', 'authorOfComponent'),
		bibliographicItemId: optionalList(z.object({ bibliographicItemIdentifier: optionalText, bibliographicItemIdentifierCode: coded })),
		bibliographicRecordId: optionalList(
			z.object({ bibliographicRecordIdentifier: optionalText, bibliographicRecordIdentifierCode: coded }),
		),
	}),
	publicationInfo: optionalObject({ ...textFields('publisher', 'placeOfPublication', 'publicationDate'), publicationType: coded }),
	serviceInfo: optionalObject({ serviceType: coded, needBeforeDate: time, copyrightCompliance: coded, note: optionalText }),
	patronInfo: optionalObject({
		...textFields('patronId', 'surname', 'givenName'),
		patronType: coded,
		address: optionalList(
			z.object({ electronicAddress: optionalObject({ electronicAddressType: coded, electronicAddressData: optionalText }) }),
		),
	}),
});

/** A message from a supplier, or from the broker on its behalf, without the parts into which ISO 18626 divides it. */
const supplyingMessageSchema = z
	.object({
		header,
		messageInfo: optionalObject({
			...textFields('reasonForMessage', 'answerYesNo', 'note'),
			reasonUnfilled: coded,
			reasonRetry: coded,
			retryAfter: time,
			offeredCosts: costs,
		}),
		statusInfo: optionalObject({ status: optionalText, dueDate: time }),
		deliveryInfo: optionalObject({ itemId: optionalText, loanCondition: coded, deliveryCosts: costs }),
	})
	.transform((parts) => ({ ...parts.header, ...parts.messageInfo, ...parts.statusInfo, ...parts.deliveryInfo }));

const requestingMessageSchema = z
	.object({ header, ...textFields('action', 'note') })
	.transform(({ header: ids, ...said }) => ({ ...ids, ...said }));

export const lentItemSchema = z.object({ id: z.string(), ...textFields('barcode', 'callNumber', 'itemId') });
export type LentItem = z.output<typeof lentItemSchema>;

const patronRequestSchema = z.object({
	id: z.string(),
	createdAt: stamp,
	updatedAt: stamp,
	side: optionalText.transform((side): Side => (side === 'lending' ? 'lending' : 'borrowing')),
	terminalState: optionalFlag,
	needsAttention: optionalFlag,
	...textFields('state', 'patron', 'requesterSymbol', 'requesterName', 'supplierSymbol', 'supplierName', 'requesterRequestId'),
	...textFields('lastAction', 'lastActionOutcome', 'internalNote', 'nextReqId', 'prevReqId', 'requesterPickupLocationId'),
	unreadNotificationsCount: optionalNumber,
	dueDate: time,
	illRequest: optionalField(illRequestSchema),
	illResponse: optionalField(supplyingMessageSchema),
});

/** A request as the broker has it, with the record as it was sent. */
export const crossLinkRowSchema = schemaWithRaw(patronRequestSchema, (row, raw) => ({ ...row, raw }));
export type CrossLinkRow = z.output<typeof crossLinkRowSchema>;

/**
 * The part of a row that determines its position in a list. It is read separately, so that an error in the rest of the row does not
 * invalidate the page.
 */
const headWithRawRowSchema = schemaWithRaw(
	patronRequestSchema.pick({ id: true, side: true, createdAt: true, updatedAt: true, unreadNotificationsCount: true }),
	({ updatedAt: changedAt, unreadNotificationsCount: unreadMessages, ...head }, raw) => ({
		...head,
		changedAt,
		version: microsecondsOf(changedAt),
		unreadMessages,
		raw,
	}),
);
export type HeadWithRawRow = z.output<typeof headWithRawRowSchema>;

/** A list that must be there: an empty one is null, but never absent. Otherwise any other answer would count as an empty list. */
function requiredListOf<Schema extends z.ZodTypeAny>(schema: Schema) {
	return z
		.array(schema)
		.nullable()
		.transform((list): Array<z.output<Schema>> => list ?? []);
}

export function crossLinkListSchema<Schema extends z.ZodTypeAny>(item: Schema) {
	return z.object({ items: requiredListOf(item) });
}

export const requestPageSchema = z.object({ about: z.object({ count: z.number() }), items: requiredListOf(headWithRawRowSchema) });

/** A note or a condition that the two libraries exchanged. */
export const crossLinkNotificationSchema = z.object({
	id: z.string(),
	...textFields('fromSymbol', 'toSymbol', 'direction', 'kind', 'note', 'currency', 'condition', 'receipt'),
	cost: amount,
	createdAt: stamp,
	acknowledgedAt: stamp,
});
export type CrossLinkNotification = z.output<typeof crossLinkNotificationSchema>;

/** A message of the other library: a borrower has those of suppliers, and a lender those of the requester. */
const message = z
	.object({
		supplyingAgencyMessage: optionalField(supplyingMessageSchema),
		requestingAgencyMessage: optionalField(requestingMessageSchema),
	})
	.transform((sent) => ({ ...sent.supplyingAgencyMessage, ...sent.requestingAgencyMessage }));
export type LibraryMessage = z.output<typeof message>;
/** A problem that the broker names. Unlike in all other objects, the keys begin with capitals. */
const problem = optionalObject(textFields('Kind', 'Details'));

/** The confirmation of a message, which says when it was answered, and why it was refused. */
const confirmation = optionalObject({
	confirmationHeader: optionalObject({ timestamp: stamp }),
	errorData: optionalObject({ errorValue: optionalText }),
});
const answerToMessage = z
	.object({
		supplyingAgencyMessageConfirmation: confirmation,
		requestingAgencyMessageConfirmation: confirmation,
		requestConfirmation: confirmation,
	})
	.transform((told) => told.supplyingAgencyMessageConfirmation ?? told.requestingAgencyMessageConfirmation ?? told.requestConfirmation);

/** The parameters that staff gave with an action, as far as they must be read. Other entries have something else in this field. */
const actionParameters = optionalObject({ ...textFields('note', 'loanCondition', 'currency'), cost: amount }).catch(undefined);

/** One step in the history of a request, or of the broker's own transaction for it. */
export const brokerEventSchema = z.object({
	id: z.string(),
	timestamp: stamp,
	...textFields('eventName', 'eventStatus', 'parentID'),
	eventData: optionalObject({ action: optionalText, incomingMessage: optionalField(message), customData: actionParameters }),
	resultData: optionalObject({
		actionResult: optionalObject(textFields('outcome', 'toState')),
		problem,
		incomingMessage: optionalField(answerToMessage),
		eventError: optionalObject({ Message: optionalText }),
	}),
});
export type BrokerEvent = z.output<typeof brokerEventSchema>;

export const locatedSupplierSchema = z.object({
	...textFields('supplierSymbol', 'supplierName', 'supplierStatus', 'lastAction', 'lastStatus'),
	ordinal: optionalNumber,
});
export type LocatedSupplier = z.output<typeof locatedSupplierSchema>;

const modelSides: Readonly<Record<string, Side>> = { REQUESTER: 'borrowing', SUPPLIER: 'lending' };
const modelState = z.object({
	name: z.string(),
	display: optionalText,
	side: optionalText.transform((side) => modelSides[side ?? '']),
	initial: optionalFlag,
	terminal: optionalFlag,
	needsAttention: optionalFlag,
	actions: optionalList(z.object({ name: z.string(), transitions: z.record(z.string()).nullish() })),
	events: optionalList(
		z.object({ name: z.string(), transition: optionalText, appliesTo: optionalObject({ serviceTypes: optionalList(z.string()) }) }),
	),
});
export const stateModelSchema = z.object({ states: requiredListOf(modelState) });
export type ModelState = z.output<typeof modelState>;

/** An action that a request allows. `available` is false while another action runs. */
const allowedActionSchema = z.object({ name: z.string(), available: optionalFlag });
export const allowedActionsSchema = z.object({ actions: requiredListOf(allowedActionSchema) });
export type ListedAction = z.output<typeof allowedActionSchema>;

/**
 * The broker's answer to an action. It has status 200 even if the action failed. An answer without `result` does not come from the broker.
 */
export const actionReplySchema = z.object({ result: z.string(), ...textFields('outcome', 'message') });

/** An entry of CrossLink's directory. It may contain credentials, which are not read. */
export const directoryEntrySchema = z.object({
	id: z.string(),
	...textFields('name', 'lmsLocationCode'),
	/** The symbols as `authority:symbol`. */
	symbols: optionalList(z.object(textFields('authority', 'symbol'))).transform((symbols) =>
		symbols.flatMap(({ authority = 'ISIL', symbol }) => (symbol === undefined ? [] : [`${authority}:${symbol}`])),
	),
	illConfig: optionalObject({ isPickupLocation: optionalFlag, maxRequestsPerPatron: optionalNumber }),
});
export type DirectoryEntry = z.output<typeof directoryEntrySchema>;
