import { z } from 'zod';
import { count, flag, listOf, milliseconds, optional, text } from '../port/wireFields';
import { askedNames } from '../model/request';
import { writtenText } from '../model/writtenText';
import { wishFields } from '../../wish';

/** The type under which the OpenURL resolver stores a reference. mod-rs prints it in upper case. */
export const referenceType = 'illiad';

/**
 * What mod-rs answers, reduced to what the client uses. The module leaves out every field that is null, states are an
 * open set, and versions differ in detail, so everything but the id may be absent and unknown fields are dropped.
 */

/** What somebody wrote, without mod-rs's marks for machines. */
const written = text.transform(writtenText);
/** A pickup location's name, behind which mod-rs writes the symbol of the library that is shipped to, as in `Main Library --> ISIL:US-EAST`. */
const placeName = text.transform((name) => name?.replace(/ --> [^\s:]+:\S+$/, ''));

/** A status row, as `state`, in audits, and in the list of all states. */
export const statusSchema = z.object({
	id: text,
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
export const symbolSchema = z.object({
	id: text,
	symbol: text,
	authority: optional(z.union([z.string().transform(() => ({ symbol: undefined })), z.object({ symbol: text })])),
	owner: optional(z.object({ id: text, name: text, slug: text })),
});

/** One entry of a request's history. It is a transition when both states are there and differ. */
export const auditSchema = z.object({
	id: z.string(),
	auditNo: count,
	dateCreated: text,
	fromStatus: optional(statusSchema),
	toStatus: optional(statusSchema),
	message: text,
	rotaPosition: count,
	user: text,
});

/** A message between the two libraries. */
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
	id: text,
	dateCreated: text,
	code: text,
	note: written,
	cost: count,
	costCurrency: optional(referenceDataSchema),
	accepted: flag,
	relevantSupplier: optional(symbolSchema),
	/** Of a lender that the library's own Directory does not know, `authority:symbol`. */
	supplyingInstitutionSymbol: text,
});

const rotaEntrySchema = z.object({
	id: text,
	rotaPosition: count,
	/** `authority:symbol` of the lender. */
	directoryId: text,
	state: optional(statusSchema),
	peerSymbol: optional(symbolSchema),
});

const reference = optional(z.union([z.string().transform((id) => ({ id })), z.object({ id: z.string() })]));

/** Codes of the actions that the request allows now: objects since version 2.18, plain codes before. */
const validActions = z
	.array(z.union([z.string(), z.object({ actionCode: z.string() }).transform(({ actionCode }) => actionCode)]).nullable())
	.nullish()
	.transform((actions) => actions?.filter((action) => action !== null) ?? undefined);

/** What was asked for, under the keys of the wish's table. */
const asked: object = Object.fromEntries(askedNames.map((name) => [wishFields[name].modRs, name === 'copyrightType' ? optional(referenceDataSchema) : text]));

/** One interlibrary loan request. Rows of a list lack `audit`, `rota`, `requestIdentifiers` and others: `[]` there. */
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

/** What a list tells of whether a request has changed. Whatever else a row holds, in whatever form, is not looked at. */
export const requestHeadSchema = patronRequestSchema.pick({ id: true, isRequester: true, lastUpdated: true, lastAuditNo: true });

/**
 * A list answer: the bare array, or the wrapper that `stats=true` asks for. Told apart by hand, so that an error names the
 * field that is wrong.
 */
export function listSchema<Row extends z.ZodTypeAny>(row: Row) {
	const bareList = z.array(row);
	const wrappedList = z.object({ results: bareList, total: count, totalRecords: count });
	return z.unknown().transform((answer, context): { results: Array<z.output<Row>>; total: number | undefined } => {
		const parsed = Array.isArray(answer) ? bareList.safeParse(answer) : wrappedList.safeParse(answer);
		if (!parsed.success) {
			for (const issue of parsed.error.issues) context.addIssue(issue);
			return z.NEVER;
		}
		if (Array.isArray(parsed.data)) return { results: parsed.data, total: undefined };
		return { results: parsed.data.results, total: parsed.data.total ?? parsed.data.totalRecords };
	});
}

/** A short list: bare, or in a wrapper. */
const shortList = <Row extends z.ZodTypeAny>(row: Row) => z.union([z.array(row), z.object({ results: z.array(row) }).transform(({ results }) => results)]);

export const statusListSchema = shortList(statusSchema);
export const refdataSchema = shortList(z.object({ values: listOf(z.object({ value: text, label: text })) }));
/** Places from which a library fetches what it lends (HostLMSLocation). */
export const lendingPlacesSchema = shortList(z.object({ code: text, name: text, supplyPreference: count, hidden: flag }));
export const settingsSchema = shortList(z.object({ section: text, key: text, value: text, defValue: text }));

/** mod-rs always answers 200 here; `FAIL` also means that the library system could not be asked. */
export const canCreateRequestSchema = z.object({ patronValid: flag, problems: text, status: text });

export const actionAnswerSchema = z.object({ message: text, status: z.unknown() }).catch({ message: undefined, status: undefined });
export const validActionsSchema = z.object({ actions: validActions });
