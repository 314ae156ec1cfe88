import type { Language } from './messages/languages';

/** Text in the document's language, or in another one. */
export interface NoticeText {
	readonly text: string;
	readonly language?: Language | undefined;
}

export interface NoticeLink {
	readonly text: string;
	readonly url: string;
}

export type NoticeBlock =
	| ({ readonly kind: 'paragraph' } & NoticeText)
	| { readonly kind: 'heading'; readonly text: string }
	| { readonly kind: 'facts'; readonly facts: readonly FactRow[] }
	/** A bar chart. Its columns are the label, the number, a part of that number, and further facts. */
	| { readonly kind: 'bars'; readonly columns: readonly string[]; readonly bars: readonly BarOfChart[] }
	| { readonly kind: 'list'; readonly entries: readonly ListBlockEntry[] }
	| ({ readonly kind: 'link' } & NoticeLink)
	| { readonly kind: 'quote'; readonly language: Language; readonly blocks: readonly NoticeBlock[] };

export interface FactRow extends NoticeText {
	readonly label: string;
}

/** A bar that shows a number and a part of it. */
export interface BarOfChart {
	readonly label: string;
	readonly whole: number;
	readonly part: number;
	readonly more: readonly string[];
}

export interface ListBlockEntry {
	readonly first: string | NoticeLink;
	readonly rest: readonly NoticeText[];
	readonly links?: readonly NoticeLink[];
}

/** Makes the texts of an entry. Unknown ones are left out. */
export function noticeTextsOf(texts: readonly (string | undefined)[]): NoticeText[] {
	return texts.flatMap((text) => (text === undefined ? [] : [{ text }]));
}

export function buildParagraphBlock(text: string): NoticeBlock {
	return { kind: 'paragraph', text };
}

/** Writes a list below a heading; nothing if the list is empty. */
export function buildHeadedListBlocks(heading: string, entries: readonly ListBlockEntry[]): NoticeBlock[] {
	return headed(heading, entries.length, { kind: 'list', entries });
}

export function buildHeadedFactBlocks(heading: string, facts: readonly FactRow[]): NoticeBlock[] {
	return headed(heading, facts.length, { kind: 'facts', facts });
}

const headed = (text: string, count: number, content: NoticeBlock): NoticeBlock[] =>
	count === 0 ? [] : [{ kind: 'heading', text }, content];

/** Marks a text as English. The texts of ReShare and of the nodes are English, whatever language surrounds them. */
export function markAsEnglish(text: string, language: Language): NoticeText {
	return language === 'en' ? { text } : { text, language: 'en' };
}

const longestLink = 2000;

/**
 * Whether a text is a web address that every program reads alike, without a user name and invisible characters. Only such an address
 * becomes a link, because readers follow links.
 */
export function isWebAddress(url: string | undefined): url is string {
	if (url === undefined || url.length > longestLink || /[\s\\]/u.test(url) || url !== removeControlCharacters(url)) return false;
	if (!URL.canParse(url)) return false;
	const { protocol, username, password } = new URL(url);
	return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

/**
 * Removes control characters other than line breaks and tabs, and format characters, such as those that reverse the direction of writing.
 */
export function removeControlCharacters(text: string): string {
	return text.replaceAll(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
}

/**
 * Writes the document as plain text, for mail programs without HTML, chats and tickets.
 *
 * @param colon the text between a label and its value
 */
export function blocksToText(blocks: readonly NoticeBlock[], colon: string): string {
	// Slack would read `<!channel>`, or a person's `<@U1>`, in a title as a mention.
	return removeControlCharacters(blocks.map((block) => blockText(block, colon)).join('\n\n')).replaceAll(/<(?=[!@#])/g, '‹');
}

function blockText(block: NoticeBlock, colon: string): string {
	switch (block.kind) {
		case 'paragraph':
		case 'heading':
			return block.text;
		case 'facts':
			return block.facts.map(({ label, text }) => `${label}${colon}${text}`).join('\n');
		case 'bars':
			return [block.columns, ...block.bars.map(({ label, whole, part, more }) => [label, String(whole), String(part), ...more])]
				.map(([label, ...values]) => `${label ?? ''}${colon}${values.join(' | ')}`)
				.join('\n');
		case 'list':
			return block.entries.map((entry) => entryText(entry, colon)).join('\n');
		case 'link':
			return `${block.text}${colon}${block.url}`;
		case 'quote':
			return blocksToText(block.blocks, colon).replaceAll(/^(?=.)/gm, '> ');
	}
}

/** Joins the parts of a list's entry by commas. After a complete sentence, the next part begins as a sentence of its own. */
export function joinListEntry(first: string, rest: readonly string[]): string {
	return [first, ...(rest.length === 0 ? [] : [rest.join(', ')])].join(first.endsWith('.') ? ' ' : ', ');
}

function entryText({ first, rest, links = [] }: ListBlockEntry, colon: string): string {
	const inOneLine = (text: string): string =>
		text
			.split('\n')
			.map((line) => line.trim())
			.join(' ');
	const words = joinListEntry(
		inOneLine(typeof first === 'string' ? first : first.text),
		rest.map(({ text }) => inOneLine(text)),
	);
	const addresses = [...(typeof first === 'string' ? [] : [first.url]), ...links.map(({ text, url }) => `${text}${colon}${url}`)];
	return [`- ${words}`, ...addresses.map((address) => `  ${address}`)].join('\n');
}
