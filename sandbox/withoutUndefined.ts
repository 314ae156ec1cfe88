/** Removes properties without a value, as real services leave them out of their answers. */
export function withoutUndefined<Parts extends object>(parts: Parts): { [Name in keyof Parts]?: Exclude<Parts[Name], undefined> } {
	return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
		[Name in keyof Parts]?: Exclude<Parts[Name], undefined>;
	};
}
