import { UserError, type INodeProperties } from 'n8n-workflow';
import { readNumber } from '../shared/readYesNoChoicesAndNumbers';
import type { InputProblem } from '../shared/loadClient';

/**
 * Reads the number in a field, or the field's default where it is empty.
 *
 * @throws UserError for what is no such number
 */
export function readNumberField(field: INodeProperties, value: unknown): number {
	const problems: InputProblem[] = [];
	const number = readNumber(value, field, Number(field.default), problems);
	if (problems[0] !== undefined) throw new UserError(problems[0].text);
	return number;
}
