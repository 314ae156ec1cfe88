import { clock } from '../../clock';
import { latestCreationTime } from '../model/workingDays';
import type { PatronRequest } from '../model/request';
import { phasesOfQuery } from '../port/fitsQueryConditions';
import type { RequestQuery } from '../port/RequestQuery';
import type { CrossLinkReadingBackend } from './CrossLinkReadingBackend';
import { cqlAllWords, cqlOr, cqlAnyOf, cqlByTime, cqlEquals, cqlAnd, cqlFlagEquals, cqlLike } from './cql';
import { listRequestRows } from '../port/listRequestRows';
import { largestPageSize } from './RequestLists';
import { crossLinkStates } from './statesAndSentences';
import { hasTrait, needsStaff } from '../model/state';

/**
 * Lists requests. The server filters and sorts them. How long a status has lasted, what is overdue, and whether a message has a text is
 * only seen in the requests themselves, so that these conditions are tested here.
 */
export async function listCrossLinkRequests(backend: CrossLinkReadingBackend, query: RequestQuery) {
	const cql = conditions(query, query.patronId === undefined ? undefined : await backend.patrons.of(query.patronId));
	const perPage = Math.min(query.limit ?? largestPageSize, largestPageSize);
	return await listRequestRows(query, perPage, fits, async function* (order, changedFrom) {
		const changed = changedFrom === undefined ? cql : cqlAnd(cql, cqlByTime('updated_at', '>=', changedFrom));
		for await (const page of backend.rows({ side: query.side, cql: changed, order, perPage })) {
			yield await Promise.all(page.map((row) => backend.readListed(row, query)));
		}
	});
}

/** Tests the conditions by which the server cannot filter. */
function fits(request: PatronRequest, query: RequestQuery) {
	return (
		(query.needsAttention !== true || request.state?.needsAttention === true || needsStaff(request.state)) &&
		(query.overdue !== true || isOverdue(request)) &&
		(query.text === undefined || query.textWithoutPatron !== true || isFoundWithoutPatron(request, query.text))
	);
}

/** Whether an item is overdue, since older models have no state for that. A day has ended everywhere when it has ended in UTC-12. */
function isOverdue({ state, due: { iso = '' } }: PatronRequest) {
	const end = Date.parse(iso) + (iso.length === 'YYYY-MM-DD'.length ? 36 * 3_600_000 : 0);
	return state?.known?.event === 'overdue' || (state?.known?.phase === 'onLoan' && end < clock.now());
}

/** Whether each word occurs outside the patron's id, which the server's index of words also contains. */
function isFoundWithoutPatron(request: PatronRequest, text: string) {
	const parts = (written = '') => written.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	const ofPatron = [request.patronId, request.patronOwnId].flatMap((written) => parts(written));
	const others = [request.hrid, request.title, request.author, request.isbn].flatMap((written) => parts(written));
	return parts(text).every((word) => !ofPatron.includes(word) || others.includes(word));
}

function conditions(query: RequestQuery, patronIds: readonly string[] | undefined) {
	const { side, states = [], openOrClosed, serviceType, lender, createdAfter, createdBefore, changedAfter, changedBefore } = query;
	const phases = phasesOfQuery(query);
	const inStates = (fits: Parameters<typeof crossLinkStates.codes>[1]) => cqlAnyOf('state', crossLinkStates.codes(side, fits));
	const mayStall = crossLinkStates.codes(side, (known) => hasTrait(known, 'mayStall'));
	return cqlAnd(
		states.length > 0 && cqlAnyOf('state', states),
		openOrClosed && cqlFlagEquals('terminal_state', openOrClosed === 'closed'),
		patronIds && cqlAnyOf('patron', patronIds),
		query.needsAttention === true && cqlOr(cqlFlagEquals('needs_attention', true), ...mayStall.map((code) => cqlEquals('state', code))),
		query.unread === true && cqlFlagEquals('has_unread_notification', true),
		query.overdue === true && inStates(({ phase, event }) => phase === 'onLoan' || event === 'overdue'),
		serviceType && serviceTypes[serviceType],
		lender !== undefined && cqlLike('supplier_symbol', '*', `:${lender}`, ''),
		createdAfter && cqlByTime('created_at', '>=', createdAfter),
		createdBefore && cqlByTime('created_at', '<=', createdBefore),
		changedAfter && cqlByTime('updated_at', '>=', changedAfter),
		changedBefore && cqlByTime('updated_at', '<=', changedBefore),
		phases && inStates(({ phase }) => phases.includes(phase)),
		// A request is at least as old as its state, so that the server can filter by its creation.
		...[query.noStatusChangeFor, query.age].map((span) => span && cqlByTime('created_at', '<=', latestCreationTime(span))),
		textCondition(query),
	);
}

/** A request for a copy or a loan may become a loan, so that it is listed among the loans. */
const serviceTypes = { loan: cqlAnyOf('service_type', ['Loan', 'CopyOrLoan']), copy: cqlEquals('service_type', 'Copy') };

/** Matches an ISSN or an ISBN as people type it. */
const number = /^(?:\d{4}-?\d{3}[\dX]|(?:97[89][- ]?)?(?:\d[- ]?){9}[\dX])$/i;

/**
 * Searches a text. The server's index of words has number, title, author and the patron's id; names and standard numbers have their own
 * indexes.
 */
function textCondition({ text, textWithoutPatron }: RequestQuery) {
	const words = text?.trim() ?? '';
	if (words === '') return undefined;
	return cqlOr(
		cqlAllWords(words),
		cqlLike('requester_req_id', '*', words, '*'),
		...(number.test(words) ? [cqlEquals('isbn', words), cqlEquals('issn', words)] : []),
		...(textWithoutPatron === true ? [] : [cqlLike('surname', '*', words, '*'), cqlLike('given_name', '*', words, '*')]),
	);
}
