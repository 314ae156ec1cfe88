/**
 * Returns the paths in a JSON value, each with its type, such as `items[].state:string`. Values are left out, because they may be a
 * patron's.
 */
export function shapeOf(json: unknown): Set<string> {
	const found = new Set<string>();
	walk(json, '', found);
	return found;
}

function walk(value: unknown, path: string, found: Set<string>) {
	if (Array.isArray(value)) {
		for (const part of value) walk(part, `${path}[]`, found);
	} else if (typeof value === 'object' && value !== null) {
		for (const [name, part] of Object.entries(value)) walk(part, path === '' ? name : `${path}.${name}`, found);
	} else if (value !== null) {
		found.add(`${path}:${typeof value}`);
	}
}

/** A server's answers to one kind of call. */
export interface AnswerShapes {
	/** The status and the content type of each answer. */
	readonly answers: Set<string>;
	readonly shape: Set<string>;
}

export interface AnswerDifference {
	readonly call: string;
	/** Paths that the practice consortium does not know, so that this package may misread them. */
	readonly onlyTheirs: readonly string[];
	/** Paths that only the practice consortium has, often because the compared server has no data of that kind yet. */
	readonly onlyPractice: readonly string[];
}

/** Returns the differences by the kind of call; kinds without a difference are left out. */
export function differencesOf(theirs: ReadonlyMap<string, AnswerShapes>, practice: ReadonlyMap<string, AnswerShapes>): AnswerDifference[] {
	return [...theirs].flatMap(([call, seen]) => {
		const other = practice.get(call);
		const onlyTheirs = [...without(seen.answers, other?.answers), ...without(seen.shape, other?.shape)];
		const onlyPractice = [...without(other?.answers, seen.answers), ...without(other?.shape, seen.shape)];
		return onlyTheirs.length + onlyPractice.length === 0 ? [] : [{ call, onlyTheirs, onlyPractice }];
	});
}

function without(some: ReadonlySet<string> = new Set(), others: ReadonlySet<string> = new Set()) {
	return [...some].filter((one) => !others.has(one)).sort();
}
