import { escapeHtml } from '../noticeHtml';

/** HTML that can be put into a page as it is, because its parts are escaped. */
export class Markup {
	constructor(readonly html: string) {}
}

export const emptyMarkup = new Markup('');

type Part = string | number | Markup | readonly Markup[];

/** Makes HTML from a template. Parts that are not Markup are escaped. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
	return new Markup(strings.map((text, index) => text + (index < parts.length ? htmlOf(parts[index] ?? '') : '')).join(''));
}

function htmlOf(part: Part): string {
	if (part instanceof Markup) return part.html;
	return typeof part === 'object' ? part.map(({ html }) => html).join('\n') : escapeHtml(String(part));
}
