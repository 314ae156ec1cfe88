/** The fields that have a value: back ends take one that is absent otherwise than an explicit null. */
export function given(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
