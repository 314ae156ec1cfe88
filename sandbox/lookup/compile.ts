import { isBareWord, type Expression, type Operator } from './parse';
import { findProperty, type EntitySchema, type Property, type ScalarValue } from './schema';
import { convertValue, likePattern, LookupFailure } from './values';

type Scope = ReadonlyMap<string, unknown>;
type Test = (entity: unknown, scope: Scope) => boolean;

export type EntityTest = (entity: unknown) => boolean;

/**
 * Turns the lines of a filter document into one test. Associations are joined as SQL's inner joins are: a row without
 * the associated one fails, whatever stands in an OR beside it, and two conditions on the same path speak of the same
 * element. A group in parentheses is a sub-query with joins of its own.
 *
 * @throws LookupFailure where the real server answers 500
 */
export function compileDocument(schema: EntitySchema, lines: readonly Expression[]): EntityTest | undefined {
	const joins = new Set<string>();
	const plain: Test[] = [];
	const joined: Test[] = [];
	for (const line of lines) {
		const own = new Set<string>();
		const test = compile(schema, line, own);
		if (test === undefined) continue;
		for (const join of own) joins.add(join);
		(own.size === 0 ? plain : joined).push(test);
	}
	if (plain.length + joined.length === 0) return undefined;
	const rest = withJoins(schema, joins, (entity, scope) => joined.every((test) => test(entity, scope)));
	// What needs no joins goes first, since it costs least.
	return (entity) => plain.every((test) => test(entity, emptyScope)) && rest(entity);
}

const emptyScope: Scope = new Map();

/** Tries every combination of joined elements until the test holds for one. */
function withJoins(schema: EntitySchema, joins: ReadonlySet<string>, test: Test): EntityTest {
	if (joins.size === 0) return (entity) => test(entity, emptyScope);
	const steps = [...joins]
		.sort((left, right) => left.length - right.length)
		.map((path) => ({
			path,
			parent: path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : undefined,
			property: findProperty(schema, path)?.property,
		}));
	const attempt = (entity: unknown, scope: Map<string, unknown>, index: number): boolean => {
		const step = steps[index];
		if (step === undefined) return test(entity, scope);
		if (step.property?.kind !== 'association') return false;
		for (const element of step.property.read(step.parent === undefined ? entity : scope.get(step.parent))) {
			scope.set(step.path, element);
			if (attempt(entity, scope, index + 1)) return true;
		}
		return false;
	};
	return (entity) => attempt(entity, new Map(), 0);
}

function compile(schema: EntitySchema, expression: Expression, joins: Set<string>): Test | undefined {
	switch (expression.type) {
		case 'and':
		case 'or': {
			const oneOf = expression.type === 'or' ? compileOneOf(schema, expression, joins) : undefined;
			if (oneOf !== undefined) return oneOf;
			const left = compile(schema, expression.left, joins);
			const right = compile(schema, expression.right, joins);
			if (left === undefined || right === undefined) return left ?? right;
			return expression.type === 'and'
				? (entity, scope) => left(entity, scope) && right(entity, scope)
				: (entity, scope) => left(entity, scope) || right(entity, scope);
		}
		case 'not': {
			const inner = compile(schema, expression.expression, joins);
			return inner === undefined ? undefined : (entity, scope) => !inner(entity, scope);
		}
		case 'group': {
			const own = new Set<string>();
			const inner = compile(schema, expression.expression, own);
			if (inner === undefined) return undefined;
			const subquery = withJoins(schema, own, inner);
			return (entity) => subquery(entity);
		}
		case 'special': {
			const found = findProperty(schema, expression.property);
			if (found === undefined) return undefined;
			const read = reader(found, joins);
			return expression.test === 'null'
				? (entity, scope) => read(entity, scope) === undefined
				: (entity, scope) => read(entity, scope) !== undefined;
		}
		case 'compare': {
			const found = findProperty(schema, expression.property);
			if (found === undefined || found.property.kind === 'association') {
				if (isBareWord(expression.value)) return undefined;
				throw new LookupFailure("java.lang.NullPointerException: Cannot get property 'type' on null object");
			}
			const read = reader(found, joins);
			const accepts = comparer(found.property.kind === 'text', expression.operator, expression.value, (text) =>
				convertValue(found.property.kind === 'association' ? 'text' : found.property.kind, text),
			);
			return (entity, scope) => {
				const value = read(entity, scope);
				return value !== undefined && accepts(value);
			};
		}
	}
}

/** `a==1||a==2||a==3` as one look into a set, as an index would do it; undefined for any other expression. */
function compileOneOf(schema: EntitySchema, expression: Expression, joins: Set<string>): Test | undefined {
	const values: string[] = [];
	let property: string | undefined;
	const gather = (part: Expression): boolean => {
		if (part.type === 'or') return gather(part.left) && gather(part.right);
		if (part.type !== 'compare' || part.operator !== '==' || (property ?? part.property) !== part.property) return false;
		property = part.property;
		values.push(part.value);
		return true;
	};
	const found = gather(expression) && property !== undefined ? findProperty(schema, property) : undefined;
	if (found === undefined || found.property.kind === 'association') return undefined;
	const { kind } = found.property;
	const read = reader(found, joins);
	const wanted = new Set<unknown>(values.map((text) => convertValue(kind, text)));
	return (entity, scope) => wanted.has(read(entity, scope));
}

function reader(found: { joins: readonly string[]; property: Property }, joins: Set<string>): (entity: unknown, scope: Scope) => unknown {
	for (const join of found.joins) joins.add(join);
	const owner = found.joins.at(-1);
	const { property } = found;
	const read = property.kind === 'association' ? (entity: unknown) => property.read(entity)[0] : (entity: unknown) => property.read(entity);
	return owner === undefined ? (entity) => read(entity) : (_entity, scope) => read(scope.get(owner));
}

const orders: Readonly<Record<Exclude<Operator, '=i=' | '=~' | '!~'>, (value: ScalarValue, wanted: ScalarValue) => boolean>> = {
	'==': (value, wanted) => value === wanted,
	'!=': (value, wanted) => value !== wanted,
	'>': (value, wanted) => value > wanted,
	'>=': (value, wanted) => value >= wanted,
	'<': (value, wanted) => value < wanted,
	'<=': (value, wanted) => value <= wanted,
};

function comparer(isText: boolean, operator: Operator, text: string, convert: (text: string) => ScalarValue): (value: unknown) => boolean {
	if (operator === '=i=' || operator === '=~' || operator === '!~') {
		if (!isText && operator === '=i=') return comparer(false, '==', text, convert);
		const pattern = likePattern(text, operator !== '=i=');
		return operator === '!~' ? (value) => !pattern.test(String(value)) : (value) => pattern.test(String(value));
	}
	const wanted = convert(text);
	const accepts = orders[operator];
	return (value) => accepts(value as ScalarValue, wanted);
}
