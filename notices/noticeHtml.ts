import {
	removeControlCharacters,
	type BarOfChart,
	type NoticeBlock,
	type ListBlockEntry,
	type FactRow,
	type NoticeLink,
	type NoticeText,
	joinListEntry,
} from './noticeBlocks';
import type { Language } from './messages/languages';

/** Escapes text for HTML. All text from outside passes through this function, once. */
export function escapeHtml(text: string): string {
	return removeControlCharacters(text)
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;')
		.replaceAll("'", '&#39;');
}

/**
 * Colors for mail programs that are dark and read style sheets. All other programs show the letter in light colors, or change the colors by
 * themselves.
 */
export const darkStyleRules: readonly string[] = [
	'.paper { background: #16181c !important; color: #e8eaed !important; }',
	'.paper a { color: #9ecbff !important; }',
	'.paper blockquote { border-color: #8f959e !important; }',
	'.paper .whole { background: #7d848e !important; }',
	'.paper .part { background: #9ecbff !important; }',
];

/**
 * Each element has its own style, because many mail programs drop style sheets. The contrast is above 7 to 1 for text, and above 4 to 1 for
 * bars.
 */
const styles = {
	body: 'margin:0;background:#fff;color:#1c1e21;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5',
	main: 'max-width:40em;margin:0 auto;padding:16px;overflow-wrap:anywhere',
	h1: 'font-size:22px;line-height:1.3;margin:0 0 16px',
	h2: 'font-size:18px;margin:24px 0 8px',
	facts: 'margin:16px 0',
	dt: 'font-weight:bold',
	dd: 'margin:0 0 8px',
	list: 'margin:8px 0;padding-left:20px',
	entry: 'margin:0 0 8px',
	table: 'border-collapse:collapse;margin:8px 0;width:100%;font-size:14px',
	// With this style, five column heads of any language fit beside each other on the narrowest phone.
	columnHead: 'padding:0 2px 0 0;text-align:left;vertical-align:bottom;overflow-wrap:normal;font-size:12px',
	cell: 'padding:0 2px 0 0;text-align:left;vertical-align:bottom;overflow-wrap:normal',
	groupCell: 'padding:12px 0 0;text-align:left',
	bar: 'height:8px;margin:1px 0;background:#6b727b',
	barOfPart: 'height:8px;margin:1px 0;background:#184e77',
	quote: 'margin:16px 0;padding:0 0 0 12px;border-left:3px solid #50545b',
	link: 'color:#0a4c9e',
} as const;

/** Writes a whole page, for phones, screen readers, browsers and mail programs. */
export function blocksToHtml({
	language,
	subject,
	blocks,
}: {
	readonly language: Language;
	readonly subject: string;
	readonly blocks: readonly NoticeBlock[];
}): string {
	return [
		'<!DOCTYPE html>',
		`<html lang="${language}">`,
		'<head>',
		'<meta charset="utf-8">',
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		'<meta name="color-scheme" content="light dark">',
		`<title>${escapeHtml(subject)}</title>`,
		`<style>@media (prefers-color-scheme: dark) { ${darkStyleRules.join(' ')} }</style>`,
		'</head>',
		`<body class="paper" style="${styles.body}">`,
		`<main style="${styles.main}">`,
		`<h1 style="${styles.h1}">${escapeHtml(subject)}</h1>`,
		...blocks.map(blockHtml),
		'</main>',
		'</body>',
		'</html>',
		'',
	].join('\n');
}

function blockHtml(block: NoticeBlock): string {
	switch (block.kind) {
		case 'paragraph':
			return `<p${langAttributeOf(block)}>${lines(block.text)}</p>`;
		case 'heading':
			return `<h2 style="${styles.h2}">${escapeHtml(block.text)}</h2>`;
		case 'facts':
			return `<dl style="${styles.facts}">\n${block.facts.map(factHtml).join('\n')}\n</dl>`;
		case 'bars':
			return barsHtml(block.columns, block.bars);
		case 'list':
			return `<ul style="${styles.list}">\n${block.entries.map(entryHtml).join('\n')}\n</ul>`;
		case 'link':
			return `<p>${linkHtml(block)}</p>`;
		case 'quote':
			return `<blockquote lang="${block.language}" style="${styles.quote}">\n${block.blocks.map(blockHtml).join('\n')}\n</blockquote>`;
	}
}

/** Draws bars. The label stands above its numbers, so that it fits on a phone; the bars only repeat the numbers. */
function barsHtml([first = '', ...columns]: readonly string[], bars: readonly BarOfChart[]): string {
	const most = Math.max(1, ...bars.map(({ whole }) => whole));
	const width = (count: number): string => `width:${Math.round((count / most) * 100)}%;`;
	const head = columns.map((text) => `<th scope="col" style="${styles.columnHead}">${escapeHtml(text)}</th>`).join('');
	const groups = bars.map(({ label, whole, part, more }) => {
		const bar = `<div class="whole" style="${width(whole)}${styles.bar}"></div><div class="part" style="${width(part)}${styles.barOfPart}"></div>`;
		const cells = [String(whole), String(part), ...more].map((text) => `<td style="${styles.cell}">${escapeHtml(text)}</td>`).join('');
		return `<tbody>\n<tr><th scope="rowgroup" colspan="${columns.length}" style="${styles.groupCell}">${escapeHtml(label)}</th></tr>\n<tr>${cells}</tr>\n<tr aria-hidden="true"><td colspan="${columns.length}">${bar}</td></tr>\n</tbody>`;
	});
	return `<table style="${styles.table}">\n<thead>\n<tr><th scope="col" colspan="${columns.length}" style="${styles.groupCell}">${escapeHtml(first)}</th></tr>\n<tr>${head}</tr>\n</thead>\n${groups.join('\n')}\n</table>`;
}

function factHtml(fact: FactRow): string {
	return `<dt style="${styles.dt}">${escapeHtml(fact.label)}</dt>\n<dd${langAttributeOf(fact)} style="${styles.dd}">${lines(fact.text)}</dd>`;
}

function entryHtml({ first, rest, links = [] }: ListBlockEntry): string {
	const words = joinListEntry(
		typeof first === 'string' ? escapeHtml(first) : linkHtml(first),
		rest.map((said) =>
			said.language === undefined ? escapeHtml(said.text) : `<span${langAttributeOf(said)}>${escapeHtml(said.text)}</span>`,
		),
	);
	return `<li style="${styles.entry}">${[words, ...links.map(linkHtml)].join('<br>')}</li>`;
}

function linkHtml({ text, url }: NoticeLink): string {
	return `<a href="${escapeHtml(url)}" style="${styles.link}">${escapeHtml(text)}</a>`;
}

function lines(text: string): string {
	return escapeHtml(text).replaceAll('\n', '<br>\n');
}

function langAttributeOf({ language }: NoticeText): string {
	return language === undefined ? '' : ` lang="${language}"`;
}
