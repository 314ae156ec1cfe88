import { z } from 'zod';
import { count, flag, listOf, milliseconds, optional, text } from '../port/wireFields';
import { askedNames } from '../model/request';
import { writtenText } from '../model/writtenText';
import { wishFields } from '../../wish';

/** Under which the OpenURL resolver stores a reference. mod-rs prints it in upper case. */
export const referenceType = 'illiad';

/*
 * What mod-rs answers, reduced to what the client uses. The module leaves out every field that is null, and versions
 * differ, so that everything but the id may be absent.
 */

const written = text.transform(writtenText);
/** mod-rs adds the symbol of the library that is shipped to, as in `Main Library --> ISIL:US-EAST`. */
const placeName = text.transform((name) => name?.replace(/ --> [^\s:]+:\S+$/, ''));

export const statusSchema = z.object({
	code: text,
	terminal: flag,
	needsAttention: flag,
	tags: listOf(z.object({ value: text }).or(z.string().transform((value) => ({ value: value as string | undefined })))),
});

/** Reference data: `{value, label}`, sometimes only an id, sometimes the value alone. `value` is normalized lower case. */
const referenceDataSchema = z.union([
	z.string().transform((value) => ({ value: value.trim().toLowerCase().replace(/ /g, '_') as string | undefined, label: value as string | undefined })),
	z.object({ value: text, label: text }),
]);

/** A symbol of the directory with the institution that owns it. */
export const symbolSchema = z.object({ id: text, symbol: text, owner: optional(z.object({ name: text })) });

export const auditSchema = z.object({
	id: z.string(),
	auditNo: count,
	dateCreated: text,
	fromStatus: optional(statusSchema),
	toStatus: optional(statusSchema),
	message: text,
	rotaPosition: count,
});

export const notificationSchema = z.object({
	id: z.string(),
	dateCreated: text,
	timestamp: milliseconds,
	seen: flag,
	isSender: flag,
	actionStatus: text,
	actionData: text,
	messageContent: written,
	messageSender: optional(symbolSchema),
	messageReceiver: optional(symbolSchema),
	senderSymbol: text,
});

const conditionSchema = z.object({
	id: z.string(),
	dateCreated: text,
	code: text,
	note: written,
	cost: count,
	costCurrency: optional(referenceDataSchema),
	accepted: flag,
	relevantSupplier: optional(symbolSchema),
	/** `authority:symbol` of a lender that the library's own Directory does not know. */
	supplyingInstitutionSymbol: text,
});

const rotaEntrySchema = z.object({
	rotaPosition: count,
	/** `authority:symbol` of the lender. */
	directoryId: text,
	peerSymbol: optional(symbolSchema),
});

const reference = optional(z.union([z.string().transform((id) => ({ id })), z.object({ id: z.string() })]));

/** What was asked for, under the keys of the wish's table. */
const asked: object = Object.fromEntries(askedNames.map((name) => [wishFields[name].modRs, name === 'copyrightType' ? optional(referenceDataSchema) : text]));

/** Rows of a list lack `audit`, `rota`, `requestIdentifiers` and others: `[]` there. */
export const patronRequestSchema = z.object({
	id: z.string(),
	hrid: text,
	isRequester: flag,
	dateCreated: text,
	lastUpdated: text,
	lastAuditNo: count,
	state: optional(statusSchema),
	serviceType: optional(referenceDataSchema),
	publicationType: optional(referenceDataSchema),
	networkStatus: text,
	hasUnreadMessages: flag,
	unreadMessageCount: count,

	...asked,
	publisher: text,
	placeOfPublication: text,
	systemInstanceIdentifier: text,
	localCallNumber: text,
	selectedItemBarcode: text,
	pickLocation: optional(z.object({ name: text })),
	pickShelvingLocation: optional(z.object({ name: text })),

	patronReference: text,
	patronSurname: text,
	patronGivenName: text,
	patronType: text,
	pickupURL: text,
	pickupLocation: placeName,
	pickupLocationCode: text,
	pickupLocationSlug: text,
	resolvedPickupLocation: optional(z.object({ name: text })),

	requestingInstitutionSymbol: text,
	supplyingInstitutionSymbol: text,
	resolvedRequester: optional(symbolSchema),
	resolvedSupplier: optional(symbolSchema),
	rotaPosition: count,
	/** As the supplier wrote it, in any form. */
	dueDateRS: text,
	parsedDueDateRS: text,
	dueDateFromLMS: text,
	parsedDueDateFromLMS: text,
	cancellationReason: optional(referenceDataSchema),
	precededBy: reference,
	succeededBy: reference,

	audit: listOf(auditSchema),
	notifications: listOf(notificationSchema),
	conditions: listOf(conditionSchema),
	rota: listOf(rotaEntrySchema),
	requestIdentifiers: listOf(z.object({ identifierType: text, identifier: text })),
	volumes: listOf(z.object({ itemId: text })),
});

export const requestHeadSchema = patronRequestSchema.pick({ id: true, isRequester: true, lastUpdated: true, lastAuditNo: true });

/** The bare array, or the wrapper that `stats=true` asks for. */
export const listSchema = <Row extends z.ZodTypeAny>(row: Row) =>
	z
		.unknown()
		.transform((answer) => (Array.isArray(answer) ? { results: answer as unknown } : answer))
		.pipe(z.object({ results: z.array(row), total: count, totalRecords: count }))
		.transform(({ results, total, totalRecords }) => ({ results, total: total ?? totalRecords }));

const shortList = <Row extends z.ZodTypeAny>(row: Row) => listSchema(row).transform(({ results }) => results);

export const statusListSchema = shortList(statusSchema);
export const refdataSchema = shortList(z.object({ values: listOf(z.object({ value: text, label: text })) }));
/** HostLMSLocation */
export const lendingPlacesSchema = shortList(z.object({ code: text, name: text, supplyPreference: count, hidden: flag }));
export const settingsSchema = shortList(z.object({ section: text, key: text, value: text, defValue: text }));

/** mod-rs always answers 200 here; `FAIL` also means that the library system could not be asked. */
export const canCreateRequestSchema = z.object({ patronValid: flag, status: text });

export const actionAnswerSchema = z.object({ message: text, status: z.unknown() }).catch({ message: undefined, status: undefined });
/** Objects since version 2.18, plain codes before. */
export const validActionsSchema = z.object({
	actions: listOf(z.union([z.string(), z.object({ actionCode: z.string() }).transform(({ actionCode }) => actionCode)]).nullable())
		.transform((actions) => actions.filter((action) => action !== null)),
});
