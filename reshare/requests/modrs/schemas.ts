import { z } from 'zod';
import { optionalNumber, optionalFlag, optionalList, optionalMilliseconds, optionalField, optionalText } from '../port/fieldSchemas';
import { draftFieldsOfRequest } from '../model/request';
import { textWithoutSystemMarks } from '../model/messageMarks';
import { draftFields } from '../../draft';

/** The type under which the OpenURL resolver stores a reference. mod-rs prints it in upper case. */
export const resolverReferenceType = 'illiad';

/*
 * The answers of mod-rs, reduced to what the client uses. The module leaves out every field that is null, and versions differ, so that
 * everything except the id may be absent.
 */

const written = optionalText.transform(textWithoutSystemMarks);
/** The name of a pickup location. mod-rs appends the symbol of the library of the shipment, as in `Main Library --> ISIL:US-EAST`. */
const placeName = optionalText.transform((name) => name?.replace(/ --> [^\s:]+:\S+$/, ''));

export const modRsStatusSchema = z.object({
	code: optionalText,
	terminal: optionalFlag,
	needsAttention: optionalFlag,
	tags: optionalList(z.object({ value: optionalText }).or(z.string().transform((value) => ({ value: value as string | undefined })))),
});

/**
 * Reference data: `{value, label}`, sometimes only an id, sometimes the value alone. `value` is in lower case
 * (openlibraryenvironment/mod-rs RefdataBinding.groovy).
 */
const referenceDataSchema = z.union([
	z.string().transform((value) => ({
		value: value.trim().toLowerCase().replace(/ /g, '_') as string | undefined,
		label: value as string | undefined,
	})),
	z.object({ value: optionalText, label: optionalText }),
]);

/** A symbol of the directory with the institution that owns it. */
export const symbolSchema = z.object({ id: optionalText, symbol: optionalText, owner: optionalField(z.object({ name: optionalText })) });

export const auditSchema = z.object({
	id: z.string(),
	auditNo: optionalNumber,
	dateCreated: optionalText,
	fromStatus: optionalField(modRsStatusSchema),
	toStatus: optionalField(modRsStatusSchema),
	message: optionalText,
	rotaPosition: optionalNumber,
});

export const modRsNotificationSchema = z.object({
	id: z.string(),
	dateCreated: optionalText,
	timestamp: optionalMilliseconds,
	seen: optionalFlag,
	isSender: optionalFlag,
	actionStatus: optionalText,
	actionData: optionalText,
	messageContent: written,
	messageSender: optionalField(symbolSchema),
	messageReceiver: optionalField(symbolSchema),
	senderSymbol: optionalText,
});

const conditionSchema = z.object({
	id: z.string(),
	dateCreated: optionalText,
	code: optionalText,
	note: written,
	cost: optionalNumber,
	costCurrency: optionalField(referenceDataSchema),
	accepted: optionalFlag,
	relevantSupplier: optionalField(symbolSchema),
	/** `authority:symbol` of a lender that is not in the library's own Directory. */
	supplyingInstitutionSymbol: optionalText,
});

const rotaEntrySchema = z.object({
	rotaPosition: optionalNumber,
	/** `authority:symbol` of the lender. */
	directoryId: optionalText,
	peerSymbol: optionalField(symbolSchema),
});

const reference = optionalField(z.union([z.string().transform((id) => ({ id })), z.object({ id: z.string() })]));

/** The fields of the draft, under the keys that the table of its fields has for mod-rs. */
const asked: object = Object.fromEntries(
	draftFieldsOfRequest.map((name) => [
		draftFields[name].modRs,
		name === 'copyrightType' ? optionalField(referenceDataSchema) : optionalText,
	]),
);

/** A patron request. Rows of a list lack `audit`, `rota`, `requestIdentifiers` and others, which are then `[]`. */
export const patronRequestSchema = z.object({
	id: z.string(),
	hrid: optionalText,
	isRequester: optionalFlag,
	dateCreated: optionalText,
	lastUpdated: optionalText,
	lastAuditNo: optionalNumber,
	state: optionalField(modRsStatusSchema),
	serviceType: optionalField(referenceDataSchema),
	publicationType: optionalField(referenceDataSchema),
	networkStatus: optionalText,
	hasUnreadMessages: optionalFlag,
	unreadMessageCount: optionalNumber,

	...asked,
	publisher: optionalText,
	placeOfPublication: optionalText,
	systemInstanceIdentifier: optionalText,
	localCallNumber: optionalText,
	selectedItemBarcode: optionalText,
	pickLocation: optionalField(z.object({ name: optionalText })),
	pickShelvingLocation: optionalField(z.object({ name: optionalText })),

	patronReference: optionalText,
	patronSurname: optionalText,
	patronGivenName: optionalText,
	patronType: optionalText,
	pickupURL: optionalText,
	pickupLocation: placeName,
	pickupLocationCode: optionalText,
	pickupLocationSlug: optionalText,
	resolvedPickupLocation: optionalField(z.object({ name: optionalText })),

	requestingInstitutionSymbol: optionalText,
	supplyingInstitutionSymbol: optionalText,
	resolvedRequester: optionalField(symbolSchema),
	resolvedSupplier: optionalField(symbolSchema),
	rotaPosition: optionalNumber,
	/** The due date as the supplier wrote it, in any form. */
	dueDateRS: optionalText,
	parsedDueDateRS: optionalText,
	dueDateFromLMS: optionalText,
	parsedDueDateFromLMS: optionalText,
	cancellationReason: optionalField(referenceDataSchema),
	precededBy: reference,
	succeededBy: reference,

	audit: optionalList(auditSchema),
	notifications: optionalList(modRsNotificationSchema),
	conditions: optionalList(conditionSchema),
	rota: optionalList(rotaEntrySchema),
	requestIdentifiers: optionalList(z.object({ identifierType: optionalText, identifier: optionalText })),
	volumes: optionalList(z.object({ itemId: optionalText })),
});

export const requestHeadSchema = patronRequestSchema.pick({ id: true, isRequester: true, lastUpdated: true, lastAuditNo: true });

/** A list: either an array, or the wrapper that the parameter `stats=true` requests. */
export const modRsListSchema = <Row extends z.ZodTypeAny>(row: Row) =>
	z
		.unknown()
		.transform((answer) => (Array.isArray(answer) ? { results: answer as unknown } : answer))
		.pipe(z.object({ results: z.array(row), total: optionalNumber, totalRecords: optionalNumber }))
		.transform(({ results, total, totalRecords }) => ({ results, total: total ?? totalRecords }));

const shortList = <Row extends z.ZodTypeAny>(row: Row) => modRsListSchema(row).transform(({ results }) => results);

export const statusListSchema = shortList(modRsStatusSchema);
export const refdataSchema = shortList(z.object({ values: optionalList(z.object({ value: optionalText, label: optionalText })) }));
/** The locations from which a library lends. mod-rs calls them HostLMSLocation. */
export const lendingPlacesSchema = shortList(
	z.object({ code: optionalText, name: optionalText, supplyPreference: optionalNumber, hidden: optionalFlag }),
);
export const appSettingsSchema = shortList(
	z.object({ section: optionalText, key: optionalText, value: optionalText, defValue: optionalText }),
);

/**
 * The check of a patron. mod-rs always answers 200; `FAIL` may also mean that the library's own system could not be asked
 * (openlibraryenvironment/mod-rs PatronController.groovy).
 */
export const canCreateRequestSchema = z.object({ patronValid: optionalFlag, status: optionalText });

export const actionAnswerSchema = z.object({ message: optionalText, status: z.unknown() }).catch({ message: undefined, status: undefined });
/** The actions that a request allows. Since version 2.18 they are objects; before, they were plain codes. */
export const validActionsSchema = z.object({
	actions: optionalList(
		z.union([z.string(), z.object({ actionCode: z.string() }).transform(({ actionCode }) => actionCode)]).nullable(),
	).transform((actions) => actions.filter((action) => action !== null)),
});
