import { createInventory } from '../../../../sandbox/inventory';
import { holdingId, instanceId } from '../../../../sandbox/inventory/ids';
import { findTitles, post, reader, send } from './support';

const search =
	'query($cql:String,$limit:Int,$offset:Int){ instance_storage_instances(query:$cql, limit:$limit, offset:$offset){ totalRecords instances{ id title } } }';
const babySigns = instanceId(30);
const bridget = instanceId(23);
const json = { 'content-type': 'application/json' };

describe('answers', () => {
	it('gives records with all their links, and counts one call per link and parent', async () => {
		const inventory = createInventory();
		const { status, body } = await post(
			inventory,
			'query{ instance_storage_instances(query:"title=baby"){ totalRecords instances{ id title holdingsRecords2{ id callNumber illPolicy{name} permanentLocation{code name} bareHoldingsItems{id barcode} } identifiers{value identifierTypeObject{name}} } } }',
		);
		expect(status).toBe(200);
		expect(body.errors).toBeUndefined();
		const found = (body.data as { instance_storage_instances: { totalRecords: number; instances: Array<Record<string, unknown>> } })
			.instance_storage_instances;
		expect(found.totalRecords).toBe(3);
		expect(found.instances.map((instance) => instance['title'])).toEqual([
			"Bridget Jones's baby : the diaries",
			'Baby signs : how to talk with your baby before your baby can talk',
			'Secrets of the baby whisperer : how to calm, connect, and communicate with your baby',
		]);
		expect(found.instances[1]?.['holdingsRecords2']).toEqual([
			{
				id: holdingId(30, 1),
				callNumber: 'HQ784.S5 A37 2002',
				illPolicy: { name: 'Will lend' },
				permanentLocation: { code: 'US-EAST/US-EAST/MAIN/STACKS', name: 'East Harbor University Library, main stacks' },
				bareHoldingsItems: [
					{ id: '50000000-0000-4000-8030-000000000001', barcode: '30000000300001' },
					{ id: '50000000-0000-4000-8030-000000000002', barcode: '30000000300002' },
				],
			},
			expect.objectContaining({ illPolicy: { name: 'Will not lend' } }),
			expect.objectContaining({ callNumber: null, illPolicy: null, bareHoldingsItems: [] }),
		]);
		// One search, 3 records, 14 holdings, one of them without policy, 11 identifiers.
		expect(inventory.calls).toEqual({
			instances: 1,
			holdings: 3,
			items: 14,
			locations: 14,
			'ill-policies': 13,
			'identifier-types': 11,
			search: 0,
			other: 0,
			total: 56,
		});
	});

	it("answers mod-rs's own query for one record in 15 calls", async () => {
		const inventory = createInventory();
		const { body } = await post(
			inventory,
			'query($id: String!) { instance_storage_instances_SINGLE(instanceId: $id) { id title identifiers { value identifierTypeObject { id name } } holdingsRecords2 { id callNumber illPolicy { name }  permanentLocation { name code } holdingsStatements { note statement } bareHoldingsItems { id barcode enumeration } } } }',
			{ variables: { id: babySigns } },
		);
		expect(body).toMatchObject({
			data: {
				instance_storage_instances_SINGLE: {
					identifiers: [
						{ value: '9780071387767 (paperback)', identifierTypeObject: { id: '8261054f-be78-422d-bd51-4ed9f33c3422', name: 'ISBN' } },
						{ value: '0071387765' },
						{ value: 'ocm48885207', identifierTypeObject: { name: 'OCLC' } },
						{ value: 'east-000030', identifierTypeObject: { name: 'RESHARE:US-EAST' } },
						{ value: 'west-000030', identifierTypeObject: { name: 'RESHARE:US-WEST' } },
					],
					holdingsRecords2: [
						{ holdingsStatements: [{ note: '', statement: 'v.1-' }], bareHoldingsItems: [{ enumeration: 'v.1' }, { enumeration: 'v.2' }] },
						{ bareHoldingsItems: [{ enumeration: 'v.1' }] },
						{ illPolicy: null, holdingsStatements: [] },
					],
				},
			},
		});
		expect(inventory.calls.total).toBe(15);
		expect(inventory.callUrls.slice(0, 2)).toEqual([
			`/instance-storage/instances/${babySigns}`,
			'/identifier-types?limit=10&query=id=="8261054f-be78-422d-bd51-4ed9f33c3422"',
		]);
	});

	it('cuts lists at ten unless a limit says otherwise', async () => {
		const inventory = createInventory();
		const count = async (field: string): Promise<number> => {
			const { body } = await post(inventory, `{ instance_storage_instances_SINGLE(instanceId:"${bridget}"){ ${field} { callNumber } } }`);
			return (body.data as { instance_storage_instances_SINGLE: { holdingsRecords2: unknown[] } }).instance_storage_instances_SINGLE
				.holdingsRecords2.length;
		};
		expect(await count('holdingsRecords2')).toBe(10);
		expect(await count('holdingsRecords2(limit:100)')).toBe(15);
		expect(await count('holdingsRecords2(limit:3)')).toBe(3);
		const { body } = await post(inventory, search, { variables: { cql: 'cql.allRecords=1' } });
		expect(body).toMatchObject({ data: { instance_storage_instances: { totalRecords: inventory.records.length } } });
		expect((body.data as { instance_storage_instances: { instances: unknown[] } }).instance_storage_instances.instances).toHaveLength(10);
	});

	it('answers one page of a longer list', async () => {
		const inventory = createInventory();
		const all = await findTitles(inventory, 'cql.allRecords=1 sortBy title', 100);
		const page = await findTitles(inventory, 'cql.allRecords=1 sortBy title', 3, 24);
		if (typeof all === 'string' || typeof page === 'string') throw new Error('no answer');
		expect(page.titles).toEqual(all.titles.slice(24, 27));
		expect(await findTitles(inventory, 'cql.allRecords=1', 0)).toEqual({ totalRecords: inventory.records.length, titles: [] });
	});

	it('answers several look-ups of one request, without merging equal ones', async () => {
		const inventory = createInventory();
		const { body } = await post(
			inventory,
			'{ a: instance_storage_instances(query:"isbn=9780140449136"){ totalRecords instances{ id } } b: instance_storage_instances(query:"isbn=9780140449136"){ totalRecords } c: instance_storage_instances(query:"identifiers =/@value/@identifierTypeId=439bfbae-75bc-4f74-9fc7-b2a2d47ce3ef 1586310"){ instances{ title } } }',
		);
		expect(body.data).toEqual({
			a: { totalRecords: 1, instances: [{ id: instanceId(13) }] },
			b: { totalRecords: 1 },
			c: { instances: [{ title: 'Nature (London)' }] },
		});
		expect(inventory.calls).toMatchObject({ instances: 3, total: 3 });
	});

	it('reads the small tables as lists', async () => {
		const inventory = createInventory();
		const { body } = await post(
			inventory,
			'{ ill_policies(limit:1000){ totalRecords illPolicies{ id name source } } identifier_types(limit:1000){ identifierTypes{ name } } locations(limit:1000){ locations{ id code } } }',
		);
		expect(body).toMatchObject({ data: { ill_policies: { totalRecords: 8 } } });
		expect(JSON.stringify(body.data)).toContain('US-HILL/ANNEX/STACKS');
		expect(JSON.stringify(body.data)).toContain('RESHARE:US-EAST');
		expect(inventory.calls).toMatchObject({ 'ill-policies': 1, 'identifier-types': 1, locations: 1, total: 3 });
		const one = await post(inventory, '{ ill_policies_SINGLE(id:"46970b40-918e-47a4-a45d-b1677a2d3d46"){ name } }');
		expect(one.body.data).toEqual({ ill_policies_SINGLE: { name: 'Will lend' } });
	});

	it('answers introspection of the schema', async () => {
		const { status, body } = await post(createInventory(), '{ __type(name:"Query"){ fields{ name args{ name } } } }');
		expect(status).toBe(200);
		const { fields } = (body.data as { __type: { fields: Array<{ name: string; args: Array<{ name: string }> }> } }).__type;
		expect(fields.find((field) => field.name === 'ill_policies_SINGLE')?.args.map((argument) => argument.name)).toEqual(['id', 'lang']);
		expect(fields.find((field) => field.name === 'item_storage_items_SINGLE')?.args.map((argument) => argument.name)).toEqual([
			'itemId',
			'lang',
		]);
		expect(fields.some((field) => field.name === 'search_instances')).toBe(false);
	});
});

describe('failures behind GraphQL', () => {
	it('turns a refused query into HTTP 200 with the text behind the status', async () => {
		const { status, body } = await post(createInventory(), search, { variables: { cql: 'title=(' } });
		expect(status).toBe(200);
		expect(body).toEqual({
			errors: [
				{
					message: '400 Bad Request: org.z3950.zing.cql.CQLParseException: expected index or term, got EOF: title=(',
					locations: [{ line: 1, column: 44 }],
					path: ['instance_storage_instances'],
					extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: expect.any(Array) },
				},
			],
			data: { instance_storage_instances: null },
		});
	});

	it('checks permissions at each nested call', async () => {
		const inventory = createInventory();
		const user = { ...reader, username: 'noperm', permissions: reader.permissions.filter((name) => !name.includes('ill-policies')) };
		const { status, body } = await post(
			inventory,
			`{ instance_storage_instances_SINGLE(instanceId:"${babySigns}"){ id holdingsRecords2 { id illPolicy{name} } } }`,
			{ user },
		);
		expect(status).toBe(200);
		expect(body.errors?.map((error) => error.path)).toEqual(
			[0, 1].map((index) => ['instance_storage_instances_SINGLE', 'holdingsRecords2', index, 'illPolicy']),
		);
		expect(body.errors?.[0]?.message).toBe(
			"403 Forbidden: Access for user 'noperm' (37787cd8-9d42-46d4-841b-35894ef46a43) requires permission: inventory-storage.ill-policies.collection.get",
		);
		expect(body.data).toMatchObject({
			instance_storage_instances_SINGLE: {
				id: babySigns,
				holdingsRecords2: [{ illPolicy: null }, { illPolicy: null }, { illPolicy: null }],
			},
		});
		const refused = await post(inventory, search, { variables: { cql: 'title=baby' }, user: { ...user, permissions: [] } });
		expect(refused.body.errors?.[0]?.message).toContain('requires permission: inventory-storage.instances.collection.get');
		expect(refused.body.data).toEqual({ instance_storage_instances: null });
	});

	it('says 404 for a record that is not there, and pastes the id unencoded into the path', async () => {
		const inventory = createInventory();
		const missing = await post(inventory, `{ instance_storage_instances_SINGLE(instanceId:"${instanceId(999)}"){ id } }`);
		expect(missing.body.errors?.[0]?.message).toBe('404 Not Found: Not found');
		expect(missing.body.data).toEqual({ instance_storage_instances_SINGLE: null });
		const pasted = await post(inventory, '{ instance_storage_instances_SINGLE(instanceId:"?limit=1&query=title=nature"){ id } }');
		expect(pasted.body).toEqual({ data: { instance_storage_instances_SINGLE: { id: null } } });
		expect(inventory.callUrls.at(-1)).toBe('/instance-storage/instances?limit=1&query=title=nature');
	});

	it('makes a record without its title null in the list', async () => {
		const inventory = createInventory({
			alterTables: (tables) => ({
				...tables,
				instances: tables.instances.map((row) => (row.id === babySigns ? { ...row, title: undefined, indexTitle: 'Baby' } : row)),
			}),
		});
		const { status, body } = await post(inventory, search, { variables: { cql: `id==("${babySigns}" or "${bridget}")` } });
		expect(status).toBe(200);
		expect(body.errors?.[0]).toMatchObject({
			message: 'Cannot return null for non-nullable field T_instance.title.',
			path: ['instance_storage_instances', 'instances', 1, 'title'],
			extensions: { code: 'INTERNAL_SERVER_ERROR' },
		});
		expect(body.data).toMatchObject({ instance_storage_instances: { totalRecords: 2, instances: [{ id: bridget }, null] } });
	});

	it('makes a holding without its location null in the list', async () => {
		const inventory = createInventory({
			alterTables: (tables) => ({
				...tables,
				holdings: tables.holdings.map((row) => (row.id === holdingId(30, 2) ? { ...row, permanentLocationId: undefined } : row)),
			}),
		});
		const { body } = await post(
			inventory,
			`{ instance_storage_instances_SINGLE(instanceId:"${babySigns}"){ holdingsRecords2 { id permanentLocationId } } }`,
		);
		expect(body.errors?.map((error) => error.path)).toEqual([
			['instance_storage_instances_SINGLE', 'holdingsRecords2', 1, 'permanentLocationId'],
		]);
		expect(body.data).toMatchObject({
			instance_storage_instances_SINGLE: { holdingsRecords2: [{ id: holdingId(30, 1) }, null, { id: holdingId(30, 3) }] },
		});
	});

	it('cannot read subjects and series of 2023', async () => {
		const inventory = createInventory();
		const { body } = await post(inventory, `{ instance_storage_instances_SINGLE(instanceId:"${instanceId(12)}"){ subjects series } }`);
		expect(body.errors).toHaveLength(4);
		expect(body.errors?.every((error) => error.message.startsWith('String cannot represent value: { value:'))).toBe(true);
		expect(body.data).toEqual({ instance_storage_instances_SINGLE: { subjects: [null, null, null], series: [null] } });
		const everywhere = await post(
			createInventory({ era: 'current' }),
			`{ instance_storage_instances_SINGLE(instanceId:"${instanceId(11)}"){ series } }`,
		);
		expect(everywhere.body.data).toEqual({ instance_storage_instances_SINGLE: { series: [null] } });
		const older = await post(inventory, `{ instance_storage_instances_SINGLE(instanceId:"${instanceId(11)}"){ series } }`);
		expect(older.body).toEqual({ data: { instance_storage_instances_SINGLE: { series: ["Oxford world's classics"] } } });
	});

	it('misses headers only when a resolver runs', async () => {
		const inventory = createInventory();
		const noTenant = await post(inventory, search, { tenant: '' });
		expect(noTenant.status).toBe(200);
		expect(noTenant.body.errors?.[0]?.message).toBe('Missing Header: X-Okapi-Tenant');
		const noToken = await post(inventory, search, { token: null, user: null });
		expect(noToken.body.errors?.[0]?.message).toBe('Missing Header: X-Okapi-Token');
		expect((await post(inventory, '{ __typename }', { token: null, user: null })).body).toEqual({ data: { __typename: 'Query' } });
		expect(inventory.calls.total).toBe(0);
	});

	it('says 401 for a token that belongs to nobody', async () => {
		const { status, body } = await post(createInventory(), search, { user: null, token: 'garbage' });
		expect(status).toBe(200);
		expect(body.errors?.[0]?.message).toBe('401 Unauthorized: Invalid token');
	});
});

describe('refused requests', () => {
	const inventory = createInventory();

	it.each([
		[
			'an unknown field',
			'{ instance_storage_instances { totalRecords instances { id nosuch } } }',
			'Cannot query field "nosuch" on type "T_instance".',
			{ line: 1, column: 60 },
		],
		['an unknown query', '{ users { totalRecords } }', 'Cannot query field "users" on type "Query".', { line: 1, column: 3 }],
	])('answers 400 and a message for %s', async (_, query, message, location) => {
		const { status, body } = await post(inventory, query);
		expect(status).toBe(400);
		expect(body).toEqual({
			errors: [{ message, locations: [location], extensions: { code: 'GRAPHQL_VALIDATION_FAILED', stacktrace: expect.any(Array) } }],
		});
	});

	it('answers 400 for bad syntax and a wrong literal', async () => {
		const syntax = await post(inventory, '{ instance_storage_instances {');
		expect([syntax.status, syntax.body.errors?.[0]?.extensions.code]).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
		const literal = await post(inventory, '{ instance_storage_instances(limit:"ten") { totalRecords } }');
		expect([literal.status, literal.body.errors?.[0]?.message]).toEqual([400, 'Int cannot represent non-integer value: "ten"']);
	});

	it('answers 200 without data for a variable of the wrong type or a null that is required', async () => {
		const wrong = await post(inventory, search, { variables: { cql: 'title=baby', limit: 'ten' } });
		expect(wrong.status).toBe(200);
		expect(wrong.body).toEqual({
			errors: [
				{
					message: 'Variable "$limit" got invalid value "ten"; Int cannot represent non-integer value: "ten"',
					locations: [{ line: 1, column: 19 }],
					extensions: { code: 'BAD_USER_INPUT', stacktrace: expect.any(Array) },
				},
			],
		});
		const missing = await post(inventory, 'query($id: String!) { instance_storage_instances_SINGLE(instanceId: $id) { id } }', {
			variables: { id: null },
		});
		expect(missing.status).toBe(200);
		expect(missing.body.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
		expect(missing.body).not.toHaveProperty('data');
	});

	it.each(['{"query":', '', '[{"query":"{ __typename }"}]', '{"variables":{}}'])(
		'answers 400 for a body that is no query: %s',
		async (body) => {
			const answer = await send(inventory, body, json);
			expect(answer.status).toBe(400);
			expect(JSON.parse(answer.text)).toMatchObject({
				errors: [{ message: expect.stringContaining('must contain a non-empty `query`'), extensions: { code: 'BAD_REQUEST' } }],
			});
		},
	);
});

describe('a tenant without GraphQL', () => {
	it('has no route', () => {
		expect(createInventory({ noGraphql: true }).routes).toEqual([]);
	});
});
