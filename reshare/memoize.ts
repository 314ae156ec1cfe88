/**
 * Returns the value that a map has for a key, or makes and stores it. Callers that ask for a promise at the same time share it. A failure
 * stays stored, so that it is not tried again.
 */
export function getOrCreate<Key, Value>(
	kept: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
	key: Key,
	make: () => Value,
): Value {
	const known = kept.get(key);
	if (known !== undefined) return known;
	const value = make();
	kept.set(key, value);
	return value;
}

/** Makes a function that calls `make` only the first time, and returns that value again. A promise that fails stays stored, as above. */
export function once<Value>(make: () => Value): () => Value {
	const made = new Map<undefined, Value>();
	return () => getOrCreate(made, undefined, make);
}
