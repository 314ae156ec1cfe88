import { z } from 'zod';
import { count, flag, listField, milliseconds, optionalField, textField } from '../port/wireFields';
import { askedNames } from '../model/request';
import { writtenText } from '../model/writtenText';
import { draftFields } from '../../draft';

/** The type under which the OpenURL resolver stores a reference. mod-rs prints it in upper case. */
export const referenceType = 'illiad';

/*
 * The answers of mod-rs, reduced to what the client uses. The module leaves out every field that is null, and versions differ, so that
 * everything except the id may be absent.
 */

const written = textField.transform(writtenText);
/** mod-rs appends the symbol of the library of the shipment, as in `Main Library --> ISIL:US-EAST`. */
const placeName = textField.transform((name) => name?.replace(/ --> [^\s:]+:\S+$/, ''));

export const modRsStatusSchema = z.object({
	code: textField,
	terminal: flag,
	needsAttention: flag,
	tags: listField(z.object({ value: textField }).or(z.string().transform((value) => ({ value: value as string | undefined })))),
});

/**
 * Reference data: `{value, label}`, sometimes only an id, sometimes the value alone. `value` is normalized to lower case
 * (openlibraryenvironment/mod-rs RefdataBinding.groovy).
 */
const referenceDataSchema = z.union([
	z.string().transform((value) => ({
		value: value.trim().toLowerCase().replace(/ /g, '_') as string | undefined,
		label: value as string | undefined,
	})),
	z.object({ value: textField, label: textField }),
]);

/** A symbol of the directory with the institution that owns it. */
export const symbolSchema = z.object({ id: textField, symbol: textField, owner: optionalField(z.object({ name: textField })) });

export const auditSchema = z.object({
	id: z.string(),
	auditNo: count,
	dateCreated: textField,
	fromStatus: optionalField(modRsStatusSchema),
	toStatus: optionalField(modRsStatusSchema),
	message: textField,
	rotaPosition: count,
});

export const modRsNotificationSchema = z.object({
	id: z.string(),
	dateCreated: textField,
	timestamp: milliseconds,
	seen: flag,
	isSender: flag,
	actionStatus: textField,
	actionData: textField,
	messageContent: written,
	messageSender: optionalField(symbolSchema),
	messageReceiver: optionalField(symbolSchema),
	senderSymbol: textField,
});

const conditionSchema = z.object({
	id: z.string(),
	dateCreated: textField,
	code: textField,
	note: written,
	cost: count,
	costCurrency: optionalField(referenceDataSchema),
	accepted: flag,
	relevantSupplier: optionalField(symbolSchema),
	/** `authority:symbol` of a lender that the library's own Directory does not know. */
	supplyingInstitutionSymbol: textField,
});

const rotaEntrySchema = z.object({
	rotaPosition: count,
	/** `authority:symbol` of the lender. */
	directoryId: textField,
	peerSymbol: optionalField(symbolSchema),
});

const reference = optionalField(z.union([z.string().transform((id) => ({ id })), z.object({ id: z.string() })]));

/** The fields of the draft, under the keys of its table. */
const asked: object = Object.fromEntries(
	askedNames.map((name) => [draftFields[name].modRs, name === 'copyrightType' ? optionalField(referenceDataSchema) : textField]),
);

/** A patron request. Rows of a list lack `audit`, `rota`, `requestIdentifiers` and others, which are then `[]`. */
export const patronRequestSchema = z.object({
	id: z.string(),
	hrid: textField,
	isRequester: flag,
	dateCreated: textField,
	lastUpdated: textField,
	lastAuditNo: count,
	state: optionalField(modRsStatusSchema),
	serviceType: optionalField(referenceDataSchema),
	publicationType: optionalField(referenceDataSchema),
	networkStatus: textField,
	hasUnreadMessages: flag,
	unreadMessageCount: count,

	...asked,
	publisher: textField,
	placeOfPublication: textField,
	systemInstanceIdentifier: textField,
	localCallNumber: textField,
	selectedItemBarcode: textField,
	pickLocation: optionalField(z.object({ name: textField })),
	pickShelvingLocation: optionalField(z.object({ name: textField })),

	patronReference: textField,
	patronSurname: textField,
	patronGivenName: textField,
	patronType: textField,
	pickupURL: textField,
	pickupLocation: placeName,
	pickupLocationCode: textField,
	pickupLocationSlug: textField,
	resolvedPickupLocation: optionalField(z.object({ name: textField })),

	requestingInstitutionSymbol: textField,
	supplyingInstitutionSymbol: textField,
	resolvedRequester: optionalField(symbolSchema),
	resolvedSupplier: optionalField(symbolSchema),
	rotaPosition: count,
	/** The due date as the supplier wrote it, in any form. */
	dueDateRS: textField,
	parsedDueDateRS: textField,
	dueDateFromLMS: textField,
	parsedDueDateFromLMS: textField,
	cancellationReason: optionalField(referenceDataSchema),
	precededBy: reference,
	succeededBy: reference,

	audit: listField(auditSchema),
	notifications: listField(modRsNotificationSchema),
	conditions: listField(conditionSchema),
	rota: listField(rotaEntrySchema),
	requestIdentifiers: listField(z.object({ identifierType: textField, identifier: textField })),
	volumes: listField(z.object({ itemId: textField })),
});

export const requestHeadSchema = patronRequestSchema.pick({ id: true, isRequester: true, lastUpdated: true, lastAuditNo: true });

/** A list: either the bare array, or the wrapper that `stats=true` asks for. */
export const modRsListSchema = <Row extends z.ZodTypeAny>(row: Row) =>
	z
		.unknown()
		.transform((answer) => (Array.isArray(answer) ? { results: answer as unknown } : answer))
		.pipe(z.object({ results: z.array(row), total: count, totalRecords: count }))
		.transform(({ results, total, totalRecords }) => ({ results, total: total ?? totalRecords }));

const shortList = <Row extends z.ZodTypeAny>(row: Row) => modRsListSchema(row).transform(({ results }) => results);

export const statusListSchema = shortList(modRsStatusSchema);
export const refdataSchema = shortList(z.object({ values: listField(z.object({ value: textField, label: textField })) }));
/** The lending locations, which mod-rs calls HostLMSLocation. */
export const lendingPlacesSchema = shortList(z.object({ code: textField, name: textField, supplyPreference: count, hidden: flag }));
export const settingsSchema = shortList(z.object({ section: textField, key: textField, value: textField, defValue: textField }));

/**
 * The check of a patron. mod-rs always answers 200 here; `FAIL` also means that the library's own system could not be asked
 * (openlibraryenvironment/mod-rs PatronController.groovy).
 */
export const canCreateRequestSchema = z.object({ patronValid: flag, status: textField });

export const actionAnswerSchema = z.object({ message: textField, status: z.unknown() }).catch({ message: undefined, status: undefined });
/** The actions that a request allows. They are objects since version 2.18, and plain codes before. */
export const validActionsSchema = z.object({
	actions: listField(
		z.union([z.string(), z.object({ actionCode: z.string() }).transform(({ actionCode }) => actionCode)]).nullable(),
	).transform((actions) => actions.filter((action) => action !== null)),
});
