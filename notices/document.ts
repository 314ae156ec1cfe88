import type { Language } from './words/languages';

/** Text in the language of the document, or in the one named. */
export interface Said {
	readonly text: string;
	readonly language?: Language | undefined;
}

export interface Link {
	readonly text: string;
	readonly url: string;
}

/** One part of a notice. */
export type Block =
	| ({ readonly kind: 'paragraph' } & Said)
	| { readonly kind: 'heading'; readonly text: string }
	| { readonly kind: 'facts'; readonly facts: readonly Fact[] }
	/** The columns are those of the label, of the number, of its part, and of what else is told. */
	| { readonly kind: 'bars'; readonly columns: readonly string[]; readonly bars: readonly Bar[] }
	| { readonly kind: 'list'; readonly entries: readonly Entry[] }
	| ({ readonly kind: 'link' } & Link)
	| { readonly kind: 'quote'; readonly language: Language; readonly blocks: readonly Block[] };

export interface Fact extends Said {
	readonly label: string;
}

/** A number, and a part of it. */
export interface Bar {
	readonly label: string;
	readonly whole: number;
	readonly part: number;
	/** What else is told beside them. */
	readonly more: readonly string[];
}

/** An entry of a list: a link or a first part, and what stands behind it. */
export interface Entry {
	readonly first: string | Link;
	readonly rest: readonly Said[];
	readonly links?: readonly Link[];
}

/** What a notice or a list says, before it becomes text and HTML. */
export interface Document {
	readonly language: Language;
	readonly subject: string;
	/** Between a label and its value. */
	readonly colon: string;
	readonly blocks: readonly Block[];
}

/** For mail programs without HTML, chats and tickets. */
export function toText({ blocks, colon }: Pick<Document, 'blocks' | 'colon'>): string {
	return blocks.map((block) => blockText(block, colon)).join('\n\n');
}

function blockText(block: Block, colon: string): string {
	switch (block.kind) {
		case 'paragraph':
		case 'heading':
			return block.text;
		case 'facts':
			return block.facts.map(({ label, text }) => `${label}${colon}${text}`).join('\n');
		case 'bars':
			return [block.columns, ...block.bars.map(({ label, whole, part, more }) => [label, String(whole), String(part), ...more])].map(([label, ...values]) => `${label ?? ''}${colon}${values.join('; ')}`).join('\n');
		case 'list':
			return block.entries.map((entry) => entryText(entry, colon)).join('\n');
		case 'link':
			return `${block.text}${colon}${block.url}`;
		case 'quote':
			return toText({ blocks: block.blocks, colon }).replaceAll(/^(?=.)/gm, '> ');
	}
}

function entryText({ first, rest, links = [] }: Entry, colon: string): string {
	const words = [typeof first === 'string' ? first : first.text, ...rest.map(({ text }) => text)].join(', ');
	const addresses = [...(typeof first === 'string' ? [] : [first.url]), ...links.map(({ text, url }) => `${text}${colon}${url}`)];
	return [`- ${words}`, ...addresses.map((address) => `  ${address}`)].join('\n');
}
