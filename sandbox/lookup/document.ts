import { readBroken, readExpression, type Expression } from './parse';
import { LookupFailure } from './values';

/**
 * All `filters` values of one call, as the server understands them. A malformed one is never refused. What was seen of
 * the real grammar:
 *
 * - a special character in a value cuts the value there; the filter before is dropped, or, when there is none before,
 *   everything after is dropped;
 * - a comparison sign inside a value ends in a null pointer (500);
 * - an empty value takes the next filter's text as its value; as the last one it is glued to the one before;
 * - anything else that cannot be read, such as blanks round an operator, is glued to the filter before; as the first
 *   one it is dropped with everything after it.
 *
 * @throws LookupFailure where the real server answers 500
 */
export function readDocument(filters: readonly string[]): Expression[] {
	const lines = filters
		.join('\n')
		.split(/[\r\n]+/)
		.filter((line) => line !== '');
	const result: Expression[] = [];
	for (let index = 0; index < lines.length; index++) {
		const line = lines[index] ?? '';
		const expression = readExpression(line);
		if (expression !== undefined) {
			result.push(expression);
			continue;
		}
		const broken = readBroken(line);
		if (broken === undefined) {
			if (result.length === 0) return [];
			glue(result, line);
		} else if (broken.head === '' && broken.stop === '') {
			const next = lines[index + 1];
			if (next !== undefined) {
				result.push({
					type: 'compare',
					property: broken.property,
					operator: broken.operator,
					value: `\n${next.split(/[!()<>=\\]/)[0] ?? ''}`,
				});
				index++;
			} else if (result.length > 0) {
				glue(result, broken.property);
			}
		} else if (broken.head === '') {
			if (result.length === 0) return [];
			glue(result, broken.property);
		} else if ('<>='.includes(broken.stop)) {
			throw new LookupFailure('java.lang.NullPointerException: Cannot invoke method getText() on null object');
		} else {
			const cut: Expression = { type: 'compare', property: broken.property, operator: broken.operator, value: broken.head };
			if (result.length === 0) return [cut];
			result.pop();
			result.push(cut);
		}
	}
	return result;
}

/** The last value of the filter before swallows the beginning of a line that cannot be read. */
function glue(result: Expression[], line: string): void {
	const last = result.pop();
	if (last === undefined) return;
	result.push(withLongerValue(last, `\n${line.split(/[!()<>=\\]/)[0] ?? ''}`));
}

function withLongerValue(expression: Expression, tail: string): Expression {
	switch (expression.type) {
		case 'compare':
			return { ...expression, value: expression.value + tail };
		case 'and':
		case 'or':
			return { ...expression, right: withLongerValue(expression.right, tail) };
		case 'not':
		case 'group':
			return { ...expression, expression: withLongerValue(expression.expression, tail) };
		case 'special':
			return expression;
	}
}
