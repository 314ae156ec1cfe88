import { createInventory } from '../../../../sandbox/inventory';
import type { InventoryService } from '../../../../sandbox/inventory';
import { instanceId, locationId } from '../../../../sandbox/inventory/ids';
import { post } from './support';

const loaded = createInventory({ searchModule: 'loaded' });
const query =
	'query($cql:String,$limit:Int,$offset:Int){ search_instances(query:$cql, limit:$limit, offset:$offset){ totalRecords instances{ id title } } }';
const babySigns = 'Baby signs : how to talk with your baby before your baby can talk';

async function search(
	cql: string | undefined,
	options: { limit?: number; offset?: number; inventory?: InventoryService } = {},
): Promise<readonly string[] | string> {
	const { limit, offset, inventory = loaded } = options;
	const { body } = await post(inventory, query, { variables: { cql, limit, offset } });
	const [error] = body.errors ?? [];
	if (error !== undefined) return error.message;
	return (body.data as { search_instances: { instances: Array<{ title: string }> } }).search_instances.instances.map(
		(instance) => instance.title,
	);
}

describe('mod-search behind GraphQL', () => {
	it('is unknown to the schema when not loaded: HTTP 400', async () => {
		const { status, body } = await post(createInventory(), '{ search_instances(query:"cql.allRecords=1", limit:0){ totalRecords } }');
		expect(status).toBe(400);
		expect(body.errors?.[0]?.message).toBe('Cannot query field "search_instances" on type "Query".');
	});

	it('is known but absent: HTTP 200 with 404', async () => {
		const inventory = createInventory({ searchModule: 'loadedWithoutModule' });
		const { status, body } = await post(inventory, '{ search_instances(query:"cql.allRecords=1", limit:0){ totalRecords } }');
		expect(status).toBe(200);
		expect(body.errors?.[0]?.message).toMatch(/^404 Not Found: No suitable module found for path/u);
	});

	it.each<[string, readonly string[]]>([
		['isbn="0071387765"', [babySigns]],
		['isbn="9780071387767"', [babySigns]],
		['isbn="978-0-07-138776-7"', [babySigns]],
		// Only a ten-digit ISBN is stored; its longer form is added.
		['isbn="9780465026852"', ['Gödel, Escher, Bach : an eternal golden braid']],
		['issn="0028-0836"', ['Nature (London)']],
		['oclc="48885207"', [babySigns]],
		['oclc="ocm48885207"', [babySigns]],
		['oclc="1586310"', ['Nature (London)']],
		['oclc="0001775222"', ['Scientific American']],
		['oclc="177*"', ['Scientific American']],
		['isbn="0-394-74067-x"', ['Orientalism']],
		['isbn="97800713*"', [babySigns]],
		['isbn="(paperback)"', [babySigns]],
		['title adj "signs baby"', [babySigns]],
		['title all "signs baby"', [babySigns]],
		['title="signs baby"', [babySigns]],
		['title=="signs baby"', []],
		['title=="baby signs"', [babySigns]],
		['title all "*hisperer"', ['Secrets of the baby whisperer : how to calm, connect, and communicate with your baby']],
		['title all "Prestuplenie"', ['Преступление и наказание : роман в шести частях с эпилогом']],
		['keyword all "acredolo signs"', [babySigns]],
		['keyword all "9780071387767"', []],
		['contributors="acredolo"', [babySigns]],
		['contributors.name any "acredolo hofstadter" and title all "20th"', []],
		['identifiers.value=="ocm48885207"', [babySigns]],
		[`id==("${instanceId(30)}")`, [babySigns]],
		['hrid=="in00000030"', [babySigns]],
		['languages=="heb"', ['סיפור על אהבה וחושך', 'ha-Gesher el ha-namal : sipurim / Shulamit Bar-Nahar.']],
		['discoverySuppress==true', ['The God delusion']],
		[`holdings.permanentLocationId=="${locationId(103)}"`, ['Cosmos']],
		['items.barcode=="30000000300002"', [babySigns]],
		[
			'title all "baby" not title all "signs" sortBy title/sort.descending',
			['Secrets of the baby whisperer : how to calm, connect, and communicate with your baby', "Bridget Jones's baby : the diaries"],
		],
	])('mod-search finds the records by the query %s', async (cql, expected) => {
		expect(await search(cql)).toEqual(expected);
	});

	it('finds 100 by default, 500 at most', async () => {
		const { body } = await post(loaded, query, { variables: { cql: 'cql.allRecords=1', limit: 0 } });
		expect(body.data).toEqual({ search_instances: { totalRecords: loaded.records.length, instances: [] } });
		expect(await search('cql.allRecords=1')).toHaveLength(Math.min(100, loaded.records.length));
		expect(await search('cql.allRecords=1', { limit: 501 })).toContain(
			'400 Bad Request: {"errors":[{"message":"must be less than or equal to 500"',
		);
		expect(await search('cql.allRecords=1', { offset: 10_000 })).toContain('must be less than or equal to 9999');
	});

	it('refuses unknown fields and bad queries with JSON in the text', async () => {
		const refusal = async (cql: string | undefined): Promise<{ errors: Array<{ message: string; code: string }> }> => {
			const message = await search(cql);
			if (typeof message !== 'string') throw new Error('accepted');
			expect(message.startsWith('400 Bad Request: ')).toBe(true);
			return JSON.parse(message.slice('400 Bad Request: '.length)) as { errors: Array<{ message: string; code: string }> };
		};
		expect((await refusal('nosuch="x"')).errors[0]).toMatchObject({
			message: 'Invalid search field provided in the CQL query',
			code: 'validation_error',
		});
		expect((await refusal('editions="x"')).errors[0]?.code).toBe('validation_error');
		expect((await refusal('title=(')).errors[0]).toMatchObject({
			message: expect.stringContaining('Failed to parse CQL query'),
			code: 'service_error',
		});
		expect((await refusal(undefined)).errors[0]?.code).toBe('validation_error');
	});

	it('gives records of another shape, whose holdings link is like that of inventory storage', async () => {
		loaded.reset();
		const { body } = await post(
			loaded,
			'{ search_instances(query:"hrid==in00000012 or hrid==in00000030 sortBy hrid"){ instances{ title series{ value } subjects{ value } identifiers{ value identifierTypeId } holdings{ id } items{ id } holdingsRecords2(limit:100){ illPolicy{ name } permanentLocation{ code } } } } }',
		);
		expect(body.errors).toBeUndefined();
		const { instances } = (body.data as { search_instances: { instances: Array<Record<string, unknown>> } }).search_instances;
		expect(instances[0]).toMatchObject({ series: [{ value: 'A Norton critical edition' }], holdings: [{}, {}], items: [{}, {}] });
		expect(instances[1]?.['holdingsRecords2']).toMatchObject([
			{ illPolicy: { name: 'Will lend' } },
			{ illPolicy: { name: 'Will not lend' } },
			{ illPolicy: null },
		]);
		expect(loaded.calls).toMatchObject({ search: 1, holdings: 2, 'ill-policies': 4, locations: 5 });
		const { status } = await post(loaded, '{ search_instances(query:"id=*"){ instances{ editions } } }');
		expect(status).toBe(400);
		const links = await post(loaded, '{ search_instances(query:"id=*"){ instances{ identifiers{ identifierTypeObject{ name } } } } }');
		expect(links.status).toBe(400);
	});
});
