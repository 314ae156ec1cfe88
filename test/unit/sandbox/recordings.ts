import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Json } from './sandboxCalls';

/** Reads an answer of a real service. The caller knows its type. */
export function readRecording<Recording = Json>(name: string) {
	return JSON.parse(readFileSync(path.join(__dirname, '../../fixtures/recorded', `${name}.json`), 'utf8')) as Recording;
}

/** Makes a matcher for a text in which `*` stands for any text. */
export function matcherOfText(text: string): unknown {
	const pattern = text
		.split('*')
		.map((part) => part.replace(/[.+?^${}()|[\]\\/]/gu, String.raw`\$&`))
		.join('[^]*');
	return text.includes('*') ? expect.stringMatching(new RegExp(`^${pattern}$`, 'u')) : text;
}

/** Lists fields with their types, for example `rota[].state.code: string`. */
export function fieldsOf(value: unknown, at = ''): string[] {
	if (Array.isArray(value)) return value.flatMap((one) => fieldsOf(one, `${at}[]`));
	if (typeof value === 'object' && value !== null)
		return Object.entries(value)
			.filter(([name]) => name !== '_note')
			.flatMap(([name, inner]) => fieldsOf(inner, at === '' ? name : `${at}.${name}`));
	// Services write times in forms of their own, which clients must be able to read.
	if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/u.test(value))
		return [`${at}: ${value.replace(/\.\d+(?=Z)/u, '.9').replace(/\d/gu, '9')}`];
	return [`${at}: ${value === null ? 'null' : typeof value}`];
}

/**
 * Checks that both answers have the same fields of the same types.
 *
 * @param others recorded answers with further real fields
 * @param optional fields in the service's source that no recorded answer has
 */
export function expectSameFields(real: unknown, practice: unknown, others: readonly unknown[] = [], optional: readonly string[] = []) {
	const [expected, found] = [fieldsOf(real), fieldsOf(practice)];
	const known = [...expected, ...others.flatMap((other) => fieldsOf(other)), ...optional];
	const without = (fields: readonly string[], given: readonly string[]) =>
		[...new Set(fields)].filter((field) => !given.includes(field)).sort();
	expect({ missing: without(expected, found), invented: without(found, known) }).toEqual({ missing: [], invented: [] });
}
