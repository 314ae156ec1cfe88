import { decodeHTMLStrict } from 'entities';

/* Of an HTML page, only as much is read as is needed to distinguish the resolver's pages. */

export interface ShownChoice {
	readonly code: string;
	readonly name: string;
}

export type ShownPage = ReturnType<typeof readHtmlPage>;

/** The most characters that are read. The pages of the resolver have some ten thousand. */
const longestPage = 60_000;

function plain(html: string) {
	return decodeHTMLStrict(html.replace(/<[^<>]*>/g, ' '))
		.replace(/\s+/g, ' ')
		.trim();
}

/** Returns the elements in their order. As in browsers, an element that is not closed extends to the end. */
function elements(html: string, name: string) {
	const pattern = new RegExp(`(<${name}\\b[^<>]*>)([^]*?)(?:</${name}>|$)`, 'gi');
	return [...html.matchAll(pattern)].map(([, tag = '', inner = '']) => ({ tag, inner }));
}

/** Removes the parts of a page that no reader sees. What is not closed extends to the end. */
function withoutUnseen(html: string) {
	return html.replace(/<!--[^]*?(?:-->|$)/g, ' ').replace(/<(script|style|svg)\b[^]*?(?:<\/\1>|$)/gi, ' ');
}

function attributes(tag: string) {
	const written = tag.matchAll(/\s([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi);
	return new Map(
		[...written].map(([, name = '', double, single, bare]) => [name.toLowerCase(), decodeHTMLStrict(double ?? single ?? bare ?? '')]),
	);
}

function readFields(form: string) {
	const inputs = [...form.matchAll(/<input\b[^<>]*>/gi)].flatMap(([tag]) => fieldOf(attributes(tag)));
	const areas = elements(form, 'textarea').flatMap(({ tag, inner }) => fieldOf(attributes(tag).set('value', decodeHTMLStrict(inner))));
	const lists = elements(form, 'select').flatMap(({ tag, inner }) => {
		const options = [...inner.matchAll(/(<option\b[^<>]*>)([^<]*)/gi)].map(([, option = '', text = '']) => {
			const given = attributes(option);
			return { isSelected: given.has('selected'), code: given.get('value') ?? '', name: plain(text) };
		});
		const chosen = options.find(({ isSelected }) => isSelected) ?? options[0];
		return fieldOf(
			attributes(tag).set('value', chosen?.code ?? ''),
			options.filter(({ code }) => code !== ''),
		);
	});
	return [...inputs, ...areas, ...lists];
}

/** @param choices the choices of a list that have a code */
function fieldOf(given: Map<string, string>, choices: readonly ShownChoice[] = []) {
	const name = given.get('name') ?? '';
	const type = given.get('type')?.toLowerCase();
	if (name === '' || (type === 'radio' && !given.has('checked'))) return [];
	return [{ name, isHidden: type === 'hidden', value: given.get('value') ?? '', choices }];
}

export function readHtmlPage(html: string) {
	const source = withoutUnseen(html.slice(0, longestPage));
	return {
		title: plain(elements(source, 'title')[0]?.inner ?? ''),
		/** The headings of the first level. */
		headings: elements(source, 'h1').map(({ inner }) => plain(inner)),
		fields: elements(source, 'form').flatMap(({ inner }) => readFields(inner)),
		text: plain(source),
	};
}
