import { decodeHTMLStrict } from 'entities';

/* Of an HTML page, only as much is read as is needed to distinguish the resolver's pages. */

export interface ShownChoice {
	readonly code: string;
	readonly name: string;
}

interface FormField {
	readonly name: string;
	readonly isHidden: boolean;
	/** The field's value; empty if the page does not give one. */
	readonly value: string;
	/** The choices of a list. Those without a code are left out. */
	readonly choices: readonly ShownChoice[];
}

export interface ShownPage {
	readonly title: string;
	/** The headings of the first level. */
	readonly headings: readonly string[];
	readonly fields: readonly FormField[];
	readonly text: string;
}

/** The most characters that are read. The pages of the resolver have some ten thousand. */
const longestPage = 60_000;

function plain(html: string) {
	return decodeHTMLStrict(html.replace(/<[^<>]*>/g, ' '))
		.replace(/\s+/g, ' ')
		.trim();
}

/** Returns the elements in their order. As in browsers, an element that is not closed extends to the end. */
function elements(html: string, name: string): Array<{ readonly tag: string; readonly inner: string }> {
	const pattern = new RegExp(`(<${name}\\b[^<>]*>)([^]*?)(?:</${name}>|$)`, 'gi');
	return [...html.matchAll(pattern)].map(([, tag = '', inner = '']) => ({ tag, inner }));
}

/** Removes the parts of a page that no reader sees. What is not closed extends to the end. */
function withoutUnseen(html: string) {
	return html.replace(/<!--[^]*?(?:-->|$)/g, ' ').replace(/<(script|style|svg)\b[^]*?(?:<\/\1>|$)/gi, ' ');
}

function attributes(tag: string) {
	const found = new Map<string, string>();
	for (const match of tag.matchAll(/\s([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi)) {
		const [, name = '', double, single, bare] = match;
		found.set(name.toLowerCase(), decodeHTMLStrict(double ?? single ?? bare ?? ''));
	}
	return found;
}

function readFields(form: string): FormField[] {
	const inputs = [...form.matchAll(/<input\b[^<>]*>/gi)].flatMap(([tag]) => fieldOf(attributes(tag)));
	const areas = elements(form, 'textarea').flatMap(({ tag, inner }) => fieldOf(attributes(tag).set('value', decodeHTMLStrict(inner))));
	const lists = elements(form, 'select').flatMap(({ tag, inner }) => {
		const options = [...inner.matchAll(/(<option\b[^<>]*>)([^<]*)/gi)].map(([, option = '', text = '']) => ({
			given: attributes(option),
			name: plain(text),
		}));
		const chosen = options.find(({ given }) => given.has('selected')) ?? options[0];
		const choices = options.map(({ given, name }) => ({ code: given.get('value') ?? '', name }));
		return fieldOf(
			attributes(tag).set('value', chosen?.given.get('value') ?? ''),
			choices.filter(({ code }) => code !== ''),
		);
	});
	return [...inputs, ...areas, ...lists];
}

function fieldOf(given: Map<string, string>, choices: readonly ShownChoice[] = []): FormField[] {
	const name = given.get('name') ?? '';
	const type = given.get('type')?.toLowerCase();
	if (name === '' || (type === 'radio' && !given.has('checked'))) return [];
	return [{ name, isHidden: type === 'hidden', value: given.get('value') ?? '', choices }];
}

export function readHtmlPage(html: string): ShownPage {
	const source = withoutUnseen(html.slice(0, longestPage));
	return {
		title: plain(elements(source, 'title')[0]?.inner ?? ''),
		headings: elements(source, 'h1').map(({ inner }) => plain(inner)),
		fields: elements(source, 'form').flatMap(({ inner }) => readFields(inner)),
		text: plain(source),
	};
}
