/**
 * Returns the value that a map has for a key, or makes and stores it. Callers that ask for a promise at the same time share it. A promise
 * that is rejected stays stored, so that the call is not repeated.
 */
export function getOrCreate<Key, Value>(
	kept: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
	key: Key,
	make: () => Value,
) {
	const known = kept.get(key);
	if (known !== undefined) return known;
	const value = make();
	kept.set(key, value);
	return value;
}

/** Makes a function that calls `make` only the first time, and then always returns the same value, even if it is a rejected promise. */
export function once<Value>(make: () => Value) {
	const made = new Map<undefined, Value>();
	return () => getOrCreate(made, undefined, make);
}

/** Makes a function that computes a value from an object once and keeps it as long as the object. */
export function memoizeByObject<Key extends object, Value>(make: (key: Key) => Value) {
	const made = new WeakMap<Key, Value>();
	return (key: Key) => getOrCreate(made, key, () => make(key));
}
