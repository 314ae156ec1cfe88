import type { InputProblem } from './loadClient';
import { badInput, readOrThrowFirstProblem, readTextParameter, removeInvisibleCharacters } from './readParameters';

/**
 * Matches a long number that a spreadsheet has shortened, such as `2.1234E+13`. Its last digits are lost, so that many library cards look
 * the same.
 */
const shortenedNumber = /^\d([.,]\d+)?E\+\d+$/i;

/**
 * Reads a patron's ID.
 *
 * @param longest as for `readTextParameter`
 */
export function readPatronId(value: unknown, problems: InputProblem[], longest?: number): string {
	const text = removeInvisibleCharacters(readTextParameter(value, 'Patron ID', problems, longest) ?? '').trim();
	if (shortenedNumber.test(text)) problems.push(badInput("'Patron ID' holds a number that a spreadsheet has shortened"));
	return text;
}

/**
 * Reads a patron's ID, which must not be empty.
 *
 * @throws ReShareError `badInput`
 */
export function readPatronIdOrThrow(value: unknown, help: string): string {
	return readOrThrowFirstProblem(help, (problems) => {
		const text = readPatronId(value, problems);
		if (text === '') problems.push(badInput("'Patron ID' is empty"));
		return text;
	});
}
