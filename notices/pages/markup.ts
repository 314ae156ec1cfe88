import { escapeHtml } from '../noticeHtml';

/** HTML that may be put into a page as it is. */
export class Markup {
	constructor(readonly html: string) {}
}

export const emptyMarkup = new Markup('');

type Part = string | number | Markup | readonly Markup[];

/** A template of HTML, whose parts are escaped unless they are Markup. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
	return new Markup(strings.map((text, index) => text + (index < parts.length ? htmlOf(parts[index] ?? '') : '')).join(''));
}

function htmlOf(part: Part): string {
	if (part instanceof Markup) return part.html;
	return typeof part === 'object' ? part.map(({ html }) => html).join('\n') : escapeHtml(String(part));
}
