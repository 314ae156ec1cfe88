import { ReShareError } from '../../errors';
import { atOrAfter, atOrBefore, canFilter, equals, equalsAny } from '../filter';
import type { RequestsClient } from '../RequestsClient';
import type { PatronRequest } from '../schemas';
import { isTerminalState } from '../states';
import { everyRow } from './everyRow';
import { isOn } from './findRequest';
import type { RequestSide } from './identify';
import { lastStatusChange, workingDaysBetween, type WorkingCalendar } from './stillness';

/** What to list. Every condition that is given must hold. */
export interface RequestQuery {
	readonly side: RequestSide;
	/** State codes; any of them. */
	readonly states?: readonly string[];
	readonly openOrClosed?: 'open' | 'closed';
	readonly patronId?: string;
	/** Words to look for in number, title, author, ISBN, ISSN and patron. */
	readonly text?: string;
	readonly createdAfter?: Date;
	readonly createdBefore?: Date;
	readonly changedAfter?: Date;
	readonly changedBefore?: Date;
	readonly needsAttention?: boolean;
	readonly unread?: boolean;
	readonly overdue?: boolean;
	readonly serviceType?: 'loan' | 'copy';
	readonly noStatusChangeFor?: { readonly workingDays: number; readonly now: Date; readonly calendar: WorkingCalendar };
	readonly sort: 'createdNewest' | 'createdOldest' | 'changedNewest' | 'changedOldest';
	/** Absent: all. */
	readonly limit?: number;
}

export interface ListedRequest {
	readonly request: PatronRequest;
	/** Only where `noStatusChangeFor` was asked. */
	readonly lastStatusChange?: string;
	readonly workingDaysWithoutChange?: number;
}

/** What ReShare's own list searches. */
const textProperties = ['id', 'hrid', 'patronGivenName', 'patronSurname', 'patronIdentifier', 'title', 'author', 'issn', 'isbn'];

/** The requests that fit, each once, sorted. Rows are checked here again: the server may answer with others. */
export async function listRequests(requests: RequestsClient, query: RequestQuery): Promise<ListedRequest[]> {
	const fits = rowCheck(query);
	const found: ListedRequest[] = [];
	// Newest first is the order in which rows are read, so only then may reading stop early.
	const enough = query.sort === 'createdNewest' ? query.limit : undefined;
	for await (const row of everyRow(requests, { filters: serverFilters(query), ...serverSearch(query) })) {
		if (!fits(row)) continue;
		const listed = await withStillness(requests, row, query);
		if (listed !== undefined) found.push(listed);
		if (enough !== undefined && found.length >= enough) break;
	}
	found.sort(order(query.sort));
	return query.limit === undefined ? found : found.slice(0, query.limit);
}

function serverFilters(query: RequestQuery): string[] {
	const filters = [equals('isRequester', query.side === 'borrowing')];
	if (query.states !== undefined && query.states.length > 0) filters.push(equalsAny('state.code', query.states, 'Status'));
	if (query.openOrClosed !== undefined) filters.push(equals('state.terminal', query.openOrClosed === 'closed'));
	if (query.patronId !== undefined && canFilter(query.patronId)) filters.push(equals('patronIdentifier', query.patronId));
	if (query.needsAttention === true) filters.push(equals('state.needsAttention', true));
	if (query.unread === true) filters.push(equals('hasUnreadMessages', true));
	if (query.serviceType !== undefined) filters.push(equals('serviceType.value', query.serviceType));
	if (query.createdAfter !== undefined) filters.push(atOrAfter('dateCreated', checkedDate(query.createdAfter, 'Created After')));
	if (query.createdBefore !== undefined) filters.push(atOrBefore('dateCreated', checkedDate(query.createdBefore, 'Created Before')));
	if (query.changedAfter !== undefined) filters.push(atOrAfter('lastUpdated', checkedDate(query.changedAfter, 'Changed After')));
	if (query.changedBefore !== undefined) filters.push(atOrBefore('lastUpdated', checkedDate(query.changedBefore, 'Changed Before')));
	return filters;
}

function serverSearch(query: RequestQuery): { search?: { term: string; properties: readonly string[] } } {
	if (query.text !== undefined) return { search: { term: query.text, properties: textProperties } };
	if (query.patronId !== undefined && !canFilter(query.patronId)) return { search: { term: query.patronId, properties: ['patronIdentifier'] } };
	return {};
}

function checkedDate(date: Date, fieldName: string): Date {
	if (!Number.isNaN(date.getTime())) return date;
	throw new ReShareError('badInput', `'${fieldName}' is not a date`, { description: 'Choose a date, or write it like 2026-03-31.' });
}

function rowCheck(query: RequestQuery): (row: PatronRequest) => boolean {
	const states = query.states === undefined || query.states.length === 0 ? undefined : new Set(query.states);
	return (row) =>
		isOn(row, query.side) &&
		(states === undefined || states.has(row.state?.code ?? '')) &&
		(query.openOrClosed === undefined || isTerminalState(row.state ?? {}) === (query.openOrClosed === 'closed')) &&
		(query.patronId === undefined || row.patronIdentifier === query.patronId) &&
		(query.unread !== true || row.hasUnreadMessages !== false) &&
		(query.overdue !== true || row.overdue === true || row.state?.code === 'REQ_OVERDUE' || row.state?.code === 'RES_OVERDUE') &&
		(query.serviceType === undefined || row.serviceType?.value === query.serviceType) &&
		isWithin(row.dateCreated, query.createdAfter, query.createdBefore) &&
		isWithin(row.lastUpdated, query.changedAfter, query.changedBefore);
}

function isWithin(time: string | undefined, after: Date | undefined, before: Date | undefined): boolean {
	if (after === undefined && before === undefined) return true;
	const moment = Date.parse(time ?? '');
	if (Number.isNaN(moment)) return false;
	return (after === undefined || moment >= Math.floor(after.getTime() / 1000) * 1000) && (before === undefined || moment <= before.getTime());
}

async function withStillness(requests: RequestsClient, row: PatronRequest, query: RequestQuery): Promise<ListedRequest | undefined> {
	const wanted = query.noStatusChangeFor;
	if (wanted === undefined) return { request: row };
	const idle = (from: string | undefined) => workingDaysBetween(new Date(from ?? wanted.now), wanted.now, wanted.calendar);
	// The state cannot be older than the request, so a young one needs no look at its history.
	if (idle(row.dateCreated) < wanted.workingDays) return undefined;
	const whole = await requests.get(row.id);
	if (whole === undefined) return undefined;
	const since = lastStatusChange(whole);
	const days = idle(since);
	if (days < wanted.workingDays) return undefined;
	return { request: whole, ...(since === undefined ? {} : { lastStatusChange: since }), workingDaysWithoutChange: days };
}

function order(sort: RequestQuery['sort']): (a: ListedRequest, b: ListedRequest) => number {
	const key = sort.startsWith('created') ? 'dateCreated' : 'lastUpdated';
	const direction = sort.endsWith('Newest') ? -1 : 1;
	return (a, b) =>
		direction * (a.request[key] ?? '').localeCompare(b.request[key] ?? '') || a.request.id.localeCompare(b.request.id);
}
