interface Task {
	readonly due: number;
	readonly order: number;
	readonly run: () => void;
}

/** The clock and timers of the machine, on which the consortium's clock is built. The simulation replaces them. */
export interface MachineTime {
	now(): number;
	/**
	 * Runs `run` after `ms` milliseconds, unless the returned function was called before that. A waiting timer does not keep the process
	 * alive.
	 */
	after(ms: number, run: () => void): () => void;
}

const machineTime: MachineTime = {
	now: () => Date.now(),
	after: (ms, run) => {
		const timer = setTimeout(run, ms).unref();
		return () => clearTimeout(timer);
	},
};

/** The longest time that a timer of Node.js can wait, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/**
 * The consortium's clock shows real time plus an offset. `speed` shortens waiting times (2 days at speed 86,400 are 2 seconds) but leaves
 * timestamps true. `advance` increases the offset, and runs what has become due, in order.
 */
export class SandboxClock {
	private tasks: Task[] = [];
	private order = 0;
	private cancelTimer: () => void = () => undefined;
	/** The moment at which the running task was due, so that what it writes gets the right time; undefined while no task runs. */
	private frozen: number | undefined;
	private heldAt: number | undefined;
	private stopped = false;

	offset = 0;

	constructor(
		public speed = 1,
		private readonly machine = machineTime,
	) {
		if (!(speed > 0)) throw new Error('The speed of the clock must be greater than 0');
	}

	now(): number {
		return this.frozen ?? (this.heldAt ?? this.machine.now()) + this.offset;
	}

	/** Stops real time: from now on only `advance` moves the clock, however slow the machine is. */
	hold(): void {
		this.heldAt = this.machine.now();
		this.arm();
	}

	/** Waits in real time, which `advance` does not shorten. */
	async sleep(ms: number): Promise<void> {
		await new Promise<void>((resolve) => this.machine.after(ms, resolve));
	}

	/** Runs `task` after `delayMs` of the consortium's time, which take `delayMs / speed` in reality. */
	after(delayMs: number, task: () => void): void {
		this.afterExactly(delayMs / this.speed, task);
	}

	/** Runs `task` after `delayMs` of real time, whatever the speed. */
	afterExactly(delayMs: number, task: () => void): void {
		if (this.stopped) return;
		const entry = { due: this.now() + Math.max(0, delayMs), order: this.order++, run: task };
		let index = this.tasks.length;
		while (index > 0 && isLater(this.tasks[index - 1], entry)) index--;
		this.tasks.splice(index, 0, entry);
		if (index === 0) this.arm();
	}

	/** Moves the clock forward by `ms`, and runs everything that becomes due in between, each task at its own time. */
	advance(ms: number): void {
		if (!(ms >= 0)) throw new Error('The clock cannot go back');
		this.runUntil(this.now() + ms);
		this.offset += ms;
		this.arm();
	}

	/** Sets the clock forward or back. Timestamps differ from then on, but tasks that wait still take as long as before. */
	set(byMs: number): void {
		this.offset += byMs;
		this.tasks = this.tasks.map((task) => ({ ...task, due: task.due + byMs }));
	}

	get waiting(): number {
		return this.tasks.length;
	}

	stop(): void {
		this.stopped = true;
		this.tasks = [];
		this.cancelTimer();
	}

	private runUntil(moment: number): void {
		for (let task = this.tasks[0]; task !== undefined && task.due <= moment; task = this.tasks[0]) {
			this.tasks.shift();
			this.frozen = task.due;
			try {
				task.run();
			} finally {
				this.frozen = undefined;
			}
		}
	}

	private arm(): void {
		this.cancelTimer();
		const next = this.tasks[0];
		if (next === undefined || this.stopped || this.heldAt !== undefined) return;
		const wait = Math.min(Math.max(0, next.due - this.now()), longestTimer);
		this.cancelTimer = this.machine.after(wait, () => {
			this.runUntil(this.now());
			this.arm();
		});
	}
}

function isLater(task: Task | undefined, other: Task): boolean {
	return task !== undefined && (task.due > other.due || (task.due === other.due && task.order > other.order));
}

/** mod-rs prints whole seconds in UTC, rounded down. */
export function formatModRsTime(ms: number): string {
	return `${new Date(Math.floor(ms / 1000) * 1000).toISOString().slice(0, 19)}Z`;
}
