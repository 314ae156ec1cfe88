import { ReShareError } from '../../../../reshare/errors';
import type { GraphqlQueryBatcher, GraphqlFieldQuery, FieldQueryReply } from '../../../../reshare/inventory/folio/GraphqlQueryBatcher';
import { HoldingsReader } from '../../../../reshare/inventory/folio/HoldingsReader';
import { buildReferenceTables } from '../../../../reshare/inventory/folio/referenceTables';

const everything = ['instance_storage_instances', 'holdings_storage_holdings', 'ill_policies', 'locations', 'identifier_types'];
const tables = buildReferenceTables({
	policies: [{ id: 'p1', name: 'Will lend', code: null }],
	locations: [
		{ id: 'l1', name: 'Main stacks', code: 'US-WEST/US-WEST/MAIN/STACKS' },
		...Array.from({ length: 12 }, (_, index) => ({ id: `k${index}`, name: null, code: `US-K${index}/US-K/MAIN/STACKS` })),
	],
});

const row = (id: string, instanceId: string, changes: object = {}) => ({
	id,
	instanceId,
	callNumber: null,
	illPolicyId: 'p1',
	permanentLocationId: 'l1',
	holdingsStatements: [],
	...changes,
});

/** Makes a reader of holdings whose GraphQL queries `answer` answers, and collects these queries in `asked`. */
function reader(
	answer: (fieldQuery: GraphqlFieldQuery, query: string) => unknown,
	fields: readonly string[] = everything,
	faults: FieldQueryReply['faults'] = [],
) {
	const asked: GraphqlFieldQuery[] = [];
	const ask = async (fieldQuery: GraphqlFieldQuery) => {
		asked.push(fieldQuery);
		return { value: answer(fieldQuery, fieldQuery.query ?? ''), faults };
	};
	const source = {
		capabilities: async () => ({ api: 'storage' as const, fields: new Set(fields) }),
		tables: async () => tables,
	};
	return { asked, reader: new HoldingsReader(source, { ask } as unknown as GraphqlQueryBatcher) };
}

const idsIn = (query: string) => [...query.matchAll(/"([^"]+)"/gu)].map(([, id]) => id ?? '');
const listed = (holdings: readonly unknown[], total: number | null = holdings.length) => ({
	totalRecords: total,
	holdingsRecords: holdings,
});

describe('the holdings reader for several records', () => {
	it('the holdings reader asks for the holdings of 25 records with one query, and for those of each record once', async () => {
		const { asked, reader: holdings } = reader((_question, query) => listed(idsIn(query).map((id) => row(`h-${id}`, id))));
		const ids = Array.from({ length: 30 }, (_, index) => `i${index}`);
		const lists = await Promise.all([...ids, 'i0'].map((id) => holdings.of(id)));
		expect(asked.map(({ query = '' }) => idsIn(query).length)).toEqual([25, 5]);
		expect(lists.map(({ holdings: [first] }) => first?.id)).toEqual([...ids, 'i0'].map((id) => `h-${id}`));
		expect((await holdings.of('later')).holdings).toMatchObject([{ id: 'h-later' }]);
		expect(lists[0]).toMatchObject({
			cut: false,
			inRota: [{ id: 'h-i0' }],
			holdings: [{ library: 'US-WEST', policy: 'Will lend', policyUnknown: false, locationCode: 'US-WEST/US-WEST/MAIN/STACKS' }],
		});
	});

	it('the holdings reader returns an empty list for a record without holdings', async () => {
		const { reader: holdings } = reader(() => listed([row('h1', 'a')]));
		const [one, other] = await Promise.all([holdings.of('a'), holdings.of('b')]);
		expect(one.holdings).toHaveLength(1);
		expect(other).toEqual({ holdings: [], inRota: [], cut: false });
	});

	it("the holdings reader asks for each record's holdings separately if the holdings list of several records reaches its limit", async () => {
		const { reader: holdings } = reader((_question, query) => {
			const ids = idsIn(query);
			return ids.length > 1
				? listed(
						Array.from({ length: 1000 }, (_, index) => row(`h${index}`, 'a')),
						1200,
					)
				: listed([row(`h-${ids[0] ?? ''}`, ids[0] ?? '')]);
		});
		const [one, other] = await Promise.all([holdings.of('a'), holdings.of('b')]);
		expect([one.holdings[0]?.id, other.holdings[0]?.id]).toEqual(['h-a', 'h-b']);
		expect(one.cut).toBe(false);
	});

	it("the holdings reader marks a record's holdings as incomplete if their list reaches its limit and the total is higher", async () => {
		const full = Array.from({ length: 1000 }, (_, index) => row(`h${index}`, 'a'));
		expect((await reader(() => listed(full, 1300)).reader.of('a')).cut).toBe(true);
		expect((await reader(() => listed(full, 1000)).reader.of('a')).cut).toBe(false);
	});

	it("the holdings reader marks a record's list of holdings as incomplete if the list reaches its limit and no total is given", async () => {
		const full = Array.from({ length: 1000 }, (_, index) => row(`h${index}`, 'a'));
		expect((await reader(() => listed(full, null)).reader.of('a')).cut).toBe(true);
		expect((await reader(() => listed(full.slice(1), null)).reader.of('a')).cut).toBe(false);
		const { asked, reader: holdings } = reader((_question, query) =>
			idsIn(query).length > 1 ? listed(full, null) : listed([row(`h-${idsIn(query)[0] ?? ''}`, idsIn(query)[0] ?? '')], null),
		);
		const [, other] = await Promise.all([holdings.of('a'), holdings.of('b')]);
		expect(asked).toHaveLength(3);
		expect(other).toMatchObject({ cut: false, holdings: [{ id: 'h-b' }] });
	});

	it('the holdings reader asks for each record separately after a holding that it cannot parse, and counts that as unknown', async () => {
		const { reader: holdings } = reader((_question, query) =>
			idsIn(query).includes('a') ? listed([null, row('h2', 'a')]) : listed([row('h3', 'b')]),
		);
		const [one, other] = await Promise.all([holdings.of('a'), holdings.of('b')]);
		expect(one.holdings).toMatchObject([
			{ id: null, policyUnknown: true, locationUnknown: true },
			{ id: 'h2', policyUnknown: false },
		]);
		expect(other.holdings).toMatchObject([{ id: 'h3' }]);
	});

	it('the holdings reader returns an error for the record whose holdings could not be read, and holdings for the other record', async () => {
		const { reader: holdings } = reader((_question, query) => {
			if (idsIn(query).includes('a')) throw new ReShareError('server', 'The shared inventory could not answer (500)');
			return listed([row('h3', 'b')]);
		});
		const [one, other] = await Promise.all([holdings.of('a'), holdings.of('b')]);
		expect(one).toMatchObject({ holdings: [], error: { kind: 'server' } });
		expect(other).toMatchObject({ holdings: [{ id: 'h3' }] });
		expect(other.error).toBeUndefined();
	});

	it("the holdings reader keeps mod-rs's first ten holdings in its order for a record with more than ten", async () => {
		const twelve = Array.from({ length: 12 }, (_, index) => row(`h${index}`, 'a', { permanentLocationId: `k${index}` }));
		const { reader: holdings } = reader((fieldQuery, query) =>
			idsIn(query).length === 1 && fieldQuery.limit === 10
				? listed([...twelve].reverse().slice(0, 10))
				: listed([...twelve, row('x', 'b')]),
		);
		const [list] = await Promise.all([holdings.of('a'), holdings.of('b')]);
		expect(list.holdings).toHaveLength(12);
		expect(list.inRota.map(({ id }) => id)).toEqual(['h11', 'h10', 'h9', 'h8', 'h7', 'h6', 'h5', 'h4', 'h3', 'h2']);
	});
});

it('the holdings reader marks a policy or location that the reference tables lack as unknown, and a missing policy as absent', async () => {
	const { reader: holdings } = reader(() =>
		listed([
			row('h1', 'a', { illPolicyId: 'other' }),
			row('h2', 'a', { illPolicyId: null }),
			row('h3', 'a', { permanentLocationId: 'other' }),
		]),
	);
	expect((await holdings.of('a')).holdings).toMatchObject([
		{ policy: null, policyUnknown: true },
		{ policy: null, policyUnknown: false },
		{ policy: 'Will lend', locationCode: null, locationUnknown: true },
	]);
});

describe('a GraphQL schema that gives holdings by links alone', () => {
	const links = ['instance_storage_instances'];
	const linked = {
		instances: [
			{
				id: 'a',
				holdingsRecords2: [
					row('h1', 'a', {
						illPolicy: { id: 'p', name: 'Will lend' },
						permanentLocation: { id: 'l', code: 'US-HILL/A/B/C', name: 'Hill' },
					}),
					row('h2', 'a', { illPolicyId: null, illPolicy: null }),
				],
			},
		],
	};

	it('the holdings reader reads holdings nested in the record if the GraphQL schema has no query for holdings', async () => {
		const { asked, reader: holdings } = reader(() => linked, links);
		expect((await holdings.of('a')).holdings).toMatchObject([
			{ id: 'h1', policy: 'Will lend', locationCode: 'US-HILL/A/B/C', policyUnknown: false },
			{ id: 'h2', policy: null, policyUnknown: false },
		]);
		expect(asked[0]).toMatchObject({
			field: 'instance_storage_instances',
			selection: expect.stringContaining('holdingsRecords2(limit: 1000) {'),
		});
		expect(asked[0]?.selection).toContain('illPolicy { id name }');
	});

	it.each([
		[1000, true],
		[999, false],
	])('the holdings reader, given %i holdings nested in a record (limit 1000), marks the list as incomplete: %s', async (count, cut) => {
		const { reader: holdings } = reader(
			() => ({ instances: [{ id: 'a', holdingsRecords2: Array.from({ length: count }, (_, index) => row(`h${index}`, 'a')) }] }),
			links,
		);
		expect((await holdings.of('a')).cut).toBe(cut);
	});

	it('the holdings reader marks the policy of a holding nested in a record as unknown if it could not be resolved', async () => {
		const fault = { path: ['instances', 0, 'holdingsRecords2', 1, 'illPolicy'], error: new ReShareError('server', 'x') };
		const { reader: holdings } = reader(() => linked, links, [fault]);
		expect((await holdings.of('a')).holdings.map(({ policyUnknown }) => policyUnknown)).toEqual([false, true]);
	});

	it('the holdings reader returns an error if the holdings nested in a record could not be read at all', async () => {
		const fault = { path: ['instances', 0, 'holdingsRecords2'], error: new ReShareError('server', 'x') };
		const { reader: holdings } = reader(() => ({ instances: [{ id: 'a', holdingsRecords2: null }] }), links, [fault]);
		expect(await holdings.of('a')).toMatchObject({ holdings: [], error: { kind: 'server' } });
	});
});
