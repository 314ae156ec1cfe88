import { startSandbox } from '../../../sandbox/index';
import type { Sandbox } from '../../../sandbox/index';
import { call } from '../sandbox/harness';
import type { Json } from '../sandbox/harness';

/** By VuFind's source and index schema. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());

type Pairs = ReadonlyArray<readonly [string, string]>;

async function find(pairs: Pairs): Promise<string[] | string> {
	const query = new URLSearchParams([
		...pairs.map(([name, value]): [string, string] => [name, value]),
		['field[]', 'title'],
		['limit', '100'],
	]);
	const { status, json } = await call(`${sandbox.vufind.urls.v10}/api/v1/search?${query.toString()}`);
	const body = json as Json;
	return status === 200
		? ((body.records as Json[] | undefined) ?? []).map(({ title }) => String(title))
		: `${status} ${String(body.statusMessage)}`;
}
const titles = (lookfor: string, type?: string) => find([['lookfor', lookfor], ...(type === undefined ? [] : [['type', type] as const])]);
const invalid = '400 Invalid search';

describe('type=ISN', () => {
	it('compares digits: hyphens and qualifiers do not matter, the two forms of an ISBN do', async () => {
		expect(await titles('9780345479099', 'ISN')).toEqual([
			'Secrets of the baby whisperer : how to calm, connect, and communicate with your baby',
		]);
		expect(await titles('978-0-345-47909-9', 'isn')).toHaveLength(1);
		expect(await titles('0345479092', 'ISN')).toEqual([]);
		expect(await titles('039474067x', 'ISN')).toEqual(['Orientalism']);
		expect(await titles('0521427088', 'ISN')).toHaveLength(1);
		// A qualifier in front hides the number.
		expect(await titles('0140135154', 'ISN')).toEqual([]);
	});

	it('takes many numbers with OR, and none of two without', async () => {
		expect(await titles('"9781571313355" OR "0151446474" OR "0000000000"', 'ISN')).toEqual([
			'Braiding sweetgrass',
			'The name of the rose',
			'Braiding sweetgrass',
		]);
		expect(await titles('"9781571313355" or "0151446474"', 'ISN')).toEqual([]);
		expect(await titles('9781571313355 0151446474', 'ISN')).toEqual([]);
	});

	it('finds ISSNs, with a hyphen and without', async () => {
		expect(await titles('0028-0836', 'ISN')).toEqual(await titles('00280836', 'ISN'));
		expect(await titles('1072-303X', 'ISN')).toEqual(['Journal of interlibrary loan, document delivery & electronic reserve']);
	});

	it('does not look at invalid numbers', async () => {
		expect(await titles('9781524732401', 'ISN')).toEqual([]);
	});
});

describe('type=oclc_num', () => {
	it('keeps digits alone, so that prefixes do not matter and two numbers become one', async () => {
		for (const number of ['829743464', 'ocn829743464', '(OCoLC)829743464', '000829743464'])
			expect(await titles(number, 'oclc_num')).toEqual(['Braiding sweetgrass']);
		expect(await titles('829743464 OR 8954772', 'oclc_num')).toEqual([]);
		expect(await titles('829743464 8954772', 'oclc_num')).toEqual([]);
		expect(await titles('none', 'oclc_num')).toBe(invalid);
	});

	it('does not look at cancelled numbers', async () => {
		expect([await titles('439345', 'oclc_num'), await titles('12990', 'oclc_num')]).toEqual([
			['The double helix : a personal account of the discovery of the structure of DNA'],
			[],
		]);
	});

	it('takes several as a query that names the field, without a type', async () => {
		expect(await titles('oclc_num:("829743464" OR "8954772")')).toEqual(['Braiding sweetgrass', 'The name of the rose']);
	});
});

describe('type=Title', () => {
	it('wants all words, in any order, with accents folded and endings cut', async () => {
		expect(await titles('godel escher bach', 'Title')).toHaveLength(2);
		expect(await titles('rose name', 'Title')).toContain('The name of the rose');
		expect(await titles('baby sign', 'title')).toEqual(['Baby signs : how to talk with your baby before your baby can talk']);
		expect(await titles('rose quantum', 'Title')).toEqual([]);
		expect(await titles('Hong lou meng', 'Title')).toEqual(['红楼梦']);
	});

	it('ranks short titles first and never looks for whole titles alone', async () => {
		const found = await titles('cosmos', 'Title');
		expect(found[0]).toBe('Cosmos');
		expect(await titles('linear algebra', 'Title')).toEqual(['Linear algebra', 'Linear algebra : undergraduate texts']);
	});

	it('is a phrase in quotes, and OR in capitals', async () => {
		expect(await titles('"lost world"', 'Title')).toHaveLength(2);
		expect(await titles('"world lost"', 'Title')).toEqual([]);
		expect(await titles('sweetgrass OR sapiens', 'Title')).toHaveLength(5);
		expect(await titles('sapiens NOT humankind', 'Title')).toEqual(['Sapiens']);
	});

	it('leaves the plain way at a colon without blanks, which Solr refuses; with a blank it is a word break', async () => {
		expect(await titles('Sapiens: a brief history', 'Title')).toHaveLength(2);
		expect(await titles('Sapiens:a brief history', 'Title')).toBe(invalid);
		expect(await titles('title:sapiens', 'Title')).toHaveLength(3);
	});

	it('survives other signs', async () => {
		expect(await titles('What is life? & (mind)', 'Title')).not.toBe(invalid);
		expect(new Set(await titles('the c++ programming language', 'Title'))).toEqual(
			new Set(['The C programming language', 'The C++ programming language']),
		);
		expect(await titles('"surely you\'re joking', 'Title')).toHaveLength(1);
		expect(await titles('AND', 'Title')).not.toBe(invalid);
	});
});

describe('other types', () => {
	it('Author looks at persons and bodies, the added ones too', async () => {
		expect(await titles('kimmerer', 'Author')).toContain('Braiding sweetgrass');
		expect(await titles('weaver umberto', 'author')).toEqual(['The name of the rose']);
		expect(await titles('zizek', 'Author')).toEqual(['The sublime object of ideology']);
		expect(await titles('American Medical Association', 'Author')).toHaveLength(1);
	});

	it('AllFields looks at nearly everything, numbers of books included', async () => {
		expect(await titles('"9781571313355"')).toHaveLength(2);
		expect(await titles('kimmerer sweetgrass')).toHaveLength(2);
	});

	it("an unknown one makes the text a query in Lucene's language, whose errors count", async () => {
		expect(await titles('sweetgrass', 'Authors')).toHaveLength(2);
		expect(await titles('author:kimmerer', 'Authors')).toHaveLength(2);
		expect(await titles('"open', 'Authors')).toBe(invalid);
		expect(await titles('nowhere:kimmerer', 'Authors')).toBe(invalid);
		expect(await titles('OR sweetgrass', 'Authors')).toBe(invalid);
	});

	it('id finds one record, an empty text all', async () => {
		expect(await titles('ebooksmn4410021', 'id')).toEqual(['Braiding sweetgrass']);
		expect(await titles('')).toHaveLength(100);
	});
});

describe('the advanced form', () => {
	const row = (text: string, type: string, group = 0): Pairs => [
		[`lookfor${group}[]`, text],
		[`type${group}[]`, type],
	];

	it('joins the rows of a group, and the groups', async () => {
		expect(await find([...row('idiot', 'Title'), ...row('batuman', 'Author')])).toEqual(['The idiot']);
		expect(await find([['bool0[]', 'OR'], ...row('sweetgrass', 'Title'), ...row('batuman', 'Author')])).toHaveLength(3);
		expect(await find([['join', 'OR'], ...row('idiot', 'Title'), ...row('sweetgrass', 'Title', 1)])).toHaveLength(4);
		expect(await find([['join', 'AND'], ...row('idiot', 'Title'), ...row('batuman', 'Author', 1)])).toEqual(['The idiot']);
		expect(await find([...row('idiot', 'Title'), ['bool1[]', 'NOT'], ...row('batuman', 'Author', 1)])).toEqual(['The idiot']);
	});

	it('needs lists, passes over empty rows, and counts only where there is no plain query', async () => {
		expect(
			await find([
				['lookfor0', 'idiot'],
				['type0', 'Title'],
			]),
		).toHaveLength(100);
		expect(await find([...row('idiot', 'Title'), ...row('', 'Author')])).toHaveLength(2);
		expect(await find([['lookfor', 'sweetgrass'], ['type', 'Title'], ...row('idiot', 'Title')])).toHaveLength(2);
	});

	it('takes a colon for a word break', async () => {
		expect(await find([...row('Sapiens : a brief history', 'Title'), ...row('harari', 'Author')])).toHaveLength(2);
		expect(await find([...row('Sapiens:brief', 'Title')])).not.toBe(invalid);
	});
});

describe('order', () => {
	it('is by relevance, or by what is asked for', async () => {
		const sorted = await find([
			['lookfor', 'the'],
			['type', 'Title'],
			['sort', 'title'],
		]);
		expect(sorted).toEqual([...sorted].sort((left, right) => left.localeCompare(right, 'en')));
		const byYear = await find([
			['lookfor', 'beowulf OR cosmos OR sapiens'],
			['type', 'Title'],
			['sort', 'year'],
		]);
		expect([byYear.at(-2), byYear.at(-1)]).toEqual(['Cosmos', 'Beowulf']);
		expect(
			(
				await find([
					['lookfor', 'beowulf OR cosmos OR sapiens'],
					['type', 'Title'],
					['sort', 'year asc'],
				])
			).at(0),
		).toBe('Cosmos');
	});
});
