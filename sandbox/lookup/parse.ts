/**
 * The filter language of mod-rs and mod-directory. All `filters` values of a call are one document, one expression a
 * line, lines ANDed. A malformed line is not refused: it spoils its neighbours, as the rules in `readDocument` say.
 */

export type Operator = '==' | '!=' | '>' | '>=' | '<' | '<=' | '=i=' | '=~' | '!~';

export type Expression =
	| { readonly type: 'compare'; readonly property: string; readonly operator: Operator; readonly value: string }
	| { readonly type: 'special'; readonly property: string; readonly test: 'null' | 'notNull' }
	| { readonly type: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
	| { readonly type: 'not'; readonly expression: Expression }
	| { readonly type: 'group'; readonly expression: Expression };

/** Longest first, so that `=i=` is not read as `=`. */
const operatorText = '=i=|==|=~|!=|!~|<>|>=|<=|=|>|<';
const subject = '[A-Za-z](?:[A-Za-z0-9_.]*[A-Za-z0-9])?';
/** A value ends before the first of `! ( ) > < = \`; a backslash keeps the next character. */
const value = '(?:\\\\[^\\r\\n\\t]|[^!()<>=\\\\])+';

const comparison = new RegExp(`^(${subject})(${operatorText})(${value})$`);
const valueFirst = new RegExp(`^(${value})(${operatorText})(${subject})$`);
const range = new RegExp(`^(${value})(>=|<=|>|<)(${subject})(>=|<=|>|<)(${value})$`);
const special = new RegExp(`^(${subject})[ \\t](is(?:not)?(?:null|set|empty))$`, 'i');

/** A word that the grammar takes for a property name, also where a value is meant. */
export function isBareWord(text: string): boolean {
	return new RegExp(`^${subject}$`).test(text);
}

function normalOperator(text: string): Operator {
	if (text === '=') return '==';
	if (text === '<>') return '!=';
	return text as Operator;
}

/** One well-formed expression, or undefined. `&&` and `||` have no precedence and group to the right. */
export function readExpression(text: string): Expression | undefined {
	const whole = readUnary(text) ?? readAtom(text);
	if (whole !== undefined) return whole;
	for (const { position, type } of connectors(text)) {
		const left = readUnary(text.slice(0, position)) ?? readAtom(text.slice(0, position));
		if (left === undefined) continue;
		const right = readExpression(text.slice(position + 2));
		if (right !== undefined) return { type, left, right };
	}
	return undefined;
}

/** Positions of `&&` and `||` outside parentheses, from left to right. */
function connectors(text: string): Array<{ position: number; type: 'and' | 'or' }> {
	const found: Array<{ position: number; type: 'and' | 'or' }> = [];
	let depth = 0;
	for (let index = 0; index < text.length; index++) {
		const character = text.charAt(index);
		if (character === '\\') index++;
		else if (character === '(') depth++;
		else if (character === ')') depth--;
		else if (depth === 0 && (text.startsWith('&&', index) || text.startsWith('||', index))) {
			found.push({ position: index, type: character === '&' ? 'and' : 'or' });
			index++;
		}
	}
	return found;
}

/** `!x` and `(x)`, where they are the whole text. */
function readUnary(text: string): Expression | undefined {
	if (text.startsWith('!')) {
		const inner = readUnary(text.slice(1)) ?? readAtom(text.slice(1));
		return inner === undefined ? undefined : { type: 'not', expression: inner };
	}
	if (!text.startsWith('(') || closingParenthesis(text) !== text.length - 1) return undefined;
	const inner = readExpression(text.slice(1, -1));
	return inner === undefined ? undefined : { type: 'group', expression: inner };
}

function closingParenthesis(text: string): number {
	let depth = 0;
	for (let index = 0; index < text.length; index++) {
		const character = text.charAt(index);
		if (character === '\\') index++;
		else if (character === '(') depth++;
		else if (character === ')' && --depth === 0) return index;
	}
	return -1;
}

function readAtom(text: string): Expression | undefined {
	const isSpecial = special.exec(text);
	if (isSpecial?.[1] !== undefined && isSpecial[2] !== undefined) {
		return { type: 'special', property: isSpecial[1], test: /not/i.test(isSpecial[2]) ? 'notNull' : 'null' };
	}
	const compared = comparison.exec(text);
	if (compared?.[1] !== undefined && compared[2] !== undefined && compared[3] !== undefined && !splits(compared[3])) {
		return { type: 'compare', property: compared[1], operator: normalOperator(compared[2]), value: compared[3] };
	}
	const between = range.exec(text);
	if (
		between?.[1] !== undefined &&
		between[2] !== undefined &&
		between[3] !== undefined &&
		between[4] !== undefined &&
		between[5] !== undefined
	) {
		const lower: Expression = { type: 'compare', property: between[3], operator: mirrored(between[2]), value: between[1] };
		const upper: Expression = { type: 'compare', property: between[3], operator: normalOperator(between[4]), value: between[5] };
		return { type: 'and', left: lower, right: upper };
	}
	const reversed = valueFirst.exec(text);
	if (reversed?.[1] !== undefined && reversed[2] !== undefined && reversed[3] !== undefined && !splits(reversed[1])) {
		// The real server does not turn the operator round either: `2026-01-01<lastUpdated` asks for earlier rows.
		return { type: 'compare', property: reversed[3], operator: normalOperator(reversed[2]), value: reversed[1] };
	}
	return undefined;
}

/** Whether what follows an `&&` or `||` inside a value is itself a filter: then the sign is an operator, not text. */
function splits(text: string): boolean {
	return connectors(text).some(({ position }) => readExpression(text.slice(position + 2)) !== undefined);
}

function mirrored(operator: string): Operator {
	return operator.startsWith('<') ? (operator.replace('<', '>') as Operator) : (operator.replace('>', '<') as Operator);
}

/** A line that cannot be read, taken apart as far as the spoiling rules need it. */
export interface BrokenLine {
	readonly property: string;
	readonly operator: Operator;
	/** The part of the value before the first special character; empty when the value is empty. */
	readonly head: string;
	/** The first character that does not belong there; empty when the value is empty. */
	readonly stop: string;
}

const brokenComparison = new RegExp(`^(${subject})(${operatorText})(${value})?(.?)`);

/** Takes a malformed line apart; undefined when it does not even begin like a comparison. */
export function readBroken(text: string): BrokenLine | undefined {
	const parts = brokenComparison.exec(text);
	if (parts?.[1] === undefined || parts[2] === undefined) return undefined;
	return { property: parts[1], operator: normalOperator(parts[2]), head: parts[3] ?? '', stop: parts[4] ?? '' };
}
