import { inspect } from 'node:util';
import { accounts } from '../../../sandbox/consortium';
import { patrons } from '../../../sandbox/patrons';
import { marker } from './columns';

/** What must appear nowhere: passwords, tokens, and what servers wrote into the answers of a fault. */
export function secretsIn(value: unknown, tokens: Iterable<string>): string[] {
	const text = textOf(value);
	const secrets = [...accounts.map(({ password }) => password), ...tokens, marker, 'NullPointerException'];
	return [...new Set(secrets.filter((secret) => text.includes(secret)))];
}

/** What must not appear in sentences, stacks and logs: patrons, and addresses with their query, which hold patrons. */
export function patronDataIn(value: unknown): string[] {
	const text = textOf(value);
	const personal = patrons.flatMap(({ barcode, email, surname }) => [barcode, email, surname]);
	const queries = text.match(/https?:\/\/[^\s'"<>)]*\?[^\s'"]+/g) ?? [];
	return [...personal.filter((word) => text.includes(word)), ...queries];
}

/** Everything that is in a value, hidden fields and causes included. */
function textOf(value: unknown): string {
	return typeof value === 'string' ? value : inspect(value, { depth: Infinity, maxArrayLength: null, maxStringLength: null, showHidden: false, breakLength: Infinity });
}
