import { type Directory, entrySchema } from '../directory';
import { stableId } from '../ids';
import { association, own, scalar, type EntitySchema, type Property } from '../lookup/schema';
import { categoryOf, refdataProperties, type RefdataProperty, type RefdataValue } from './refdata';
import { booleanProperties, dayProperties, longTextProperties, numberProperties, textProperties, timeProperties, type AuditEntry, type RequestIdentifier, type RequestRow, type RotaEntry, type Volume } from './row';
import { statusOf, type Status } from './states';

const tagSchema: EntitySchema = { ...own<Status['tags'][number]>('number', 'id'), ...own<Status['tags'][number]>('text', 'value', 'normValue') };

/** What can be filtered and sorted on in a status; also the schema of `GET /rs/status`. */
export const statusSchema: EntitySchema = {
	...own<Status>('text', 'id', 'code', 'presSeq'),
	...own<Status>('boolean', 'visible', 'needsAttention', 'terminal'),
	...own<Status>('number', 'terminalSequence'),
	...own<Status>('stage', 'stage'),
	tags: association<Status>(() => tagSchema, (status) => status.tags),
};

const statusAt = (code: string | undefined): Status[] => (code === undefined ? [] : [statusOf(code)]);
const refdataSchema: EntitySchema = own<RefdataValue>('text', 'id', 'value', 'label');
const stateModelSchema: EntitySchema = { shortcode: scalar<string>('text', (shortcode) => shortcode) };
const idSchema: EntitySchema = { id: scalar<string>('text', (id) => id) };
const ownTagSchema: EntitySchema = { value: scalar<string>('text', (tag) => tag), normValue: scalar<string>('text', (tag) => tag.toLowerCase()) };
const identifierSchema: EntitySchema = own<RequestIdentifier>('text', 'id', 'identifier', 'identifierType');
const volumeSchema: EntitySchema = own<Volume>('text', 'itemId', 'name', 'temporaryItemBarcode');
const auditSchema: EntitySchema = {
	...own<AuditEntry>('number', 'auditNo'),
	...own<AuditEntry>('text', 'message'),
	dateCreated: scalar<AuditEntry>('time', (entry) => entry.at),
	fromStatus: association<AuditEntry>(() => statusSchema, (entry) => statusAt(entry.from)),
	toStatus: association<AuditEntry>(() => statusSchema, (entry) => statusAt(entry.to)),
};
const rotaSchema: EntitySchema = { ...own<RotaEntry>('text', 'directoryId'), rotaPosition: scalar<RotaEntry>('number', (entry) => entry.position) };

function refdataPaths(): Record<string, Property> {
	const names = Object.keys(refdataProperties) as RefdataProperty[];
	return Object.fromEntries(
		names.map((name) => {
			const values = new Map(categoryOf(refdataProperties[name])?.values.map((value) => [value.value, value]));
			return [name, association<RequestRow>(() => refdataSchema, (row) => [values.get(row.refdata[name] ?? '')].filter((value) => value !== undefined))];
		}),
	);
}

export function requestSchema(directory: Directory): EntitySchema {
	const symbolSchema: EntitySchema = { ...own<{ readonly id: string; readonly symbol: string }>('text', 'id', 'symbol'), owner: association<{ owner: unknown }>(() => entrySchema, (entry) => [entry.owner]) };
	const party = (row: RequestRow, combined: string | undefined) => {
		const found = combined === undefined ? undefined : directory.owner(row.tenant, combined);
		return found === undefined ? [] : [{ id: found.symbol.id, symbol: found.symbol.symbol, owner: found.owner }];
	};
	const optional = (value: string | undefined): string[] => (value === undefined ? [] : [value]);
	return {
		...own<RequestRow>('text', 'id', 'networkStatus', ...textProperties, ...longTextProperties),
		...own<RequestRow>('boolean', 'isRequester', 'awaitingProtocolResponse', 'requestToContinue', ...booleanProperties),
		...own<RequestRow>('number', 'lastAuditNo', ...numberProperties),
		...own<RequestRow>('time', 'dateCreated', 'lastUpdated', ...timeProperties),
		...own<RequestRow>('day', ...dayProperties),
		...refdataPaths(),
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

export function unread(row: RequestRow): number {
	return row.notifications.filter((notification) => !notification.seen && !notification.isSender).length;
}

export function actionEventId(code: string): string {
	return stableId(`actionEvent:${code}`);
}
