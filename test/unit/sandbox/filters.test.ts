import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { asEast } from './harness';
import type { Caller, Json } from './harness';

let sandbox: Sandbox;
let east: Caller;
const base = Date.UTC(2026, 0, 2, 3, 4, 5, 400);

beforeAll(async () => {
	sandbox = await startSandbox();
	east = await asEast(sandbox);
	const rows = [
		{
			title: 'Alpha',
			state: 'REQ_SHIPPED',
			patronIdentifier: 'P1001',
			neededBy: '2026-02-01',
			lastUpdated: base,
			supplier: 'ISIL:US-LAKE',
		},
		{ title: 'Bravo', state: 'REQ_CANCELLED', patronIdentifier: 'P1002', lastUpdated: base + 1000, patronReference: 'ILL-1' },
		{ title: 'Charlie', state: 'REQ_UNFILLED', patronIdentifier: 'P1001', lastUpdated: base + 2000, volume: 'v.1' },
		{ title: 'Foo ', state: 'REQ_SHIPPED', patronIdentifier: 'P1003', lastUpdated: base + 3000 },
		{ title: 'Delta', state: 'RES_ITEM_SHIPPED', patronIdentifier: 'P1001', lastUpdated: base + 4000, isRequester: false },
	];
	for (const row of rows) {
		const identifiers =
			row.title === 'Alpha'
				? [
						['ILLIAD', 'A-1'],
						['RELAIS', 'A-2'],
					]
				: row.title === 'Bravo'
					? [['ILLIAD', 'A-2']]
					: [];
		sandbox.requests.add('east', {
			isRequester: true,
			dateCreated: base - 1000,
			requestIdentifiers: identifiers.map(([identifierType = '', identifier = '']) => ({ id: identifier, identifierType, identifier })),
			...row,
		});
	}
});
afterAll(() => sandbox.close());

const all = ['Alpha', 'Bravo', 'Charlie', 'Delta', 'Foo '];

describe('well-formed filters', () => {
	it.each<[string, string[], string[]]>([
		['==', ['patronIdentifier==P1002'], ['Bravo']],
		['=', ['patronIdentifier=P1002'], ['Bravo']],
		['several are ANDed', ['patronIdentifier==P1001', 'isRequester==true'], ['Alpha', 'Charlie']],
		['!= leaves NULL out', ['neededBy!=2026-03-01'], ['Alpha']],
		['<>', ['patronIdentifier<>P1001'], ['Bravo', 'Foo ']],
		['=i=', ['title=i=alpha'], ['Alpha']],
		['=i= is not "contains"', ['title=i=alph'], []],
		['_ is a wildcard in =i=', ['title=i=alph_'], ['Alpha']],
		['=~', ['title=~RAV'], ['Bravo']],
		['!~', ['title!~a'], ['Foo ']],
		['isNull', ['neededBy isNull'], ['Bravo', 'Charlie', 'Delta', 'Foo ']],
		['isNotNull in any case', ['volume ISNOTNULL'], ['Charlie']],
		['dotted path', ['state.code==REQ_SHIPPED'], ['Alpha', 'Foo ']],
		['boolean of the state', ['state.terminal==true'], ['Bravo']],
		['stage', ['state.stage==COMPLETED'], ['Bravo', 'Charlie']],
		['tag', ['state.tags.value==ACTIVE_PATRON', 'isRequester==yes'], ['Alpha', 'Foo ']],
		['tag in lower case', ['state.tags.normValue==active_loan'], ['Delta']],
		['request identifier', ['requestIdentifiers.identifier==A-2'], ['Alpha', 'Bravo']],
		['two conditions share one element', ['requestIdentifiers.identifierType==ILLIAD', 'requestIdentifiers.identifier==A-2'], ['Bravo']],
		[
			'a group has an element of its own',
			['(requestIdentifiers.identifierType==ILLIAD)', '(requestIdentifiers.identifier==A-2)'],
			['Alpha', 'Bravo'],
		],
		['OR', ['title==Alpha||title==Bravo'], ['Alpha', 'Bravo']],
		['OR of states', ['state.code==REQ_UNFILLED||state.code==REQ_CANCELLED'], ['Bravo', 'Charlie']],
		['A&&B||C groups to the right', ['title==Alpha&&title==Bravo||title==Alpha'], ['Alpha']],
		['A||B&&C groups to the right', ['title==Alpha||title==Bravo&&patronIdentifier==P1002'], ['Alpha', 'Bravo']],
		['parentheses', ['(title==Alpha||title==Bravo)&&patronIdentifier==P1002'], ['Bravo']],
		['negation', ['!title==Alpha', 'isRequester==true'], ['Bravo', 'Charlie', 'Foo ']],
		['negated group', ['!(title==Alpha||title==Bravo)'], ['Charlie', 'Delta', 'Foo ']],
		['range', ['2026-01-02T03:04:06Z<=lastUpdated<2026-01-02T03:04:08Z'], ['Bravo', 'Charlie']],
		['a value that only looks like an OR', ['title==Alpha||Bravo'], []],
		['symbol of the supplier', ['resolvedSupplier.symbol==US-LAKE'], ['Alpha']],
		['owner of the supplier', ['resolvedSupplier.owner.name==Lakeside College Library'], ['Alpha']],
		['a join drops rows without the other side', ['resolvedSupplier.symbol isNull'], []],
		['also inside an OR', ['resolvedSupplier.symbol==US-LAKE||title==Bravo'], ['Alpha']],
		['unless grouped', ['(resolvedSupplier.symbol==US-LAKE)||(title==Bravo)'], ['Alpha', 'Bravo']],
		['the association itself', ['resolvedSupplier isNull', 'isRequester==true'], ['Bravo', 'Charlie', 'Foo ']],
		['unread messages', ['hasUnreadMessages=true'], []],
		['value first is not turned round', ['2026-01-02T03:04:06Z<lastUpdated'], ['Alpha']],
		['an escaped value never equals', ['title==Al\\(pha'], []],
	])('filters the list as mod-rs does: %s', async (_name, filters, titles) => {
		expect(await east.titles(...filters)).toEqual(titles);
	});

	it('also takes filters[], but ignores filters[0]', async () => {
		const bracket = await east.list([['filters[]', 'title==Alpha']]);
		expect((bracket.json as Json[]).length).toBe(1);
		const numbered = await east.list([['filters[0]', 'title==Alpha']]);
		expect((numbered.json as Json[]).length).toBe(5);
	});
});

describe('times', () => {
	it.each<[string, string[]]>([
		['lastUpdated>=2026-01-02T03:04:05Z', all],
		['lastUpdated>2026-01-02T03:04:05.400Z', ['Bravo', 'Charlie', 'Delta', 'Foo ']],
		['lastUpdated>=2026-01-02T03:04:07.4Z', ['Charlie', 'Delta', 'Foo ']],
		['lastUpdated>=2026-01-02T03:04:08+00:00', ['Delta', 'Foo ']],
		['lastUpdated>=2026-01-02T08:34:08+05:30', []],
		['lastUpdated>=2026-01-01T22:04:08', ['Delta', 'Foo ']],
		['lastUpdated>=2026-01-01T22:04:08.999999Z', ['Delta', 'Foo ']],
		['lastUpdated<2026-01-02', all],
		['lastUpdated<2026-01-02 99:99', all],
	])('filters the list by the time %s', async (filter, titles) => {
		expect(await east.titles(filter)).toEqual(titles);
	});

	it.each(['lastUpdated>=now', 'lastUpdated>=1767322745000', 'lastUpdated>=2026-02-30', 'neededBy==soon'])(
		'%s is an exception',
		async (filter) => {
			const reply = await east.list([['filters', filter]]);
			expect(reply.status).toBe(500);
			expect(reply.json).toMatchObject({
				error: 500,
				message: expect.stringMatching(/^java\./) as string,
				stackTrace: expect.any(Array) as unknown,
			});
		},
	);
});

describe('bad filters are not refused', () => {
	it('cut a value at a special character and drop the filter before', async () => {
		expect(await east.titles('patronIdentifier==P1001', 'title==Foo (bar)', 'isRequester==true')).toEqual(['Foo ']);
	});

	it('drop everything after when the first one has a special character', async () => {
		expect(await east.titles('title==Foo (bar)', 'patronIdentifier==P1001')).toEqual(['Foo ']);
	});

	it('take the next filter for the missing value: nothing is found', async () => {
		expect(await east.titles('patronReference==', 'isRequester==true')).toEqual([]);
	});

	it('glue an empty last one to the one before', async () => {
		expect(await east.titles('title==Alpha', 'patronReference==')).toEqual([]);
		expect(
			(
				await east.list([
					['filters', 'isRequester==true'],
					['filters', 'patronReference=='],
				])
			).status,
		).toBe(500);
	});

	it('drop a first one with blanks round its operator, and all after it', async () => {
		expect(await east.titles('isRequester == true')).toEqual(all);
		expect(await east.titles('isRequester == true', 'title==Alpha')).toEqual(all);
		expect(
			(
				await east.list([
					['filters', 'isRequester==true'],
					['filters', 'title == Alpha'],
				])
			).status,
		).toBe(500);
	});

	it('ignore an unknown property with a word, and fail on one with more', async () => {
		expect(await east.titles('nosuch==FOO')).toEqual(all);
		expect((await east.list([['filters', 'nosuch==foo bar']])).status).toBe(500);
		expect((await east.list([['filters', 'nosuch==1-2']])).status).toBe(500);
	});

	it.each(['patronIdentifier==a>b', 'title=~foo=bar', 'isRequester==perhaps', 'state.stage==SOON', 'rotaPosition>many'])(
		'the filter %s makes the list fail',
		async (filter) => {
			expect((await east.list([['filters', filter]])).status).toBe(500);
		},
	);
});
