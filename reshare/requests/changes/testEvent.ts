import type { Lineage } from '../lineage';
import type { HistoryEntry, Message, PatronRequest, RequestWithRaw } from '../request';
import { requestSchema } from '../modrs/readRequest';
import type { RequestSource } from './baseline';
import { changesOf, type Change } from './change';
import type { Side } from '../request';
import type { WantedEvent } from './events';
import { beginningOfReason, isCode } from './reason';
import { sampleRecord } from './sample';
import { isSelected, type Criteria } from './select';

/** How many of the newest requests are looked through for a fitting change. */
const requestsLookedAt = 25;

/**
 * The fields of the raw record that a test event keeps: what is asked for, of whom, and how far it is. All others may tell who the
 * patron is, as may those of later versions of mod-rs.
 */
const impersonal: ReadonlySet<string> = new Set([
	'id', 'hrid', 'isRequester', 'dateCreated', 'lastUpdated', 'lastAuditNo', 'state', 'stateModel', 'previousStates', 'validActions', 'networkStatus',
	'needsAttention', 'overdue', 'activeLoan', 'awaitingProtocolResponse', 'requestToContinue', 'hasUnreadMessages', 'unreadMessageCount',
	'serviceType', 'serviceLevel', 'publicationType', 'deliveryMethod', 'copyrightType', 'cancellationReason', 'neededBy',
	'title', 'subtitle', 'author', 'sponsoringBody', 'publisher', 'placeOfPublication', 'publicationDate', 'edition', 'volume', 'issue', 'pagesRequested',
	'numberOfPages', 'startPage', 'titleOfComponent', 'authorOfComponent', 'publicationDateOfComponent', 'isbn', 'issn', 'eissn', 'doi', 'oclcNumber',
	'systemInstanceIdentifier', 'bibliographicRecordId', 'supplierUniqueRecordId', 'localCallNumber',
	'pickupLocationCode', 'pickupLocationSlug', 'resolvedPickupLocation', 'requestingInstitutionSymbol', 'supplyingInstitutionSymbol', 'resolvedRequester',
	'resolvedSupplier', 'rota', 'rotaPosition', 'parsedDueDateRS', 'parsedDueDateFromLMS', 'precededBy', 'succeededBy',
	'cost', 'costCurrency', 'maximumCostsMonetaryValue', 'maximumCostsCurrencyCode',
]);

/**
 * The newest real change that fits; undefined when none of the newest requests has one. Looks at no state and changes none.
 *
 * @throws ReShareError when requests cannot be read; a single one is passed over if another one has a fitting change
 */
export async function newestChange(source: RequestSource, side: Side, criteria: Criteria, lineage: Lineage, signal?: AbortSignal): Promise<Change | undefined> {
	const rows = await source.newest(side, requestsLookedAt, signal === undefined ? {} : { signal });
	let wasRead = false;
	let failure: { readonly error: unknown } | undefined;
	for (const row of rows) {
		if (row.side !== side) continue;
		let record: RequestWithRaw | undefined;
		try {
			record = await source.getWithRaw(row.id, signal);
		} catch (error) {
			if (!wasRead && failure !== undefined) throw error;
			failure = { error };
			continue;
		}
		if (record === undefined) continue;
		wasRead = true;
		for (const change of changesOf(record).reverse()) {
			if (await isSelected(change, criteria, lineage)) return change;
		}
	}
	if (failure !== undefined) throw failure.error;
	return undefined;
}

/** An invented change of the wanted kind, for a library that has none yet. */
export function sampleChange(side: Side, wanted: ReadonlySet<WantedEvent>, now: number): Change {
	const raw = sampleRecord(side, wanted, now);
	const changes = changesOf({ request: requestSchema.parse(raw), raw });
	const fitting = wanted.size === 1 && wanted.has('newRequest') ? changes.find(({ kind }) => kind === 'created') : changes.at(-1);
	if (fitting === undefined) throw new Error('The sample has no change');
	return fitting;
}

/** The change with an invented patron, so that what is being tried out reaches nobody. */
export function withInventedPatron(change: Change): Change {
	const raw = { ...Object.fromEntries(Object.entries(change.raw).filter(([name]) => impersonal.has(name))), ...inventedPatron };
	const { history, messages, conditions } = change.request;
	const { patronIdentifier: patronId, ...patron } = inventedPatron;
	const request: PatronRequest = {
		...change.request,
		...patron,
		patronId,
		note: undefined,
		pickupLocation: change.request.pickupPlace,
		due: { ...change.request.due, words: change.request.due.words === undefined ? undefined : inventedText },
		history: history.map(withoutWords),
		conditions: conditions.map((condition) => ({ ...condition, code: inventUnlessCode(condition.code), note: undefined })),
		messages: messages.map(withInventedText),
	};
	switch (change.kind) {
		case 'created':
			return { ...change, raw, request };
		case 'told':
			return { ...change, raw, request, ...(change.message === undefined ? {} : { message: withInventedText(change.message) }) };
		case 'transition':
			return { ...change, raw, request, entry: withoutWords(change.entry) };
		case 'message':
			return { ...change, raw, request, message: withInventedText(change.message) };
	}
}

/** Some of the server's messages name the patron, for instance when the library system refuses one. */
function withoutWords<Entry extends HistoryEntry>(audit: Entry): Entry {
	const beginning = audit.text === undefined ? undefined : beginningOfReason(audit.text);
	return { ...audit, text: beginning === undefined ? undefined : `${beginning} (the rest is left out in test events)` };
}

export const inventedPatron = { patronIdentifier: 'TEST-PATRON', patronGivenName: 'Test', patronSurname: 'Patron', patronEmail: 'test.patron@example.org' };

const inventedText = 'Text of the message (replaced in test events)';

function withInventedText(notification: Message): Message {
	const { reason, text } = notification;
	return { ...notification, reason: inventUnlessCode(reason), text: text === undefined ? undefined : inventedText };
}

function inventUnlessCode(text: string | undefined): string | undefined {
	return text === undefined || isCode(text) ? text : inventedText;
}
