import { z } from 'zod';
import {
	optionalNumber,
	optionalFlag,
	optionalList,
	optionalMilliseconds,
	optionalField,
	optionalText,
	textFields,
} from '../port/fieldSchemas';
import { draftFieldNamesOfRequest } from '../model/request';
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

const named = optionalField(z.object(textFields('name')));

export const modRsStatusSchema = z.object({
	...textFields('code'),
	terminal: optionalFlag,
	needsAttention: optionalFlag,
	tags: optionalList(z.union([z.string(), z.object(textFields('value')).transform(({ value }) => value)])),
});
const status = optionalField(modRsStatusSchema);

/**
 * Reference data: `{value, label}`, sometimes only an id, sometimes the value alone. `value` is in lower case
 * (openlibraryenvironment/mod-rs RefdataBinding.groovy).
 */
const referenceData = optionalField(
	z.union([
		z.string().transform((label) => ({ value: label.trim().toLowerCase().replace(/ /g, '_'), label })),
		z.object(textFields('value', 'label')),
	]),
);

/** A symbol of the directory with the name of the institution that owns it. */
const symbol = optionalField(
	z.object({ ...textFields('id', 'symbol'), owner: named }).transform(({ owner, ...known }) => ({ ...known, name: owner?.name })),
);

const auditSchema = z.object({
	id: z.string(),
	auditNo: optionalNumber,
	fromStatus: status,
	toStatus: status,
	...textFields('dateCreated', 'message'),
	rotaPosition: optionalNumber,
});

const notificationSchema = z.object({
	id: z.string(),
	timestamp: optionalMilliseconds,
	seen: optionalFlag,
	isSender: optionalFlag,
	...textFields('dateCreated', 'actionStatus', 'actionData', 'senderSymbol'),
	messageContent: written,
	messageSender: symbol,
	messageReceiver: symbol,
});

const conditionSchema = z.object({
	id: z.string(),
	// `supplyingInstitutionSymbol`: `authority:symbol` of a lender that is not in the library's own Directory.
	...textFields('dateCreated', 'code', 'supplyingInstitutionSymbol'),
	note: written,
	cost: optionalNumber,
	costCurrency: referenceData,
	accepted: optionalFlag,
	relevantSupplier: symbol,
});

const rotaEntrySchema = z.object({
	rotaPosition: optionalNumber,
	// `authority:symbol` of the lender.
	...textFields('directoryId'),
	peerSymbol: symbol,
});

const reference = optionalField(z.union([z.string().transform((id) => ({ id })), z.object({ id: z.string() })]));

/** The fields of the draft, under the keys that the table of its fields has for mod-rs. */
const asked: object = textFields(...draftFieldNamesOfRequest.map((name) => draftFields[name].modRs ?? name));

/** A patron request. Rows of a list lack `audit`, `rota`, `requestIdentifiers` and others, which are then `[]`. */
export const patronRequestSchema = z.object({
	id: z.string(),
	isRequester: optionalFlag,
	lastAuditNo: optionalNumber,
	state: status,
	serviceType: referenceData,
	publicationType: referenceData,
	hasUnreadMessages: optionalFlag,
	unreadMessageCount: optionalNumber,
	...textFields('hrid', 'dateCreated', 'lastUpdated', 'networkStatus'),

	...asked,
	copyrightType: referenceData,
	...textFields('publisher', 'placeOfPublication', 'systemInstanceIdentifier', 'localCallNumber', 'selectedItemBarcode'),
	pickLocation: named,
	pickShelvingLocation: named,

	...textFields('patronReference', 'patronSurname', 'patronGivenName', 'patronType'),
	pickupLocation: placeName,
	resolvedPickupLocation: named,
	...textFields('pickupURL', 'pickupLocationCode', 'pickupLocationSlug'),

	...textFields('requestingInstitutionSymbol', 'supplyingInstitutionSymbol'),
	resolvedRequester: symbol,
	resolvedSupplier: symbol,
	rotaPosition: optionalNumber,
	// The due dates: as the supplier and the library's own system wrote them, in any form, and as mod-rs read them.
	...textFields('dueDateRS', 'parsedDueDateRS', 'dueDateFromLMS', 'parsedDueDateFromLMS'),
	cancellationReason: referenceData,
	precededBy: reference,
	succeededBy: reference,

	audit: optionalList(auditSchema),
	notifications: optionalList(notificationSchema),
	conditions: optionalList(conditionSchema),
	rota: optionalList(rotaEntrySchema),
	requestIdentifiers: optionalList(z.object(textFields('identifierType', 'identifier'))),
	volumes: optionalList(z.object(textFields('itemId', 'temporaryItemBarcode'))),
});

/** A list: either an array, or the wrapper that the parameter `stats=true` requests. */
export const modRsListSchema = <Row extends z.ZodTypeAny>(row: Row) =>
	z
		.unknown()
		.transform((answer) => (Array.isArray(answer) ? { results: answer as unknown } : answer))
		.pipe(z.object({ results: z.array(row), total: optionalNumber }));

const shortList = <Row extends z.ZodTypeAny>(row: Row) => modRsListSchema(row).transform(({ results }) => results);

export const statusListSchema = shortList(modRsStatusSchema);
export const refdataSchema = shortList(z.object({ values: optionalList(z.object(textFields('value', 'label'))) }));
/** The locations from which a library lends. mod-rs calls them HostLMSLocation. */
export const lendingPlacesSchema = shortList(
	z.object({ ...textFields('code', 'name'), supplyPreference: optionalNumber, hidden: optionalFlag }),
);
export const appSettingsSchema = shortList(z.object(textFields('section', 'key', 'value', 'defValue')));

/**
 * The check of a patron. mod-rs always answers 200; `FAIL` may also mean that the library's own system could not be asked
 * (openlibraryenvironment/mod-rs PatronController.groovy).
 */
export const canCreateRequestSchema = z.object({ patronValid: optionalFlag, status: optionalText });

/** The answer to an action, which is often empty. A proxy's page or error with status 200 is none. */
export const actionAnswerSchema = z.object({ message: optionalText.catch(undefined), status: z.unknown(), errors: z.undefined() });
/** The actions that a request allows. Since version 2.18 they are objects; before, they were plain codes. */
export const validActionsSchema = z.object({
	actions: optionalList(
		z.union([z.string(), z.object({ actionCode: z.string() }).transform(({ actionCode }) => actionCode)]).nullable(),
	).transform((actions) => actions.filter((action) => action !== null)),
});
