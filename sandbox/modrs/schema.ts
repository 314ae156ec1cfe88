import { type Directory, entrySchema } from '../directory';
import { stableId } from '../ids';
import { association, ownProperties, scalar, type EntitySchema, type Property } from '../lookup/schema';
import { categoryOf, refdataProperties, type RefdataProperty, type RefdataValue } from './refdata';
import {
	booleanProperties,
	dayProperties,
	longTextProperties,
	numberProperties,
	textProperties,
	timeProperties,
	type AuditEntry,
	type RequestIdentifier,
	type RequestRow,
	type ModRsRotaEntry,
	type Volume,
} from './row';
import { statusByCode, type Status } from './states';

const tagSchema: EntitySchema = {
	...ownProperties<Status['tags'][number]>('number', 'id'),
	...ownProperties<Status['tags'][number]>('text', 'value', 'normValue'),
};

/** What can be filtered and sorted on in a status; also the schema of `GET /rs/status`. */
export const statusEntity: EntitySchema = {
	...ownProperties<Status>('text', 'id', 'code', 'presSeq'),
	...ownProperties<Status>('boolean', 'visible', 'needsAttention', 'terminal'),
	...ownProperties<Status>('number', 'terminalSequence'),
	...ownProperties<Status>('stage', 'stage'),
	tags: association<Status>(
		() => tagSchema,
		(status) => status.tags,
	),
};

const statusAt = (code: string | undefined): Status[] => (code === undefined ? [] : [statusByCode(code)]);
const refdataSchema: EntitySchema = ownProperties<RefdataValue>('text', 'id', 'value', 'label');
const stateModelSchema: EntitySchema = { shortcode: scalar<string>('text', (shortcode) => shortcode) };
const idSchema: EntitySchema = { id: scalar<string>('text', (id) => id) };
const ownTagSchema: EntitySchema = {
	value: scalar<string>('text', (tag) => tag),
	normValue: scalar<string>('text', (tag) => tag.toLowerCase()),
};
const identifierSchema: EntitySchema = ownProperties<RequestIdentifier>('text', 'id', 'identifier', 'identifierType');
const volumeSchema: EntitySchema = ownProperties<Volume>('text', 'itemId', 'name', 'temporaryItemBarcode');
const auditSchema: EntitySchema = {
	...ownProperties<AuditEntry>('number', 'auditNo'),
	...ownProperties<AuditEntry>('text', 'message'),
	dateCreated: scalar<AuditEntry>('time', (entry) => entry.at),
	fromStatus: association<AuditEntry>(
		() => statusEntity,
		(entry) => statusAt(entry.from),
	),
	toStatus: association<AuditEntry>(
		() => statusEntity,
		(entry) => statusAt(entry.to),
	),
};
const rotaSchema: EntitySchema = {
	...ownProperties<ModRsRotaEntry>('text', 'directoryId'),
	rotaPosition: scalar<ModRsRotaEntry>('number', (entry) => entry.position),
};

function refdataPaths(): Record<string, Property> {
	const names = Object.keys(refdataProperties) as RefdataProperty[];
	return Object.fromEntries(
		names.map((name) => {
			const values = new Map(categoryOf(refdataProperties[name])?.values.map((value) => [value.value, value]));
			return [
				name,
				association<RequestRow>(
					() => refdataSchema,
					(row) => [values.get(row.refdata[name] ?? '')].filter((value) => value !== undefined),
				),
			];
		}),
	);
}

export function requestEntity(directory: Directory): EntitySchema {
	const symbolSchema: EntitySchema = {
		...ownProperties<{ readonly id: string; readonly symbol: string }>('text', 'id', 'symbol'),
		owner: association<{ owner: unknown }>(
			() => entrySchema,
			(entry) => [entry.owner],
		),
	};
	const party = (row: RequestRow, combined: string | undefined) => {
		const found = combined === undefined ? undefined : directory.owner(row.tenant, combined);
		return found === undefined ? [] : [{ id: found.symbol.id, symbol: found.symbol.symbol, owner: found.owner }];
	};
	const optional = (value: string | undefined): string[] => (value === undefined ? [] : [value]);
	return {
		...ownProperties<RequestRow>('text', 'id', 'networkStatus', ...textProperties, ...longTextProperties),
		...ownProperties<RequestRow>('boolean', 'isRequester', 'awaitingProtocolResponse', 'requestToContinue', ...booleanProperties),
		...ownProperties<RequestRow>('number', 'lastAuditNo', ...numberProperties),
		...ownProperties<RequestRow>('time', 'dateCreated', 'lastUpdated', ...timeProperties),
		...ownProperties<RequestRow>('day', ...dayProperties),
		...refdataPaths(),
		hasUnreadMessages: scalar<RequestRow>('boolean', (row) => unread(row) > 0),
		unreadMessageCount: scalar<RequestRow>('number', unread),
		state: association<RequestRow>(
			() => statusEntity,
			(row) => [statusByCode(row.state)],
		),
		stateModel: association<RequestRow>(
			() => stateModelSchema,
			(row) => [row.stateModel],
		),
		resolvedSupplier: association<RequestRow>(
			() => symbolSchema,
			(row) => party(row, row.supplier),
		),
		resolvedRequester: association<RequestRow>(
			() => symbolSchema,
			(row) => party(row, row.requester),
		),
		requestIdentifiers: association<RequestRow>(
			() => identifierSchema,
			(row) => row.requestIdentifiers,
		),
		volumes: association<RequestRow>(
			() => volumeSchema,
			(row) => row.volumes,
		),
		tags: association<RequestRow>(
			() => ownTagSchema,
			(row) => row.tags,
		),
		audit: association<RequestRow>(
			() => auditSchema,
			(row) => row.audit,
		),
		rota: association<RequestRow>(
			() => rotaSchema,
			(row) => row.rota,
		),
		precededBy: association<RequestRow>(
			() => idSchema,
			(row) => optional(row.precededBy),
		),
		succeededBy: association<RequestRow>(
			() => idSchema,
			(row) => optional(row.succeededBy),
		),
		batches: association<RequestRow>(
			() => idSchema,
			() => [],
		),
		pickLocation: association<RequestRow>(
			() => idSchema,
			() => [],
		),
	};
}

export function unread(row: RequestRow): number {
	return row.notifications.filter((notification) => !notification.seen && !notification.isSender).length;
}

export function actionEventId(code: string): string {
	return stableId(`actionEvent:${code}`);
}
