import { fieldTypes } from './document';
import { isAdvanced, normalize, parseLeniently, parseLucene, QueryProblem, withoutLooseColons, type QueryNode } from './syntax';

/** Search types that anybody asks for here: the fields that each looks at, with their weights. */

export interface CompiledQuery {
	readonly node: QueryNode;
	/** Where terms without a field of their own are looked for. */
	readonly fields: Readonly<Record<string, number>>;
}

interface Handler {
	readonly fields: Readonly<Record<string, number>>;
	/** Makes a Lucene query of the text; handlers without it leave the text to edismax. */
	readonly munge?: (text: string) => string;
}

const titles = {
	title_short: 500,
	title_full_unstemmed: 450,
	title_full: 400,
	title: 300,
	title_alt: 200,
	title_new: 100,
	title_old: 1,
	series: 100,
	series2: 1,
};
const authors = { author: 100, author2: 1, author_corporate: 1, author_variant: 1, author2_variant: 1 };

const handlers: Readonly<Record<string, Handler>> = {
	allfields: {
		fields: {
			title_short: 750,
			title_full_unstemmed: 600,
			title: 500,
			title_full: 400,
			title_alt: 200,
			title_new: 100,
			series: 50,
			series2: 30,
			author: 300,
			topic_unstemmed: 550,
			topic: 500,
			allfields_unstemmed: 10,
			allfields: 1,
			isbn: 1,
			issn: 1,
		},
	},
	title: { fields: titles },
	author: { fields: authors },
	isn: { fields: { isbn: 1, issn: 1 } },
	id: { fields: { id: 1 }, munge: (text) => `"${text.replaceAll('"', '')}"` },
	// All that is no digit goes: two numbers become one.
	oclc_num: { fields: { oclc_num: 1 }, munge: (text) => text.replace(/[^0-9]/gu, '').replace(/^0*/u, '') },
};

/** Where Lucene looks when neither type nor query names a field. */
const defaultField = { allfields: 1 };

/** @throws QueryProblem */
export function compileBasic(input: string, type: string): CompiledQuery {
	const text = normalize(input);
	const handler = handlers[type.toLowerCase()];
	if (handler === undefined) return raw(text);
	if (!isAdvanced(text)) return plain(text, handler);
	const stripped = withoutLooseColons(text);
	// A text that seems to name fields goes to Lucene as it is.
	return stripped.includes(':') ? raw(stripped) : plain(stripped, handler);
}

/** @throws QueryProblem */
export function compileRow(input: string, type: string): CompiledQuery {
	const text = normalize(input);
	const handler = handlers[type.toLowerCase()];
	return handler === undefined ? raw(text) : plain(text, handler);
}

function plain(text: string, handler: Handler): CompiledQuery {
	const { fields, munge } = handler;
	if (text === '') return { node: { kind: 'all' }, fields };
	if (munge === undefined) return { node: parseLeniently(text), fields };
	const munged = munge(text);
	if (munged === '') throw new QueryProblem('An empty clause');
	return { node: checkFields(parseLucene(munged)), fields };
}

function raw(text: string): CompiledQuery {
	return { node: checkFields(parseLucene(text)), fields: defaultField };
}

function checkFields(node: QueryNode): QueryNode {
	if (node.kind === 'all') return node;
	if (node.field !== undefined && fieldTypes[node.field] === undefined) throw new QueryProblem(`undefined field ${node.field}`);
	if (node.kind === 'group') for (const clause of node.clauses) checkFields(clause.node);
	return node;
}
