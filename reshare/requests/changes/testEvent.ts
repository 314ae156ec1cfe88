import type { Lineage } from '../lineage';
import { patronRequestSchema, type Audit, type RequestWithRaw } from '../schemas';
import type { RequestSource } from './baseline';
import { changesOf, type Change } from './change';
import { sideFilter, type Side } from './changedRows';
import type { WantedEvent } from './events';
import { beginningOfReason } from './reason';
import { sampleRecord } from './sample';
import { isSelected, type Criteria } from './select';

/** How many of the newest requests are looked through for a fitting change. */
const requestsLookedAt = 25;

/** Fields of the raw record that tell who the patron is, in which somebody wrote about them, or that are merely large. */
const personal = [
	'patronIdentifier', 'patronReference', 'patronSurname', 'patronGivenName', 'patronType', 'sendToPatron', 'patronEmail', 'patronNote', 'localNote',
	'deliveryAddress', 'resolvedPatron', 'audit', 'notifications', 'conditions', 'protocolAudit', 'lastProtocolData', 'bibRecord', 'customProperties',
];

/**
 * The newest real change that fits; undefined when none of the newest requests has one. Looks at no state and changes none.
 *
 * @throws ReShareError when requests cannot be read; a single one is passed over if another one has a fitting change
 */
export async function newestChange(source: RequestSource, side: Side, criteria: Criteria, lineage: Lineage, signal?: AbortSignal): Promise<Change | undefined> {
	const rows = await source.listHeads({
		filters: [sideFilter(side)],
		sort: ['lastUpdated;desc', 'id;asc'],
		perPage: requestsLookedAt,
		...(signal === undefined ? {} : { signal }),
	});
	let wasRead = false;
	let failure: { readonly error: unknown } | undefined;
	for (const row of rows) {
		if (row.isRequester !== (side === 'borrowing')) continue;
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
	const changes = changesOf({ request: patronRequestSchema.parse(raw), raw });
	const fitting = wanted.size === 1 && wanted.has('newRequest') ? changes.find(({ kind }) => kind === 'created') : changes.at(-1);
	if (fitting === undefined) throw new Error('The sample has no change');
	return fitting;
}

/** The change with an invented patron, so that a workflow under test reaches nobody. */
export function withInventedPatron(change: Change): Change {
	const raw = { ...Object.fromEntries(Object.entries(change.raw).filter(([name]) => !personal.includes(name))), ...inventedPatron };
	const { audit, notifications, conditions } = change.request;
	const request = {
		...change.request,
		...inventedPatron,
		patronReference: change.request.patronReference,
		patronNote: undefined,
		audit: audit.map(withoutWords),
		conditions: conditions.map((condition) => ({ ...condition, note: undefined })),
		notifications: notifications.map((notification) => ({ ...notification, messageContent: invent(notification.messageContent) })),
	};
	switch (change.kind) {
		case 'created':
			return { ...change, raw, request };
		case 'transition':
			return { ...change, raw, request, audit: withoutWords(change.audit) };
		case 'message':
			return { ...change, raw, request, notification: { ...change.notification, messageContent: invent(change.notification.messageContent) } };
	}
}

/** Some of the server's messages name the patron, for instance when the library system refuses one. */
function withoutWords<Entry extends Audit>(audit: Entry): Entry {
	const beginning = audit.message === undefined ? undefined : beginningOfReason(audit.message);
	return { ...audit, message: beginning === undefined ? undefined : `${beginning} (the rest is left out in test events)` };
}

export const inventedPatron = { patronIdentifier: 'TEST-PATRON', patronGivenName: 'Test', patronSurname: 'Patron', patronEmail: 'test.patron@example.org' };

function invent(text: string | undefined): string | undefined {
	return text === undefined ? undefined : 'Text of the message (replaced in test events)';
}
