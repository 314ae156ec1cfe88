interface Task {
	readonly at: number;
	readonly order: number;
	readonly run: () => void;
}

/**
 * Time that passes only from one task to the next. Tasks of the same moment run in the order in which they were planned. After each task,
 * all promises that it settles are followed to their end, so that a world is the same each time.
 */
export class VirtualTime {
	readonly #tasks: Task[] = [];
	#order = 0;
	#now: number;
	/** Tasks run so far. */
	steps = 0;

	constructor(start: number) {
		this.#now = start;
	}

	now() {
		return this.#now;
	}

	/** The moment of the next task. */
	get next(): number | undefined {
		return this.#tasks[0]?.at;
	}

	/** Plans a task. Returns a function that cancels it. */
	after(ms: number, run: () => void): () => void {
		const task = { at: this.#now + Math.max(0, ms), order: this.#order++, run };
		this.#push(task);
		return () => {
			const index = this.#tasks.indexOf(task);
			if (index >= 0) {
				this.#tasks[index] = { ...task, run: () => undefined };
			}
		};
	}

	/** Runs tasks until nothing is left to do, or until the end. */
	async play(end: number, afterEach: () => void = () => undefined) {
		for (;;) {
			const task = this.#tasks[0];
			if (task === undefined || task.at > end) break;
			this.#pop();
			this.#now = Math.max(this.#now, task.at);
			this.steps += 1;
			task.run();
			await settled();
			afterEach();
		}
		this.#now = Math.max(this.#now, end);
	}

	#push(task: Task) {
		const tasks = this.#tasks;
		let child = tasks.push(task) - 1;
		while (child > 0) {
			const parent = (child - 1) >> 1;
			if (!isBefore(task, tasks[parent] as Task)) break;
			tasks[child] = tasks[parent] as Task;
			child = parent;
		}
		tasks[child] = task;
	}

	#pop() {
		const tasks = this.#tasks;
		const last = tasks.pop() as Task;
		if (tasks.length === 0) return;
		let parent = 0;
		for (;;) {
			let child = parent * 2 + 1;
			if (child >= tasks.length) break;
			if (child + 1 < tasks.length && isBefore(tasks[child + 1] as Task, tasks[child] as Task)) child += 1;
			if (!isBefore(tasks[child] as Task, last)) break;
			tasks[parent] = tasks[child] as Task;
			parent = child;
		}
		tasks[parent] = last;
	}
}

function isBefore(one: Task, other: Task) {
	return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Waits until all promises are settled that can be settled without time passing. */
async function settled() {
	await new Promise<void>((resolve) => setImmediate(resolve));
}
