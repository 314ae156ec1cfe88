import { inspect } from 'node:util';
import { accounts } from '../../../sandbox/consortium';
import { patrons } from '../../../sandbox/patrons';
import { leakMarker } from './faultColumns';

/** Finds passwords, tokens and invented answers, which must not appear anywhere. */
export function secretsIn(value: unknown, tokens: Iterable<string>) {
	const text = textOf(value);
	const secrets = [...accounts.map(({ password }) => password), ...tokens, leakMarker, 'NullPointerException'];
	return [...new Set(secrets.filter((secret) => text.includes(secret)))];
}

/** Finds patrons, and web addresses with a query string, which may name one. They must not appear in sentences, stacks and logs. */
export function patronDataIn(value: unknown) {
	const text = textOf(value);
	const personal = patrons.flatMap(({ barcode, email, surname }) => [barcode, email, surname]);
	const queries = text.match(/https?:\/\/[^\s'"<>)]*\?[^\s'"]+/g) ?? [];
	return [...personal.filter((word) => text.includes(word)), ...queries];
}

/** Writes a value as text, including its hidden fields and the causes of errors. */
function textOf(value: unknown) {
	return typeof value === 'string'
		? value
		: inspect(value, { depth: Infinity, maxArrayLength: null, maxStringLength: null, showHidden: false, breakLength: Infinity });
}
