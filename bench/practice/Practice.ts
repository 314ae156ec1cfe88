import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { PracticeCommands, CommandReply } from './commands';

type Asked = {
	[Name in keyof PracticeCommands]: (...args: Parameters<PracticeCommands[Name]>) => Promise<ReturnType<PracticeCommands[Name]>>;
};

/** Starts the practice consortium in another process, and gives it commands. */
export class PracticeProcess {
	readonly ask: Asked;
	readonly #waiting = new Map<number, (reply: CommandReply) => void>();
	#calls = 0;

	private constructor(private readonly child: ChildProcess) {
		child.on('message', (reply: CommandReply) => {
			this.#waiting.get(reply.id)?.(reply);
			this.#waiting.delete(reply.id);
		});
		this.ask = new Proxy({} as Asked, { get: (_, command) => async (argument?: unknown) => await this.#call(String(command), argument) });
	}

	static async start(): Promise<PracticeProcess> {
		const child = fork(path.join(__dirname, 'practiceProcess.ts'), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
		const practice = new PracticeProcess(child);
		const ready = new Promise<void>((resolve) => practice.#waiting.set(0, () => resolve()));
		const ended = once(child, 'exit').then(() => {
			throw new Error('The practice consortium ended while it started');
		});
		await Promise.race([ready, ended]);
		ended.catch(() => undefined);
		return practice;
	}

	async stop(): Promise<void> {
		const ended = once(this.child, 'exit');
		this.child.disconnect();
		await ended;
	}

	async #call(command: string, argument: unknown): Promise<unknown> {
		const id = ++this.#calls;
		const reply = new Promise<CommandReply>((resolve) => this.#waiting.set(id, resolve));
		this.child.send({ id, command, argument });
		const { value, error } = await reply;
		if (error !== undefined) throw new Error(`The practice consortium could not do '${command}': ${error}`);
		return value;
	}
}
