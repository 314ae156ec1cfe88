import { OkapiClient, SessionStore } from '../../../reshare/okapi';
import { createFetch, HttpClient } from '../../../reshare/transport';
import { look } from '../../../scripts/compare/calls';
import { readOptions } from '../../../scripts/compare/options';
import { openPractice } from '../../../scripts/compare/practice';
import { schemaShape } from '../../../scripts/compare/graphql';
import { differencesOf, shapeOf, type Seen } from '../../../scripts/compare/shapes';

describe('a shape', () => {
	it('has names and types, of all elements of a list, and no values', () => {
		expect([...shapeOf({ id: 'P1001', items: [{ count: 1 }, { note: 'Amara' }], none: null })]).toEqual([
			'id:string',
			'items[].count:number',
			'items[].note:string',
		]);
	});

	it('differs by what either side alone has', () => {
		const of = (...parts: string[]): Seen => ({ answers: new Set(['200 application/json']), shape: new Set(parts) });
		const theirs = new Map([
			['list', of('id:string', 'brandNew:boolean')],
			['same', of('id:string')],
		]);
		const practice = new Map([
			['list', of('id:string', 'title:string')],
			['same', of('id:string')],
		]);
		expect(differencesOf(theirs, practice)).toEqual([{ call: 'list', onlyTheirs: ['brandNew:boolean'], onlyPractice: ['title:string'] }]);
	});
});

describe('the command line', () => {
	const whole = ['--url', 'https://okapi.example.org', '--tenant', 'east', '--username', 'reader'];

	it('says what is missing, and what is no choice', () => {
		expect(() => readOptions(['--url', 'https://okapi.example.org', '--username='], undefined)).toThrow(
			'Missing: --tenant, --username, COMPARE_PASSWORD. See --help.',
		);
		expect(() => readOptions([...whole, '--of', 'crosslink'], 'secret')).toThrow('--of must be one of: crossLink, modRs, graphql');
		expect(() => readOptions([...whole, '--release', '2.0'], 'secret')).toThrow(/^--release must be one of: 1\.\d/);
	});

	it('is understood, and gives help where it is asked for', () => {
		expect(readOptions([...whole, '--of', 'crossLink'], 'secret')).toMatchObject({
			account: { tenant: 'east', password: 'secret' },
			backEnd: 'crossLink',
		});
		expect(readOptions(['--help'], undefined)).toBeUndefined();
	});
});

it('tells how releases of mod-graphql differ', async () => {
	const seen = await Promise.all(
		(['1.10', '1.15'] as const).map(async (release) => {
			const { sandbox, account } = await openPractice('graphql', release);
			const theirs = await look(
				new OkapiClient({ account, http: new HttpClient({ fetch: createFetch() }), sessions: new SessionStore() }),
				'graphql',
			);
			await sandbox.close();
			return theirs;
		}),
	);
	const [older = new Map<string, Seen>(), newer = new Map<string, Seen>()] = seen;
	const only = (wanted: string) => differencesOf(older, newer).find(({ call }) => call === wanted)?.onlyTheirs;
	// As mod-graphql 1.10.2 and 1.15.1 answered over the practice storage.
	expect(only('unreadable CQL')).toEqual([
		'errors[].extensions.exception.message:string',
		'errors[].extensions.exception.stacktrace[]:string',
	]);
	expect(only('wrong variable')).toContain('400 application/json');
	expect(only('records')).toBeUndefined();
});

it('prints the types of a schema that its questions reach', () => {
	const named = (name: string) => ({ kind: 'SCALAR', name });
	const field = (name: string, type: unknown, args: unknown[] = []) => ({ name, args, type });
	const types = [
		{
			name: 'Query',
			fields: [
				field('item_storage_items', { kind: 'OBJECT', name: 'Items' }, [{ name: 'limit', type: named('Int') }]),
				field('anything_else', { kind: 'OBJECT', name: 'Else' }),
			],
		},
		{ name: 'Items', fields: [field('items', { kind: 'LIST', name: null, ofType: { kind: 'OBJECT', name: 'Item' } })] },
		{
			name: 'Item',
			fields: [
				field('id', { kind: 'NON_NULL', name: null, ofType: named('String') }),
				field('notes', { kind: 'LIST', name: null, ofType: named('String') }),
			],
		},
		{ name: 'Else', fields: [field('id', named('String'))] },
	];
	expect([...schemaShape({ data: { __schema: { queryType: { name: 'Query' }, types } } })]).toEqual([
		'item_storage_items(limit: Int): list',
		'item_storage_items.items: [Item]',
		'Item.id: String!',
		'Item.notes: [String]',
	]);
});

it.each(['crossLink', 'modRs', 'graphql'] as const)('a practice consortium is like another one, and only read (%s)', async (backEnd) => {
	const [one, other] = [await openPractice(backEnd), await openPractice(backEnd)];
	const seen = async ({ account }: typeof one) =>
		await look(new OkapiClient({ account, http: new HttpClient({ fetch: createFetch() }), sessions: new SessionStore() }), backEnd);
	const theirs = await seen(one);
	expect(differencesOf(theirs, await seen(other)).flatMap(({ onlyTheirs }) => onlyTheirs)).toEqual([]);
	expect(theirs.get(backEnd === 'graphql' ? 'records' : 'request, borrowing')?.shape.size).toBeGreaterThan(15);
	expect(
		one.sandbox.log.entries.filter(({ method, path }) => method !== 'GET' && path !== '/graphql' && !path.startsWith('/authn')),
	).toEqual([]);
	await one.sandbox.close();
	await other.sandbox.close();
});
