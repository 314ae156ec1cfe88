export interface CqlModifier {
	/** Lower case, e.g. `@value` or `sort.descending`. */
	readonly name: string;
	readonly comparison?: string;
	readonly value?: string;
}

export interface CqlRelation {
	readonly base: string;
	readonly modifiers: readonly CqlModifier[];
}

export interface CqlTerm {
	readonly kind: 'term';
	readonly index: string;
	readonly relation: CqlRelation;
	/** The term with its backslashes still in it. */
	readonly term: string;
}

export interface CqlBoolean {
	readonly kind: 'boolean';
	readonly operator: 'and' | 'or' | 'not' | 'prox';
	readonly left: CqlNode;
	readonly right: CqlNode;
}

export type CqlNode = CqlTerm | CqlBoolean;

export interface CqlSortKey {
	readonly field: string;
	readonly modifiers: readonly CqlModifier[];
}

export interface CqlQuery {
	readonly root: CqlNode;
	readonly sortKeys: readonly CqlSortKey[];
}

/** The test of a row that a tree of terms stands for. @param noProx the error where it has `prox`, which none of the services knows */
export function testOf<Row>(node: CqlNode, termTest: (term: CqlTerm) => (row: Row) => boolean, noProx: () => Error): (row: Row) => boolean {
	if (node.kind === 'term') return termTest(node);
	const left = testOf(node.left, termTest, noProx);
	if (node.operator === 'prox') throw noProx();
	const right = testOf(node.right, termTest, noProx);
	if (node.operator === 'and') return (row) => left(row) && right(row);
	return node.operator === 'or' ? (row) => left(row) || right(row) : (row) => left(row) && !right(row);
}

/** The index of a term without one. */
export const serverChoice = 'cql.serverChoice';
