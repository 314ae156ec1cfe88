import { everyRow, exactField, flagField, maskedField, numberField, textField, timeField, type Field } from './cql/fields';
import { nameOf } from './members';
import { bibliographicInfo, hasCost, identifiersOf, unreadOf, type CrossLinkRequest } from './row';

type Row = CrossLinkRequest;

function part(row: Row, section: string, name: string): string | undefined {
	const value = (row.illRequest[section] as Readonly<Record<string, unknown>> | undefined)?.[name];
	const text = typeof value === 'object' && value !== null ? (value as { '#text'?: string })['#text'] : value;
	return typeof text === 'string' && text !== '' ? text : undefined;
}

function neededAt(row: Row): number | undefined {
	const date = part(row, 'serviceInfo', 'needBeforeDate');
	return date === undefined ? undefined : Date.parse(date) * 1000;
}

/** @param withItems whether the request keeps its items, which model 3.0.0's broker writes over: then the index of words loses them, too */
function everythingSearchable(row: Row, withItems: boolean): string {
	const { title, author } = bibliographicInfo(row);
	const items = withItems ? row.items : [];
	return [row.requesterRequestId, row.patron, title, author, ...items.flatMap(({ itemId, barcode, callNumber }) => [itemId, barcode, callNumber])].filter((text) => text !== undefined).join(' ');
}

const nameOfSupplier = (row: Row) => (row.supplierSymbol === undefined ? undefined : nameOf(row.supplierSymbol));
const text = (name: 'title' | 'author') => (row: Row) => bibliographicInfo(row)[name] as string | undefined;

/** What can be searched for and sorted by in the list of requests; names in lower case. */
export const requestIndexes = (withItems: boolean): ReadonlyMap<string, Field<Row>> => new Map([
	['cql.allrecords', everyRow<Row>()],
	['cql.serverchoice', textField<Row>((row) => everythingSearchable(row, withItems), 'all')],
	['state', exactField<Row>((row) => row.state)],
	['side', exactField<Row>((row) => row.side)],
	['service_type', exactField<Row>((row) => part(row, 'serviceInfo', 'serviceType'))],
	['service_level', exactField<Row>((row) => part(row, 'serviceInfo', 'serviceLevel'))],
	['requester_symbol_exact', exactField<Row>((row) => row.requesterSymbol)],
	['supplier_symbol_exact', exactField<Row>((row) => row.supplierSymbol)],
	['requester_req_id_exact', exactField<Row>((row) => row.requesterRequestId)],
	['id', exactField<Row>((row) => row.id, { list: true })],
	['requester_symbol', maskedField<Row>((row) => row.requesterSymbol)],
	['supplier_symbol', maskedField<Row>((row) => row.supplierSymbol)],
	['requester_req_id', maskedField<Row>((row) => row.requesterRequestId)],
	['given_name', maskedField<Row>((row) => part(row, 'patronInfo', 'givenName'))],
	['surname', maskedField<Row>((row) => part(row, 'patronInfo', 'surname'))],
	['patron', maskedField<Row>((row) => row.patron, { caseSensitive: true })],
	['requester_name', maskedField<Row>((row) => nameOf(row.requesterSymbol), { prefixOnly: true })],
	['supplier_name', maskedField<Row>(nameOfSupplier, { prefixOnly: true })],
	['title', textField<Row>(text('title'))],
	['author', textField<Row>(text('author'))],
	['isbn', numberField<Row>((row) => identifiersOf(row, 'ISBN'))],
	['issn', numberField<Row>((row) => identifiersOf(row, 'ISSN'))],
	['needs_attention', flagField<Row>((row) => row.needsAttention)],
	['has_notification', flagField<Row>((row) => row.notifications.length > 0)],
	['has_unread_notification', flagField<Row>((row) => unreadOf(row) > 0)],
	['has_cost', flagField<Row>(hasCost)],
	['has_internal_note', flagField<Row>((row) => row.internalNote !== undefined)],
	['terminal_state', flagField<Row>((row) => row.terminalState)],
	['created_at', timeField<Row>((row) => row.createdAt)],
	['updated_at', timeField<Row>((row) => row.updatedAt)],
	['needed_at', timeField<Row>(neededAt)],
] satisfies Array<[string, Field<Row>]>);
