import type { Directory } from '../directory/Directory';
import { makeStableId } from '../stableIds';
import { defineSameNamedFields, type EntitySchema } from '../webToolkitLists/compileFilters';
import type { RequestRow } from './requestRow';
import { statusByCode } from './statuses';

/**
 * Returns the properties by which a list of requests is filtered, searched and sorted: those that the client's `FilterProperty` names, and
 * those that ReShare's own list searches.
 */
export function buildRequestListProperties(directory: Directory): EntitySchema<RequestRow> {
	const supplierOf = (row: RequestRow) => (row.supplier === undefined ? undefined : directory.owner(row.tenant, row.supplier));
	return {
		...defineSameNamedFields<RequestRow>('text', 'id', 'hrid', 'title', 'author', 'issn', 'isbn', 'patronGivenName', 'patronSurname'),
		...defineSameNamedFields<RequestRow>(
			'text',
			'patronIdentifier',
			'patronReference',
			'supplyingInstitutionSymbol',
			'selectedItemBarcode',
		),
		...defineSameNamedFields<RequestRow>('text', 'pickupLocation', 'pickupLocationSlug'),
		...defineSameNamedFields<RequestRow>('boolean', 'isRequester'),
		...defineSameNamedFields<RequestRow>('time', 'dateCreated', 'lastUpdated'),
		hasUnreadMessages: { kind: 'boolean', read: (row) => [countUnreadMessages(row) > 0] },
		'state.code': { kind: 'text', read: (row) => [row.state] },
		'state.terminal': { kind: 'boolean', read: (row) => [statusByCode(row.state).terminal] },
		'state.needsAttention': { kind: 'boolean', read: (row) => [statusByCode(row.state).needsAttention] },
		'serviceType.value': { kind: 'text', read: (row) => [row.refdata.serviceType].filter((value) => value !== undefined) },
		'resolvedSupplier.symbol': { kind: 'text', read: (row) => [supplierOf(row)?.symbol.symbol].filter((symbol) => symbol !== undefined) },
		'requestIdentifiers.identifier': { kind: 'text', read: (row) => row.requestIdentifiers.map(({ identifier }) => identifier) },
		'volumes.itemId': { kind: 'text', read: (row) => row.volumes.map(({ itemId }) => itemId) },
		'volumes.temporaryItemBarcode': { kind: 'text', read: (row) => row.volumes.map((volume) => volume.temporaryItemBarcode) },
	};
}

export function countUnreadMessages(row: RequestRow): number {
	return row.notifications.filter((notification) => !notification.seen && !notification.isSender).length;
}

export function actionEventId(code: string): string {
	return makeStableId(`actionEvent:${code}`);
}
