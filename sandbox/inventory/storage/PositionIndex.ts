import { wordsOf } from '../cql/matchWords';
import { jsonTextAt } from './jsonTextAt';
import type { StoredRecord } from './inventoryTables';

type Positions = ReadonlySet<number>;

const noPositions: Positions = new Set();

/** Says at which positions of a table the rows are that have an id or a word. Each field is indexed when it is first searched. */
export class PositionIndex {
	readonly #fields = new Map<string, Map<string, Set<number>>>();

	constructor(private readonly rows: readonly StoredRecord[]) {}

	withId(field: string, id: string): Positions {
		return this.#find(`${field}==`, id, (row) => [jsonTextAt(row, field) ?? '']);
	}

	withWord(field: string, word: string, textOf: (row: StoredRecord) => string | null): Positions {
		return this.#find(field, word, (row) => wordsOf(textOf(row) ?? ''));
	}

	#find(name: string, key: string, keysOf: (row: StoredRecord) => readonly string[]): Positions {
		let field = this.#fields.get(name);
		if (field === undefined) {
			field = new Map();
			this.#fields.set(name, field);
			for (const [position, row] of this.rows.entries())
				for (const one of keysOf(row)) field.set(one, (field.get(one) ?? new Set()).add(position));
		}
		return field.get(key) ?? noPositions;
	}
}

const indexes = new WeakMap<readonly StoredRecord[], PositionIndex>();

/** Returns the index of a table, whose rows never change. */
export function positionIndexOf(rows: readonly StoredRecord[]): PositionIndex {
	const index = indexes.get(rows) ?? new PositionIndex(rows);
	indexes.set(rows, index);
	return index;
}
