import { getOrCreate } from '../memoize';
import type { OpenUrlMetadata } from './openUrl';

const articles = /^(?:JOUR|EJOUR|MGZN|NEWS|ABST|INPR)$/;
const parts = /^(?:CHAP|ECHAP|CPAPER|ENCYC|DICT)$/;

/** Reads the references of a RIS export under the keys of an OpenURL; undefined for other text. */
export function readRis(text: string): OpenUrlMetadata[] | undefined {
	if (!/^\s*TY {1,2}-/.test(text)) return undefined;
	return text
		.split(/^(?=TY {1,2}-)/m)
		.map(tagsOf)
		.filter((tags) => tags.has('TY'))
		.map(metadataOf);
}

function tagsOf(record: string) {
	const tags = new Map<string, string[]>();
	let values: string[] = [];
	for (const line of record.split(/\r\n|\n|\r/)) {
		const [, tag, value = ''] = /^\s*([A-Z][A-Z0-9]) {1,2}-(?: (.*)|$)/.exec(line) ?? [];
		if (tag === 'ER') break;
		// A line without a tag continues the value of the line before.
		if (tag !== undefined) (values = getOrCreate(tags, tag, () => [])).push(value.trim());
		else if (line.trim() !== '') values.push(`${values.pop() ?? ''} ${line.trim()}`.trim());
	}
	return tags;
}

function metadataOf(tags: Map<string, string[]>) {
	const all = (...names: string[]) => names.map((name) => (tags.get(name) ?? []).filter(Boolean)).find((values) => values.length > 0) ?? [];
	const [type = ''] = all('TY');
	const inside = all('T2', 'JF', 'JO', 'BT', 'JA', 'J2');
	const isJournalArticle = articles.test(type);
	const isPart = isJournalArticle || parts.test(type) || (type === 'CONF' && inside.length > 0);
	const numbers = all('SN').flatMap((value) => value.split(/[;,]|(?<!\s)\s+(?=\d)/u));
	const isIssn = (number: string) => /^\D*\d{4}-?\d{3}[\dX]\D*$/iu.test(number);
	return new Map(
		Object.entries({
			'rft.genre': [isJournalArticle ? 'article' : isPart ? 'bookitem' : type === 'JFULL' ? 'journal' : 'book'],
			[isPart ? 'rft.atitle' : 'rft.btitle']: all('TI', 'T1', 'CT', ...(isPart ? [] : ['BT'])),
			...(isPart && { [isJournalArticle ? 'rft.jtitle' : 'rft.btitle']: inside }),
			'rft.au': all('AU', 'A1', ...(isPart ? [] : ['ED', 'A2'])),
			// RIS writes a date as `2011/05//Spring`.
			'rft.date': all('PY', 'Y1', 'DA').map((date) => date.split('/').slice(0, 3).filter(Boolean).join('-')),
			'rft.volume': all('VL'),
			'rft.issue': all('IS'),
			'rft.spage': all('SP'),
			'rft.epage': all('EP'),
			'rft.isbn': numbers.filter((number) => !isIssn(number)),
			'rft.issn': numbers.filter(isIssn),
			'rft.edition': all('ET'),
			'rft.language': all('LA'),
		}),
	);
}
