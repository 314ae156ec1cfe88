import { readAll, shown, type ReadIdentifiers } from './values';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

/** The id in lower case; undefined unless it is a UUID. mod-graphql pastes it unencoded into a path, so nothing else may pass. */
export function uuidKey(text: string): string | undefined {
	const value = text.trim().toLowerCase();
	return uuid.test(value) ? value : undefined;
}

/** Reads a field with one or several instance ids. */
export function readInstanceIds(text: string): ReadIdentifiers {
	return readAll(text, (entry) => {
		const value = uuidKey(entry);
		return value === undefined ? { warning: `'${shown(entry)}' is not an Instance ID (a UUID such as 69640328-788e-43fc-9c3c-af39e243f3b7) and was left out` } : { value };
	});
}
