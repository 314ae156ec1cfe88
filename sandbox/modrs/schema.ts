import { type Directory, entrySchema } from '../directory';
import { stableId } from '../ids';
import { association, scalar, type EntitySchema, type Property } from '../lookup/schema';
import { categoryOf, refdataProperties, type RefdataProperty, type RefdataValue } from './refdata';
import { booleanProperties, dayProperties, longTextProperties, numberProperties, textProperties, timeProperties, type AuditEntry, type RequestIdentifier, type RequestRow, type RotaEntry, type Scalars, type Volume } from './row';
import { statusOf, type Status } from './states';

const tagSchema: EntitySchema = {
	id: scalar<{ id: number }>('number', (tag) => tag.id),
	value: scalar<{ value: string }>('text', (tag) => tag.value),
	normValue: scalar<{ normValue: string }>('text', (tag) => tag.normValue),
};

/** What can be filtered and sorted on in a status; also the schema of `GET /rs/status`. */
export const statusSchema: EntitySchema = {
	id: scalar<Status>('text', (status) => status.id),
	code: scalar<Status>('text', (status) => status.code),
	presSeq: scalar<Status>('text', (status) => status.presSeq),
	visible: scalar<Status>('boolean', (status) => status.visible),
	needsAttention: scalar<Status>('boolean', (status) => status.needsAttention),
	terminal: scalar<Status>('boolean', (status) => status.terminal),
	terminalSequence: scalar<Status>('number', (status) => status.terminalSequence),
	stage: scalar<Status>('stage', (status) => status.stage),
	tags: association<Status>(() => tagSchema, (status) => status.tags),
};

const refdataSchema: EntitySchema = {
	id: scalar<RefdataValue>('text', (value) => value.id),
	value: scalar<RefdataValue>('text', (value) => value.value),
	label: scalar<RefdataValue>('text', (value) => value.label),
};

const stateModelSchema: EntitySchema = { shortcode: scalar<string>('text', (shortcode) => shortcode) };
const idSchema: EntitySchema = { id: scalar<string>('text', (id) => id) };
const ownTagSchema: EntitySchema = { value: scalar<string>('text', (tag) => tag), normValue: scalar<string>('text', (tag) => tag.toLowerCase()) };
const identifierSchema: EntitySchema = {
	id: scalar<RequestIdentifier>('text', (entry) => entry.id),
	identifier: scalar<RequestIdentifier>('text', (entry) => entry.identifier),
	identifierType: scalar<RequestIdentifier>('text', (entry) => entry.identifierType),
};
const volumeSchema: EntitySchema = {
	itemId: scalar<Volume>('text', (volume) => volume.itemId),
	name: scalar<Volume>('text', (volume) => volume.name),
	temporaryItemBarcode: scalar<Volume>('text', (volume) => volume.temporaryItemBarcode),
};
const auditSchema: EntitySchema = {
	auditNo: scalar<AuditEntry>('number', (entry) => entry.auditNo),
	dateCreated: scalar<AuditEntry>('time', (entry) => entry.at),
	message: scalar<AuditEntry>('text', (entry) => entry.message),
	fromStatus: association<AuditEntry>(() => statusSchema, (entry) => (entry.from === undefined ? [] : [statusOf(entry.from)])),
	toStatus: association<AuditEntry>(() => statusSchema, (entry) => (entry.to === undefined ? [] : [statusOf(entry.to)])),
};
const rotaSchema: EntitySchema = {
	directoryId: scalar<RotaEntry>('text', (entry) => entry.directoryId),
	rotaPosition: scalar<RotaEntry>('number', (entry) => entry.position),
};

function scalars(): Record<string, Property> {
	const kinds = [
		...textProperties.map((name) => [name, 'text'] as const),
		...longTextProperties.map((name) => [name, 'text'] as const),
		...booleanProperties.map((name) => [name, 'boolean'] as const),
		...numberProperties.map((name) => [name, 'number'] as const),
		...timeProperties.map((name) => [name, 'time'] as const),
		...dayProperties.map((name) => [name, 'day'] as const),
	];
	return Object.fromEntries(kinds.map(([name, kind]) => [name, scalar<Scalars>(kind, (row) => row[name])]));
}

function refdataPaths(): Record<string, Property> {
	const names = Object.keys(refdataProperties) as RefdataProperty[];
	return Object.fromEntries(
		names.map((name) => {
			const values = new Map(categoryOf(refdataProperties[name])?.values.map((value) => [value.value, value]));
			return [name, association<RequestRow>(() => refdataSchema, (row) => [values.get(row.refdata[name] ?? '')].filter((value) => value !== undefined))];
		}),
	);
}

/** What can be filtered, matched and sorted on in a patron request. */
export function requestSchema(directory: Directory): EntitySchema {
	const symbolSchema: EntitySchema = {
		id: scalar<{ id: string }>('text', (entry) => entry.id),
		symbol: scalar<{ symbol: string }>('text', (entry) => entry.symbol),
		owner: association<{ owner: unknown }>(() => entrySchema, (entry) => [entry.owner]),
	};
	const party = (row: RequestRow, combined: string | undefined) => {
		const found = combined === undefined ? undefined : directory.owner(row.tenant, combined);
		return found === undefined ? [] : [{ id: found.symbol.id, symbol: found.symbol.symbol, owner: found.owner }];
	};
	const optional = (value: string | undefined): string[] => (value === undefined ? [] : [value]);
	return {
		...scalars(),
		...refdataPaths(),
		id: scalar<RequestRow>('text', (row) => row.id),
		isRequester: scalar<RequestRow>('boolean', (row) => row.isRequester),
		dateCreated: scalar<RequestRow>('time', (row) => row.dateCreated),
		lastUpdated: scalar<RequestRow>('time', (row) => row.lastUpdated),
		lastAuditNo: scalar<RequestRow>('number', (row) => row.lastAuditNo),
		awaitingProtocolResponse: scalar<RequestRow>('boolean', (row) => row.awaitingProtocolResponse),
		requestToContinue: scalar<RequestRow>('boolean', (row) => row.requestToContinue),
		networkStatus: scalar<RequestRow>('text', (row) => row.networkStatus),
		hasUnreadMessages: scalar<RequestRow>('boolean', (row) => unread(row) > 0),
		unreadMessageCount: scalar<RequestRow>('number', unread),
		state: association<RequestRow>(() => statusSchema, (row) => [statusOf(row.state)]),
		stateModel: association<RequestRow>(() => stateModelSchema, (row) => [row.stateModel]),
		resolvedSupplier: association<RequestRow>(() => symbolSchema, (row) => party(row, row.supplier)),
		resolvedRequester: association<RequestRow>(() => symbolSchema, (row) => party(row, row.requester)),
		requestIdentifiers: association<RequestRow>(() => identifierSchema, (row) => row.requestIdentifiers),
		volumes: association<RequestRow>(() => volumeSchema, (row) => row.volumes),
		tags: association<RequestRow>(() => ownTagSchema, (row) => row.tags),
		audit: association<RequestRow>(() => auditSchema, (row) => row.audit),
		rota: association<RequestRow>(() => rotaSchema, (row) => row.rota),
		precededBy: association<RequestRow>(() => idSchema, (row) => optional(row.precededBy)),
		succeededBy: association<RequestRow>(() => idSchema, (row) => optional(row.succeededBy)),
		batches: association<RequestRow>(() => idSchema, () => []),
		pickLocation: association<RequestRow>(() => idSchema, () => []),
	};
}

/** Messages of the other side that no one has marked as read. */
export function unread(row: RequestRow): number {
	return row.notifications.filter((notification) => !notification.seen && !notification.isSender).length;
}

/** Id of the record behind an action or event code. */
export function actionEventId(code: string): string {
	return stableId(`actionEvent:${code}`);
}
