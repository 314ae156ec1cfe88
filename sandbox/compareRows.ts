export type CompareRows<Row> = (left: Row, right: Row) => number;

/** Compares rows by several comparisons. The first one that distinguishes two rows decides. */
export function compareByEach<Row>(compares: ReadonlyArray<CompareRows<Row>>): CompareRows<Row> {
	return (left, right) => {
		for (const compare of compares) {
			const order = compare(left, right);
			if (order !== 0) return order;
		}
		return 0;
	};
}

/** Compares values as PostgreSQL sorts them: rows without a value come last. */
export function compareValues<Value extends string | number | boolean>(left: Value | undefined, right: Value | undefined): number {
	if (left === right) return 0;
	if (left === undefined) return 1;
	return right === undefined || left < right ? -1 : 1;
}
