import { matchesEveryRow, exactField, flagField, maskedField, timeField, wordsField, type IndexField } from './cql/fields';
import { bibliographicInfo, unreadOf, type CrossLinkRequest } from './row';

type Row = CrossLinkRequest;

function part(row: Row, section: string, name: string): string | undefined {
	const value = (row.illRequest[section] as Readonly<Record<string, unknown>> | undefined)?.[name];
	const text = typeof value === 'object' && value !== null ? (value as { '#text'?: string })['#text'] : value;
	return typeof text === 'string' && text !== '' ? text : undefined;
}

/** @param withItems whether the request keeps its items, which model 3.0.0's broker writes over: then the index of words loses them, too */
function everythingSearchable(row: Row, withItems: boolean): string {
	const { title, author } = bibliographicInfo(row);
	const items = withItems ? row.items : [];
	return [
		row.requesterRequestId,
		row.patron,
		title,
		author,
		...items.flatMap(({ itemId, barcode, callNumber }) => [itemId, barcode, callNumber]),
	]
		.filter((text) => text !== undefined)
		.join(' ');
}

/** What anybody here searches for and sorts by in the list of requests, of some thirty indexes; names in lower case. */
export const requestIndexes = (withItems: boolean): ReadonlyMap<string, IndexField<Row>> =>
	new Map([
		['cql.allrecords', matchesEveryRow<Row>()],
		['cql.serverchoice', wordsField<Row>((row) => everythingSearchable(row, withItems))],
		['state', exactField<Row>((row) => row.state)],
		['service_type', exactField<Row>((row) => part(row, 'serviceInfo', 'serviceType'))],
		['requester_req_id_exact', exactField<Row>((row) => row.requesterRequestId)],
		['id', exactField<Row>((row) => row.id, { list: true })],
		['supplier_symbol', maskedField<Row>((row) => row.supplierSymbol)],
		['requester_req_id', maskedField<Row>((row) => row.requesterRequestId)],
		['given_name', maskedField<Row>((row) => part(row, 'patronInfo', 'givenName'))],
		['surname', maskedField<Row>((row) => part(row, 'patronInfo', 'surname'))],
		['patron', maskedField<Row>((row) => row.patron, { caseSensitive: true })],
		['needs_attention', flagField<Row>((row) => row.needsAttention)],
		['has_unread_notification', flagField<Row>((row) => unreadOf(row) > 0)],
		['terminal_state', flagField<Row>((row) => row.terminalState)],
		['created_at', timeField<Row>((row) => row.createdAt)],
		['updated_at', timeField<Row>((row) => row.updatedAt)],
	] satisfies Array<[string, IndexField<Row>]>);
