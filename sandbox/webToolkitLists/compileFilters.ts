/**
 * The filters of mod-rs and mod-directory, as far as the client sends them: comparisons of one property, joined by `||`, in parentheses or
 * not. The real grammar (com.k_int.web.toolkit SimpleLookupServiceListenerWtk) reads more, and answers what it cannot read with other rows.
 * A filter that is refused here would be such a silent mistake there.
 */

type ScalarKind = 'text' | 'time' | 'boolean';
type ScalarValue = string | number | boolean;

export interface EntityProperty<Row> {
	readonly kind: ScalarKind;
	/**
	 * Returns the values of the property; undefined stands for NULL. A property of an associated entity, whose path has a dot, has one
	 * value for each of these entities. Times are milliseconds since 1970.
	 */
	read(row: Row): ReadonlyArray<ScalarValue | null | undefined>;
}

/** The properties by which rows can be filtered, searched and sorted, by their paths. */
export type EntitySchema<Row> = Readonly<Record<string, EntityProperty<Row>>>;

/** Makes the properties of one kind that a row has under their own names. */
export function defineSameNamedFields<Row>(
	kind: ScalarKind,
	...names: ReadonlyArray<keyof Row & string>
): Record<string, EntityProperty<Row>> {
	return Object.fromEntries(names.map((name) => [name, { kind, read: (row: Row) => [row[name] as ScalarValue | undefined] }]));
}

/** A call that breaks the real server: it ends with status 500 and this text. */
export class ListCallCrash extends Error {}

/** A call that the practice consortium does not answer, because the client never makes it. */
export class UnsupportedListCall extends Error {}

export function findProperty<Row>(schema: EntitySchema<Row>, path: string): EntityProperty<Row> {
	const property = Object.hasOwn(schema, path) ? schema[path] : undefined;
	if (property === undefined) throw new UnsupportedListCall(`There is no property ${path} to look for`);
	return property;
}

type RowTest<Row> = (row: Row) => boolean;

interface Comparison<Row> {
	readonly path: string;
	readonly property: EntityProperty<Row>;
	readonly operator: string;
	readonly value: string;
	readonly isGrouped: boolean;
}

/**
 * Turns all filters of a call into one test. An association is joined like SQL's inner join: a row without the associated entity fails,
 * even if another part of an OR fits. Parentheses make a sub-query with its own joins.
 *
 * @throws UnsupportedListCall, ListCallCrash
 */
export function compileFilters<Row>(schema: EntitySchema<Row>, filters: readonly string[]): RowTest<Row> {
	const lines = filters.map((filter) => filter.split('||').map((part) => readComparison(schema, filter, part)));
	const joined = lines.flat().filter(({ path, isGrouped }) => path.includes('.') && !isGrouped);
	const tests = lines.map(compileLine);
	return (row) => tests.every((test) => test(row)) && joined.every(({ property }) => property.read(row).length > 0);
}

const comparison = /^([A-Za-z]+(?:\.[A-Za-z]+)*)(==|=i=|=~|>=|<=|>|<)([\p{L}0-9@'\-.:/_,#+ ]+)$/u;

function readComparison<Row>(schema: EntitySchema<Row>, filter: string, part: string): Comparison<Row> {
	const isGrouped = part.startsWith('(') && part.endsWith(')');
	const [, path, operator, value] = comparison.exec(isGrouped ? part.slice(1, -1) : part) ?? [];
	if (path === undefined || operator === undefined || value === undefined)
		throw new UnsupportedListCall(`The practice consortium cannot read the filter ${filter}`);
	return { path, property: findProperty(schema, path), operator, value, isGrouped };
}

function compileLine<Row>(line: ReadonlyArray<Comparison<Row>>): RowTest<Row> {
	const [first] = line;
	// Many values of one property become a single lookup in a set, like that in an index.
	if (first !== undefined && line.every(({ path, operator }) => path === first.path && operator === '==')) {
		const wanted = new Set<unknown>(line.map(({ value }) => convert(first.property.kind, value)));
		return (row) => first.property.read(row).some((value) => wanted.has(value));
	}
	const tests = line.map(compileComparison);
	return (row) => tests.some((test) => test(row));
}

function compileComparison<Row>({ property, operator, value }: Comparison<Row>): RowTest<Row> {
	const accepts = accepting(operator, property.kind, value);
	return (row) => property.read(row).some((found) => found !== null && found !== undefined && accepts(found));
}

function accepting(operator: string, kind: ScalarKind, text: string): (value: ScalarValue) => boolean {
	if (operator === '=~' || operator === '=i=') {
		// In SQL's ILIKE, an underscore stands for any character.
		const source = text.replace(/[.+/]/gu, String.raw`\$&`).replaceAll('_', '[^]');
		const pattern = new RegExp(operator === '=~' ? source : `^${source}$`, 'iu');
		return (value) => pattern.test(String(value));
	}
	const wanted = convert(kind, text);
	if (operator === '==') return (value) => value === wanted;
	if (operator === '>') return (value) => value > wanted;
	if (operator === '<') return (value) => value < wanted;
	return operator === '>=' ? (value) => value >= wanted : (value) => value <= wanted;
}

function convert(kind: ScalarKind, text: string): ScalarValue {
	if (kind === 'text') return text;
	if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
	if (kind === 'time' && !/^\d{4}-/u.test(text)) throw new ListCallCrash(`java.text.ParseException: Unparseable date: "${text}"`);
	// All releases read only whole seconds in UTC correctly. Other times lose their fraction or their zone.
	const isTime = kind === 'time' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u.test(text);
	const time = isTime ? Date.parse(text) : NaN;
	if (Number.isNaN(time)) throw new UnsupportedListCall(`${text} is no ${kind} that every mod-rs reads`);
	return time;
}
