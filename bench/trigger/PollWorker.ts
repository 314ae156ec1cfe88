import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { PollOrder, PollReport } from './workerProcess';

/** A trigger in a process of its own. */
export class PollWorker {
	readonly #child: ChildProcess = fork(path.join(__dirname, 'workerProcess.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

	constructor(private readonly credential: PollOrder['credential']) {}

	/** @param activation the first poll, with which n8n tries a workflow that is being published */
	async poll(activation = false): Promise<PollReport> {
		this.#child.send({ credential: this.credential, activation } satisfies PollOrder);
		const [report] = (await once(this.#child, 'message')) as [PollReport];
		if (report.error !== undefined) throw new Error(`The trigger failed: ${report.error}`);
		return report;
	}

	stop(): void {
		this.#child.disconnect();
	}
}
