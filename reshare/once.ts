/** What a map has for a key; made, and kept for all who ask afterwards, where it has nothing. A promise is so shared by all who come together, and a failure is not tried again. */
export function once<Key, Value>(kept: Map<Key, Value>, key: Key, make: () => Value): Value {
	const known = kept.get(key);
	if (known !== undefined) return known;
	const value = make();
	kept.set(key, value);
	return value;
}
