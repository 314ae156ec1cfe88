import type { INodeProperties } from 'n8n-workflow';
import { badInputError } from '../../reshare/errors';
import type { InputProblem } from './loadClient';
import { badInput, toText, readOrThrowFirstProblem, readTextParameter } from './readParameters';

/*
 * The functions of this file read choices, switches and numbers, which may come from an expression. n8n accepts any value there. A text
 * that is no choice is refused, because replacing it by a choice would be a guess.
 */

type Choosable = Pick<INodeProperties, 'displayName' | 'options'>;

/** Finds the option with this value, or with this name in the editor; undefined if an expression gives nothing. */
export function readChoice(value: unknown, { displayName, options = [] }: Choosable, problems: InputProblem[]): string | undefined {
	if (value === undefined || value === null) return undefined;
	const word = toText(value).trim().toLowerCase();
	const choices = options.flatMap((option) => ('value' in option ? [{ label: option.name, choice: String(option.value) }] : []));
	const found = choices.find(({ label, choice }) => [label.toLowerCase(), choice.toLowerCase()].includes(word));
	if (found === undefined && (word !== '' || typeof value === 'object')) {
		problems.push(badInput(`'${displayName}' must be one of: ${choices.map(({ choice }) => choice).join(', ')}`));
	}
	return found?.choice;
}

/**
 * Like `readChoice`.
 * @throws ReShareError `badInput` for what is no choice
 */
export function readChoiceOrThrow(value: unknown, field: Choosable): string | undefined {
	return readOrThrowFirstProblem('Choose in the node, or have the expression give one of these words.', (problems) =>
		readChoice(value, field, problems),
	);
}

/**
 * Reads a switch. An expression may also give it as a word, such as `TRUE` from a spreadsheet; the result is undefined if it gives nothing.
 */
export function readYesNo(value: unknown, fieldName: string, problems: InputProblem[]): boolean | undefined {
	const word = typeof value === 'boolean' ? String(value) : toText(value).trim().toLowerCase();
	if (['true', 'yes', '1'].includes(word)) return true;
	if (['false', 'no', '0'].includes(word)) return false;
	if (word !== '' || (typeof value === 'object' && value !== null)) problems.push(badInput(`'${fieldName}' is neither yes nor no`));
	return undefined;
}

/**
 * Like `readYesNo`.
 * @throws ReShareError `badInput` for what is neither yes nor no
 */
export function readYesNoOrThrow(value: unknown, fieldName: string): boolean | undefined {
	return readOrThrowFirstProblem('Switch it in the node, or have the expression give true or false.', (problems) =>
		readYesNo(value, fieldName, problems),
	);
}

/**
 * Reads the switch Simplify, which is on by default.
 *
 * @throws ReShareError `badInput` for what is neither yes nor no
 */
export function readSimplifyOrThrow(value: unknown): boolean {
	return readYesNoOrThrow(value, 'Simplify') ?? true;
}

/** Reads a number. An expression may also give it as text; if it gives nothing, the default counts. */
export function readNumber(
	value: unknown,
	{ displayName, typeOptions }: Pick<INodeProperties, 'displayName' | 'typeOptions'>,
	usual: number,
	problems: InputProblem[],
): number {
	const text = (readTextParameter(value, displayName, problems) ?? '').trim();
	const least = typeOptions?.minValue ?? 0;
	const number = text === '' ? usual : Number(text);
	if (Number.isFinite(number) && number >= least) return number;
	problems.push(badInput(`'${displayName}' must be a number, ${least} or more`));
	return usual;
}

/**
 * Like `readNumber`.
 * @throws ReShareError `badInput` for what is no such number
 */
export function readNumberOrThrow(value: unknown, field: Pick<INodeProperties, 'displayName' | 'typeOptions'>, usual: number): number {
	return readOrThrowFirstProblem('Give a number.', (problems) => readNumber(value, field, usual, problems));
}

/**
 * Reads a limit.
 *
 * @throws ReShareError `badInput` for less than one, because a list of which nothing is left looks like an empty one
 */
export function readLimitOrThrow(value: unknown): number {
	const text = toText(value).trim();
	const limit = text === '' ? 50 : Number(text);
	if (Number.isInteger(limit) && limit >= 1) return limit;
	throw badInputError(
		"'Limit' is not a whole number above zero",
		'Give the largest number of results that you want, such as 50, or switch on Return All.',
	);
}
