import { decodeHTMLStrict } from 'entities';

/** Just as much HTML as telling the resolver's pages apart needs. */

export interface ShownChoice {
	readonly code: string;
	readonly name: string;
}

interface FormField {
	readonly name: string;
	readonly isHidden: boolean;
	/** Empty where the page does not say. */
	readonly value: string;
	/** Of a list; those without a code are left out. */
	readonly choices: readonly ShownChoice[];
}

export interface ShownPage {
	readonly title: string;
	/** Of the first level. */
	readonly headings: readonly string[];
	readonly fields: readonly FormField[];
	readonly text: string;
}

/** Pages of the resolver have some ten thousand characters; nothing beyond this is looked at. */
const longestPage = 60_000;

function plain(html: string): string {
	return decodeHTMLStrict(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ').trim();
}

function attributes(tag: string): Map<string, string> {
	const found = new Map<string, string>();
	for (const match of tag.matchAll(/\s([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi)) {
		const [, name = '', double, single, bare] = match;
		found.set(name.toLowerCase(), decodeHTMLStrict(double ?? single ?? bare ?? ''));
	}
	return found;
}

function readFields(form: string): FormField[] {
	const inputs = [...form.matchAll(/<input\b[^>]*>/gi)].flatMap(([tag]) => fieldOf(attributes(tag)));
	const areas = [...form.matchAll(/(<textarea\b[^>]*>)([\s\S]*?)<\/textarea>/gi)];
	const lists = [...form.matchAll(/(<select\b[^>]*>)([\s\S]*?)<\/select>/gi)].flatMap(([, tag = '', list = '']) => {
		const options = [...list.matchAll(/(<option\b[^>]*>)([^<]*)/gi)].map(([, option = '', text = '']) => ({ given: attributes(option), name: plain(text) }));
		const chosen = options.find(({ given }) => given.has('selected')) ?? options[0];
		const choices = options.map(({ given, name }) => ({ code: given.get('value') ?? '', name }));
		return fieldOf(attributes(tag).set('value', chosen?.given.get('value') ?? ''), choices.filter(({ code }) => code !== ''));
	});
	return [...inputs, ...areas.flatMap(([, tag = '', text = '']) => fieldOf(attributes(tag).set('value', decodeHTMLStrict(text)))), ...lists];
}

function fieldOf(given: Map<string, string>, choices: readonly ShownChoice[] = []): FormField[] {
	const name = given.get('name') ?? '';
	const type = given.get('type')?.toLowerCase();
	if (name === '' || (type === 'radio' && !given.has('checked'))) return [];
	return [{ name, isHidden: type === 'hidden', value: given.get('value') ?? '', choices }];
}

export function readPage(html: string): ShownPage {
	const source = html.slice(0, longestPage).replace(/<!--[\s\S]*?-->|<(script|style|svg)\b[\s\S]*?<\/\1>/gi, ' ');
	const forms = [...source.matchAll(/<form\b[^>]*>([\s\S]*?)(?:<\/form>|$)/gi)].map(([, inner = '']) => inner);
	return {
		title: plain(/<title[^>]*>([\s\S]*?)<\/title>/i.exec(source)?.[1] ?? ''),
		headings: [...source.matchAll(/<h1\b[^>]*>([\s\S]*?)<\/h1>/gi)].map(([, inner = '']) => plain(inner)),
		fields: forms.flatMap(readFields),
		text: plain(source),
	};
}
