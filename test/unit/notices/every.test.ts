import { everyNotice } from '../../../scripts/notices/every';
import { noticeKinds } from '../../../notices/kinds';
import { listKinds } from '../../../notices/lists/kinds';
import { languages, type Language } from '../../../notices/messages/languages';

const all = Object.keys(languages) as Language[];

/** The visible text. */
const seen = (html: string): string => html.replace(/<head>.*<\/head>/s, '').replaceAll(/<[^>]+>/g, ' ');

describe.each(all)('every notice and every list in %s', (language) => {
	const written = everyNotice(language);

	it('contains each kind of notice and of list', () => {
		expect(written.map(({ name }) => name)).toEqual([
			...noticeKinds.map(({ audience, name }) => `${audience}.${name}`),
			...Object.keys(listKinds).map((kind) => `list.${kind}`),
			'account.illiadNote',
			'account.almaCancellation',
		]);
	});

	it.each(written.map(({ name, ...rest }) => [name, rest] as const))(
		'%s says something to its reader, and leaves nothing open',
		(_name, { subject, text, html }) => {
			expect(subject.length).toBeGreaterThan(5);
			expect(text.length).toBeGreaterThan(40);
			for (const said of [subject, text, seen(html)]) expect(said).not.toMatch(/[{}]|undefined|null|NaN|\[object/);
			expect(html).toContain(`<html lang="${language}">`);
			expect(html.match(/<h1/g)).toHaveLength(1);
			expect(html.match(/<main/g)).toHaveLength(1);
		},
	);

	it('tells the facts in the text as in the HTML', () => {
		for (const { text, html } of written) {
			const words = (of: string): string[] =>
				of
					.replaceAll(/&(amp|lt|gt|quot|#39);/g, ' ')
					.split(/[^\p{L}\p{N}]+/u)
					.filter((word) => word.length > 3);
			const inHtml = new Set(words(`${seen(html)} ${[...html.matchAll(/href="([^"]+)"/g)].map(([, url]) => url).join(' ')}`));
			expect(words(text).filter((word) => !inHtml.has(word))).toEqual([]);
		}
	});
});
