import { createInventory } from '../../../../sandbox/inventory';
import { parseCql } from '../../../../sandbox/inventory/cql/parse';
import { foldText, normalizeDigits, wordsOf } from '../../../../sandbox/inventory/cql/words';
import { holdingId, instanceId, locationId } from '../../../../sandbox/inventory/ids';
import { findTitles } from './support';
import type { Found } from './support';

const classic = createInventory();
const current = createInventory({ era: 'current' });
const everything = classic.records.length;
const issn = '"913300b2-03ed-469a-8179-c1092c991227"';
const oclc = '439bfbae-75bc-4f74-9fc7-b2a2d47ce3ef';
const babySigns = 'Baby signs : how to talk with your baby before your baby can talk';
const bridget = "Bridget Jones's baby : the diaries";
const whisperer = 'Secrets of the baby whisperer : how to calm, connect, and communicate with your baby';
const gödel = 'Gödel, Escher, Bach : an eternal golden braid';
const feynman = '"Surely you\'re joking, Mr. Feynman!" : adventures of a curious character';
const zhivoy = 'Преступление и наказание : роман в шести частях с эпилогом';
const crime = 'Crime and punishment = Преступление и наказание';

async function titles(cql: string, inventory = classic): Promise<readonly string[]> {
	const found = await findTitles(inventory, cql);
	if (typeof found === 'string') throw new Error(`${cql}: ${found}`);
	return found.titles;
}

/** After `400 Bad Request: `, without the query at its end. */
async function refusalOf(cql: string, inventory = classic): Promise<string> {
	const found: Found | string = await findTitles(inventory, cql);
	if (typeof found !== 'string') throw new Error(`${cql} was accepted`);
	expect(found.startsWith('400 Bad Request: ')).toBe(true);
	expect(found.endsWith(`: ${cql}`)).toBe(true);
	return found.slice('400 Bad Request: '.length, -`: ${cql}`.length);
}

describe.each([
	['classic', classic],
	['current', current],
])('inventory storage, %s: accepted forms', (_, inventory) => {
	it.each<[string, readonly string[]]>([
		[`id=="${instanceId(30)}"`, [babySigns]],
		[`id==("${instanceId(30)}" or "${instanceId(23)}")`, [bridget, babySigns]],
		[`id=="not a uuid"`, []],
		[`id="30000000-0000-4000-8000-00000000003*" and title=baby`, [babySigns, whisperer]],
		['hrid=="in00000030"', [babySigns]],
		['isbn="9780071387767"', [babySigns]],
		['isbn=9780071387767', [babySigns]],
		['isbn="978-0-07-138776-7"', [babySigns]],
		['isbn="978 0 07 138776 7"', [babySigns]],
		['isbn="9780345479099"', [whisperer]],
		['isbn="9780071387767 (paperback)"', [babySigns]],
		['isbn="paperback"', [babySigns]],
		['isbn="97800713*"', [babySigns]],
		['isbn="0465026850"', [gödel]],
		['isbn="9780465026852"', []],
		['isbn=("0465026850" or "9780465026852")', [gödel]],
		['isbn="039474067X"', ['Orientalism']],
		['isbn="0-394-74067-x"', ['Orientalism']],
		['isbn="394740670"', []],
		['invalidIsbn="9781524732401"', [bridget]],
		['isbn="9781524732401"', []],
		[`identifiers =/@value/@identifierTypeId=${issn} "0028-0836"`, ['Nature (London)']],
		[`identifiers =/@value/@identifierTypeId=${issn} "00280836"`, []],
		[`identifiers =/@value/@identifierTypeId=${issn} "1072-303X"`, []],
		[`identifiers =/@value/@identifierTypeId=${issn} "1072303X"`, ['Journal of interlibrary loan, document delivery & electronic reserve']],
		[`identifiers =/@value/@identifierTypeId=${issn} "0028-792x"`, ['The New Yorker']],
		[`identifiers =/@value/@identifierTypeId=${oclc} "ocm48885207"`, [babySigns]],
		[`identifiers =/@value/@identifierTypeId=${oclc} "48885207"`, []],
		[`identifiers =/@value/@identifierTypeId=${oclc} "31171684"`, ['Design patterns : elements of reusable object-oriented software']],
		[`identifiers =/@value/@identifierTypeId=${oclc} "(OCoLC)1586310"`, ['Nature (London)']],
		// For PostgreSQL, brackets are punctuation: the bare number finds this form, too.
		[`identifiers =/@value/@identifierTypeId=${oclc} "1586310"`, ['Nature (London)']],
		[`identifiers =/@value/@identifierTypeId=${oclc} "(OCoLC)31171684"`, []],
		[`identifiers =/@identifierTypeId=${oclc}/@value "on1030413521"`, ['Becoming']],
		[`identifiers =/@value/@identifierTypeId=${issn} "ocm48885207"`, []],
		['identifiers =/@value "0028-0836"', ['Nature (London)']],
		['identifiers =/@value "ocm48885207"', [babySigns]],
		['title all "baby signs"', [babySigns]],
		['title all "signs baby"', [babySigns]],
		['title="baby signs"', [babySigns]],
		['title="signs baby"', []],
		['title=baby signs', [babySigns]],
		['title adj "baby can talk"', [babySigns]],
		['title any "whisperer signs"', [babySigns, whisperer]],
		['title="whisp*"', [whisperer]],
		['title all "secr* whisp*"', [whisperer]],
		['title="WHISPERER"', [whisperer]],
		['title all "godel escher"', [gödel, gödel]],
		['title all "преступление наказание"', [crime, zhivoy]],
		['title="ПРЕСТУПЛЕНИЕ И НАКАЗАНИЕ"', [crime, zhivoy]],
		['title="红楼梦"', ['红楼梦']],
		['title="红楼"', []],
		['title all "βιος ζορμπα"', ['Βίος και πολιτεία του Αλέξη Ζορμπά']],
		['title="بين القصرين"', ['بين القصرين']],
		['title all "tcp ip illustrated"', []],
		['title all "tcp/ip illustrated"', ['TCP/IP illustrated']],
		['title="surely you\'re joking"', [feynman]],
		['title="\\"Surely you\'re joking, Mr. Feynman!\\""', [feynman]],
		[
			'title="What is life\\?"',
			['What is life? : the physical aspect of the living cell ; with, Mind and matter ; & Autobiographical sketches'],
		],
		['title="c\\*\\^ programming"', ['The C++ programming language', 'The C programming language']],
		['title=="the idiot"', ['The idiot', 'The idiot']],
		['title=="idiot"', []],
		['title=="*idi?t"', ['The idiot', 'The idiot']],
		['title=="Secrets of the baby*"', [whisperer]],
		['title all "baby" and title all "signs"', [babySigns]],
		['title=baby not title=signs not title=whisperer', [bridget]],
		['title=signs or title=whisperer and title=secrets', [whisperer]],
		['title=signs or (title=whisperer and title=secrets)', [babySigns, whisperer]],
		['title=baby AND (title=signs OR title=diaries)', [bridget, babySigns]],
		['title=(signs or whisperer)', [babySigns, whisperer]],
		['title<>"x" and hrid=="in00000030"', [babySigns]],
		['languages="heb"', ['סיפור על אהבה וחושך', 'ha-Gesher el ha-namal : sipurim / Shulamit Bar-Nahar.']],
		['dateOfPublication="1956"', ['بين القصرين', 'Thermodynamics', 'The count of Monte Cristo']],
		[`holdingsRecords.permanentLocationId=="${locationId(103)}"`, ['Cosmos']],
		[`holdingsRecords.id=="${holdingId(30, 2)}"`, [babySigns]],
		['item.barcode=="30000000300002"', [babySigns]],
		['discoverySuppress=="true"', ['The God delusion']],
	])('finds the records by the query %s', async (cql, expected) => {
		expect(await titles(cql, inventory)).toEqual(expected);
	});

	it.each(['cql.allRecords=1', 'id=*', '', 'title=*', 'hrid=""', 'cql.allRecords=1 NOT discoverySuppress=nothing', 'title=* or nosuch=*'])(
		'the query %s finds every record',
		async (cql) => {
			expect(await findTitles(inventory, cql)).toMatchObject({ totalRecords: everything });
		},
	);

	it.each(['issn="0028-0836"', 'oclc="48885207"', 'nosuch="baby"', 'Title=baby', 'ISBN="9780071387767"', 'nosuch==""'])(
		'%s finds nothing and is no error',
		async (cql) => {
			expect(await findTitles(inventory, cql)).toEqual({ totalRecords: 0, titles: [] });
		},
	);

	it('sorts the records as the query says', async () => {
		const ascending = await titles('title=baby sortBy title', inventory);
		expect(ascending).toEqual([babySigns, bridget, whisperer]);
		expect(await titles('title=baby sortby title/sort.descending', inventory)).toEqual([...ascending].reverse());
		expect(await titles('title=whisperer or title=signs sortBy hrid/sort.descending', inventory)).toEqual([whisperer, babySigns]);
	});
});

describe('what the two eras do differently', () => {
	it('finds authors by name only in the classic one', async () => {
		expect(await titles('contributors =/@name "Acredolo"')).toEqual([babySigns]);
		expect(await titles('contributors =/@name "garcia marquez"')).toEqual([
			'One hundred years of solitude',
			'Cien años de soledad',
			'Of love and other demons',
		]);
		expect(await refusalOf('contributors =/@name "Acredolo"', current)).toBe('CQL: Unsupported relation modifier @name');
		expect(await titles('contributors="Acredolo"', current)).toEqual([babySigns]);
	});

	it('finds keywords only in the classic one', async () => {
		expect(await titles('keyword all "acredolo signs"')).toEqual([babySigns]);
		expect(await titles('keyword all "ocm48885207 talk"')).toEqual([babySigns]);
		expect(await titles('keyword all "acredolo"', current)).toEqual([]);
	});
});

describe('inventory storage: refused forms', () => {
	it.each([
		['baby', 'cql.serverChoice requested, but no serverChoiceIndexes defined.'],
		['"baby signs"', 'cql.serverChoice requested, but no serverChoiceIndexes defined.'],
		['title=baby and signs', 'cql.serverChoice requested, but no serverChoiceIndexes defined.'],
		['title=(', 'org.z3950.zing.cql.CQLParseException: expected index or term, got EOF'],
		['title=', 'org.z3950.zing.cql.CQLParseException: expected index or term, got EOF'],
		['title="never closed', 'org.z3950.zing.cql.CQLParseException: expected index or term, got EOF'],
		['(title=baby', "org.z3950.zing.cql.CQLParseException: expected ')', got EOF"],
		['title=baby)', "org.z3950.zing.cql.CQLParseException: junk after end: ')'"],
		['title=baby and not title=signs', "org.z3950.zing.cql.CQLParseException: unexpected relation '='"],
		['title=baby / signs', "org.z3950.zing.cql.CQLParseException: expected boolean, got '/'"],
		['title=baby sortBy', 'org.z3950.zing.cql.CQLParseException: no sort keys'],
		['title="b*by"', '* right truncation wildcard must be followed by space or end of string, but found b'],
		['title="*baby"', '* right truncation wildcard must be followed by space or end of string, but found b'],
		['title="bab?"', '? wildcard not allowed in full text query string'],
		['isbn="978?"', '? wildcard not allowed in full text query string'],
		['title=/@value "baby"', 'CQL: Unsupported relation modifier @value'],
		['identifiers =/@nosuch "x"', 'CQL: Unsupported relation modifier @nosuch'],
		['identifiers ==/@value "0028-0836"', 'CQL: Unsupported relation modifier @value'],
		['identifiers =/@value/@identifierTypeId<"x" "0028-0836"', 'CQL: Unsupported comparison for relation modifier @identifiertypeid'],
		['title=/nosuch "baby"', 'CQL: Unsupported modifier nosuch'],
		['id all "x"', "CQL: Unsupported operator 'all', UUID id only supports '=', '==', and '<>' (possibly with right truncation)"],
		['title within "a b"', 'Relation within not implemented yet: title within a b'],
		['title=baby prox title=signs', 'Not implemented yet: org.z3950.zing.cql.CQLProxNode'],
	])('refuses the query %s with the words of inventory storage', async (cql, text) => {
		expect(await refusalOf(cql)).toBe(text);
	});
});

describe('parser', () => {
	it('binds booleans to the left and hands index and relation into parentheses', () => {
		const { root } = parseCql('a==(1 or 2) not b=3');
		expect(root).toMatchObject({
			kind: 'boolean',
			operator: 'not',
			left: { operator: 'or', left: { index: 'a', relation: { base: '==' }, term: '1' }, right: { index: 'a', term: '2' } },
			right: { index: 'b', term: '3' },
		});
	});

	it('keeps backslashes in terms and reads modifiers', () => {
		const { root, sortKeys } = parseCql('i =/@value/@typeId="x y" "a\\"b\\\\" sortBy t/sort.descending u');
		expect(root).toEqual({
			kind: 'term',
			index: 'i',
			relation: { base: '=', modifiers: [{ name: '@value' }, { name: '@typeid', comparison: '=', value: 'x y' }] },
			term: 'a\\"b\\\\',
		});
		expect(sortKeys).toEqual([
			{ field: 't', modifiers: [{ name: 'sort.descending' }] },
			{ field: 'u', modifiers: [] },
		]);
	});
});

describe('words', () => {
	// As PostgreSQL answers to_tsvector('simple', …) for the same texts.
	it.each([
		['Louis-André Vigneras', ['louis-andre', 'louis', 'andre', 'vigneras']],
		['0028-792X', ['0028', '-792', 'x']],
		['(OCoLC)48885207', ['ocolc', '48885207']],
		['TCP/IP illustrated', ['tcp/ip', 'illustrated']],
		["L'étranger", ['l', 'etranger']],
		['Princeton, N.J.', ['princeton', 'n.j']],
		['AT&T', ['at', 't']],
		['20th-anniversary ed.', ['20th-anniversary', '20th', 'anniversary', 'ed']],
		['al-ʻArabīyah', ['al', 'arabiyah']],
		['Йога, ёж', ['йога', 'еж']],
		['Œuvres · Straße', ['oeuvres', 'strasse']],
		['Catch-22', ['catch', '-22']],
		['The Great War, 1914–1918', ['the', 'great', 'war', '1914', '-1918']],
		['SARS-CoV-2', ['sars-cov', 'sars', 'cov', '2']],
		['F-117A', ['f-117a', 'f', '117a']],
		['HIV/AIDS-related stigma', ['hiv/aids-related', 'stigma']],
		['Covid-19/HIV', ['covid', '-19', '/hiv']],
		['S/Z', ['s/z']],
		['Node.js in action', ['node.js', 'in', 'action']],
		['A.I. : artificial intelligence', ['a.i', 'artificial', 'intelligence']],
		['hello<br>world', ['hello', 'world']],
		['1990-2000s', ['1990', '-2000', 's']],
	])('splits %s into the words of PostgreSQL', (text, expected) => {
		expect(wordsOf(text)).toEqual(expected);
	});

	it('folds composed and decomposed letters alike', () => {
		expect(foldText('Go\u0308del')).toBe(foldText('GÖDEL'));
	});

	it('takes hyphens and blanks out of the number only', () => {
		expect(normalizeDigits(' 978-0 345 47909-9 (pbk. 2-3)')).toBe('9780345479099 (pbk. 2-3)');
		expect(normalizeDigits('080442957X')).toBe('080442957 X');
	});
});
