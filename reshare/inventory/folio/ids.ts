const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u;

export const idForm = 'a UUID such as 69640328-788e-43fc-9c3c-af39e243f3b7';

/** The id in lower case; undefined unless it is a UUID. mod-graphql pastes it unencoded into a path, so nothing else may pass. */
export function readFolioId(text: string): string | undefined {
	const value = text.trim().toLowerCase();
	return uuid.test(value) ? value : undefined;
}
