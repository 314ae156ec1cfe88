import { logIn } from '../sandbox/harness';
import type { Json } from '../sandbox/harness';
import { body, errorOf, idsOf, list, play, requests } from './harness';
import type { Play } from './harness';

let stage: Play;
/** Microseconds: 2026-11-20T10:00:00.000001Z and so on. */
const at = (seconds: number) => Date.UTC(2026, 10, 20, 10, 0, seconds) * 1000 + 1;

beforeAll(async () => {
	stage = await play();
	const illRequest = (title: string, more: Json = {}): Json => ({
		bibliographicInfo: { title, author: 'Okafor, Daniel', ...more },
		serviceInfo: { serviceType: 'Loan', serviceLevel: { '#text': 'Standard' }, needBeforeDate: '2026-12-31T00:00:00Z' },
		patronInfo: { surname: 'Moreau', givenName: 'Ines' },
	});
	const isbn = {
		bibliographicItemId: [{ bibliographicItemIdentifier: '978-0-00-000002-6', bibliographicItemIdentifierCode: { '#text': 'ISBN' } }],
	};
	const requesterSymbol = 'ISIL:US-EAST';
	stage.sandbox.crosslink.requests.add({
		id: 'a',
		requesterSymbol,
		state: 'SENT',
		patron: 'P1',
		createdAt: at(1),
		updatedAt: at(9),
		illRequest: illRequest('Tidal economies', isbn),
	});
	stage.sandbox.crosslink.requests.add({
		id: 'b',
		requesterSymbol,
		state: 'UNFILLED',
		terminalState: true,
		patron: 'p2',
		createdAt: at(2),
		updatedAt: at(8),
		illRequest: illRequest('The economy of tides'),
		supplierSymbol: 'ISIL:BROKER',
		internalNote: 'n',
	});
	stage.sandbox.crosslink.requests.add({
		id: 'c',
		requesterSymbol,
		state: 'NEEDS_REVIEW',
		needsAttention: true,
		createdAt: at(3),
		updatedAt: at(7),
		illRequest: { bibliographicInfo: { title: 'Rose*' } },
	});
	stage.sandbox.crosslink.requests.add({
		id: 'law',
		requesterSymbol: 'ISIL:US-EASTLAW',
		state: 'SENT',
		createdAt: at(4),
		updatedAt: at(4),
		illRequest: illRequest('Torts'),
	});
});
afterAll(() => stage.sandbox.close());

describe('what a list shows', () => {
	it('covers one symbol: the first, or the one asked for', async () => {
		expect(idsOf(await stage.east.get(`${requests}?side=borrowing`))).toEqual(['a', 'b', 'c']);
		expect(idsOf(await stage.east.get(`${requests}?side=borrowing&symbol=ISIL:US-EASTLAW`))).toEqual(['law']);
		expect((await stage.east.get(`${requests}/law`)).status).toBe(200);
		for (const symbol of ['ISIL:US-WEST', 'isil:us-east', 'US-EAST']) {
			const reply = await stage.east.get(`${requests}?symbol=${symbol}`);
			expect([reply.status, errorOf(reply)]).toEqual([400, 'symbol is not owned by tenant']);
		}
	});

	it('has null for no items, and links that lead nowhere', async () => {
		expect((await stage.east.get(`${requests}?side=lending`)).json).toEqual({ about: { count: 0 }, items: null });
		expect((await stage.east.get(`${requests}?side=borrowing&limit=0`)).json).toEqual({ about: { count: 3 }, items: null });
		const link = (offset: number) => `https://mod-broker.example.org${requests}?limit=1&offset=${offset}&side=borrowing`;
		expect((await stage.east.get(`${requests}?side=borrowing&limit=1&offset=1`)).json).toMatchObject({
			about: { count: 3, firstLink: link(0), lastLink: link(2), nextLink: link(2), prevLink: link(0) },
		});
	});

	it.each<[string, number, string, string]>([
		[
			'limit=x',
			400,
			'text/plain; charset=utf-8',
			'Invalid format for parameter limit: error binding string parameter: strconv.ParseInt: parsing "x": invalid syntax\n',
		],
		[
			'offset=',
			400,
			'text/plain; charset=utf-8',
			'Invalid format for parameter offset: error binding string parameter: strconv.ParseInt: parsing "": invalid syntax\n',
		],
		[
			'limit=1&limit=2',
			400,
			'text/plain; charset=utf-8',
			"Invalid format for parameter limit: multiple values for single value parameter 'limit'\n",
		],
		['limit=-1', 500, 'application/json', '{"error":"ERROR: LIMIT must not be negative (SQLSTATE 2201W)"}\n'],
		['offset=-1', 500, 'application/json', '{"error":"ERROR: OFFSET must not be negative (SQLSTATE 2201X)"}\n'],
	])('refuses the list with the query %s', async (query, status, type, text) => {
		const reply = await stage.east.get(`${requests}?${query}`);
		expect([reply.status, reply.headers.get('content-type'), reply.text]).toEqual([status, type, text]);
	});

	it('404 for the other side; a side that is none is not heeded', async () => {
		const other = await stage.east.get(`${requests}/a?side=lending`);
		expect([other.status, other.headers.get('content-type'), errorOf(other)]).toEqual([404, 'application/json', 'not found']);
		expect((await stage.east.get(`${requests}/a?side=foo`)).status).toBe(200);
	});
});

describe('queries', () => {
	it.each<[string, string[]]>([
		['state=SENT', ['a']],
		['state="sent"', []],
		['state=(SENT or UNFILLED)', ['a', 'b']],
		['state<>UNFILLED', ['a', 'c']],
		['State=SENT OR state=UNFILLED', ['a', 'b']],
		['id any "a c nope"', ['a', 'c']],
		['id exact "b"', ['b']],
		['patron=P1', ['a']],
		['patron="p*"', ['b']],
		['patron="P?"', ['a']],
		['patron="P\\*"', []],
		['patron=""', ['a', 'b']],
		['surname="MOR*"', ['a', 'b']],
		['supplier_symbol="isil:broker"', ['b']],
		['needs_attention=true', ['c']],
		['needs_attention=yes', ['c']],
		['terminal_state=false', ['a', 'c']],
		['tidal', ['a']],
		['okafor tidal', ['a']],
		['"economies tidal"', ['a']],
		['cql.allRecords=1 not state="SENT"', ['b', 'c']],
		['state', []],
		['sortby id', []],
		['state="SENT', ['a']],
		['updated_at>="2026-11-20T10:00:08Z"', ['a', 'b']],
		['updated_at>"2026-11-20T10:00:08.000001Z"', ['a']],
		['updated_at>="2026-11-20 10:00:09"', ['a']],
		['created_at<"2026-11-21"', ['a', 'b', 'c']],
		['updated_at>="2026-11-20T12:00:08+02:00"', []],
		['updated_at>="2026-11-01T00:00:00Z" sortby updated_at/sort.ascending id/sort.ascending', ['c', 'b', 'a']],
		['cql.allRecords=1 sortby id/sort.descending', ['c', 'b', 'a']],
	])('finds the requests by the query %s', async (cql, ids) => {
		expect(idsOf(await list(stage.east, cql))).toEqual(ids);
	});

	it.each([
		['hrid=1', 'unknown field hrid'],
		['state any "SENT NEW"', 'unsupported relation any'],
		['state="S*"', 'masking op * unsupported'],
		['patron=P1^', 'anchor op ^ unsupported'],
		['cql.serverChoice<>tidal', 'unsupported relation <>'],
		['needs_attention=foo', 'invalid bool foo'],
		[
			'updated_at>="soon"',
			'invalid date time soon, it should be in format YYYY-MM-DD, YYYY-MM-DD HH:MM:SS, YYYY-MM-DDTHH:MM:SSZ, YYYY-MM-DDTHH:MM:SS±HH:MM',
		],
		['not state=SENT', 'EOF expected at position 11: not state=S̰ENT'],
		['state=', 'search term expected at position 6: state=̰'],
		['', 'search term expected at position 0: ̰'],
		['state=/', 'missing modifier key at position 7: state=/̰'],
		['state=SENT NEW=1', 'EOF expected at position 16: state=SENT NEW=1̰'],
		['(state=SENT', 'missing ) at position 11: (state=SENT̰'],
		['state=a\\b', 'a masking backslash in a CQL string must be followed by *, ?, ^, " or \\'],
		['a prox b', 'unsupported operator prox'],
		['cql.allRecords=1 sortby nope', 'unknown field nope'],
		['cql.allRecords=1 sortby id/ascending', 'unsupported sort modifier ascending'],
	])('refuses the query %s', async (cql, error) => {
		const reply = await list(stage.east, cql);
		expect([reply.status, errorOf(reply)]).toEqual([400, error]);
	});
});

describe('who may', () => {
	it('each path needs its own permission, which Okapi names', async () => {
		const refused = async (user: string, password: string, method: string, path: string) => {
			const caller = await logIn(stage.sandbox, 'east_crosslink', user, password);
			const reply = await caller.request(method, path, method === 'POST' ? body('never') : undefined);
			return [reply.status, /requires permission: (.*)$/.exec(reply.text)?.[1]];
		};
		expect(await refused('no-list', 'may-not-list', 'GET', requests)).toEqual([403, 'broker.patron_requests.get']);
		expect(await refused('no-item', 'may-not-open', 'GET', `${requests}/a`)).toEqual([403, 'broker.patron_requests.item.get']);
		expect(await refused('no-create', 'may-not-create', 'POST', requests)).toEqual([403, 'broker.patron_requests.post']);
		expect(await refused('no-model', 'may-not-see-the-model', 'GET', '/broker/state_model/models/default')).toEqual([
			403,
			'broker.state_model.item.get',
		]);
	});

	it('a tenant without symbols is told so; mod-rs has no broker, CrossLink no mod-rs, unless a library is moving', async () => {
		const unfinished = await logIn(stage.sandbox, 'unfinished_crosslink', 'ill-unfinished', 'has-no-symbols-yet');
		expect(errorOf(await unfinished.get(requests))).toBe(
			'failed to map tenant to symbol: no symbols found in directory entries for tenant unfinished_crosslink',
		);
		const old = await logIn(stage.sandbox, 'east', 'ill-east', 'east-borrows-books');
		expect([(await old.get(requests)).status, (await old.get(requests)).text]).toEqual([
			404,
			`No suitable module found for path ${requests} for tenant east`,
		]);
		expect((await stage.east.get('/rs/patronrequests')).status).toBe(404);
		const moving = await play({ bothBackEnds: true });
		const both = await logIn(moving.sandbox, 'east', 'ill-east', 'east-borrows-books');
		expect([(await both.get(`${requests}?limit=0`)).status, (await both.get('/rs/patronrequests')).status]).toEqual([200, 200]);
		await moving.sandbox.close();
	});
});
