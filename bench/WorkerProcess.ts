import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Measures in a process of its own, which answers one order after the other. */
export class WorkerProcess<Order extends object, Report extends { readonly error?: string }> {
	readonly #child: ChildProcess;

	/** @param file the path of the program below bench/ */
	constructor(file: string) {
		this.#child = fork(path.join(__dirname, file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	}

	/** @throws Error with the text of the report's error */
	async ask(order: Order): Promise<Report> {
		this.#child.send(order);
		const [report] = (await once(this.#child, 'message')) as [Report];
		if (report.error !== undefined) throw new Error(report.error);
		return report;
	}

	stop(): void {
		this.#child.disconnect();
	}
}

/** Runs in such a process: it answers each order, and ends when its parent ends. */
export function answerCommands<Order, Report>(work: (order: Order) => Promise<Report>): void {
	process.on('message', (order: Order) => {
		void work(order).then((report) => process.send?.(report));
	});
	process.on('disconnect', () => process.exit(0));
}
