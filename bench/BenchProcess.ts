import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

type Command = (argument: never) => unknown;

interface Reply {
	readonly value?: unknown;
	readonly error?: string;
}

/** A program of bench/ that runs in a process of its own. It answers one command after the other. */
export interface BenchProcess<Commands extends Readonly<Record<string, Command>>> {
	readonly ask: {
		readonly [Name in keyof Commands]: (...given: Parameters<Commands[Name]>) => Promise<Awaited<ReturnType<Commands[Name]>>>;
	};
	stop(): void;
}

/** @param file the path of the program below bench/ */
export function startBenchProcess<Commands extends Readonly<Record<string, Command>>>(file: string): BenchProcess<Commands> {
	const child = fork(path.join(__dirname, file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
	const ended = once(child, 'exit').then(() => [{ error: `${file} has ended` }]);
	const call = async (command: string, argument: unknown) => {
		child.send({ command, argument });
		const [{ value, error }] = (await Promise.race([once(child, 'message'), ended])) as [Reply];
		if (error !== undefined) throw new Error(`${command}: ${error}`);
		return value;
	};
	const ask = new Proxy({} as BenchProcess<Commands>['ask'], {
		get: (_, command) => async (argument?: unknown) => await call(String(command), argument),
	});
	return { ask, stop: () => child.disconnect() };
}

/** Makes this process answer the commands of its parent, one after the other, and ends it when the parent ends. */
export function answerCommands(commands: Promise<Readonly<Record<string, Command>>>): void {
	const answer = async (command: string, argument: unknown): Promise<Reply> => {
		try {
			return { value: await (await commands)[command]?.(argument as never) };
		} catch (error) {
			return { error: error instanceof Error ? error.message : String(error) };
		}
	};
	process.on('message', ({ command, argument }: { readonly command: string; readonly argument: unknown }) => {
		void answer(command, argument).then((reply) => process.send?.(reply));
	});
	process.on('disconnect', () => process.exit(0));
}
