import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import type * as Automation from './automation';

/** A defect that is put into a file of the client: a text, and what replaces it. */
export interface Defect {
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

export type Program = typeof Automation;
export type StartProgram = () => Program;

const root = path.resolve(__dirname, '../..');
/** Modules that have no state and take most of a process's memory. All processes share them. */
const shared = ['reshare/requests/crosslink/schemas.ts', 'reshare/requests/modrs/schemas.ts', 'test/simulation/letters.ts'].map((file) =>
	path.join(root, file),
);

/**
 * Compiles what an n8n process runs: the client and the trigger's poll. Each call of the result makes a process of its own, with its own
 * sessions, caches and locks. Libraries and the `shared` modules are loaded once for all processes.
 */
export async function compileProgram(defects: readonly Defect[] = []): Promise<StartProgram> {
	const requireHere = createRequire(path.join(root, 'package.json'));
	const loaded = new Map<string, unknown>();
	const require = (name: string): unknown =>
		name === 'node:crypto' || name === 'crypto' ? quickCrypto : (loaded.get(name) ?? requireHere(name));
	for (const file of shared) loaded.set(file, (await compileModule(file, defects, []))(require));
	const load = await compileModule(path.join(__dirname, 'automation.ts'), defects, shared);
	return () => load(require) as Program;
}

/** Reads a file with defects, none of which may have lost its place since it was written. */
export async function withDefects(file: string, defects: readonly Defect[]): Promise<string> {
	let contents = await readFile(path.resolve(root, file), 'utf8');
	for (const { from, to } of defects) {
		if (contents.split(from).length !== 2) throw new Error(`${file} does not contain exactly once: ${from}`);
		contents = contents.replace(from, () => to);
	}
	return contents;
}

/** Returns a function that loads the module anew, except for modules that are `outside`. */
async function compileModule(
	entry: string,
	defects: readonly Defect[],
	outside: readonly string[],
): Promise<(require: (name: string) => unknown) => unknown> {
	const { outputFiles } = await build({
		absWorkingDir: root,
		entryPoints: [entry],
		bundle: true,
		write: false,
		packages: 'external',
		format: 'cjs',
		platform: 'node',
		target: 'node20',
		supported: { 'dynamic-import': false },
		logLevel: 'error',
		plugins: [
			{
				name: 'defects',
				setup: ({ onLoad, onResolve }) => {
					onResolve({ filter: /\/shared\/connection$/ }, () => ({ path: path.join(__dirname, 'connection.ts') }));
					onResolve({ filter: /\/(?:schemas|letters)$/ }, ({ path: name, resolveDir }) => {
						const file = outside.find((one) => one === path.join(resolveDir, `${name}.ts`));
						return file === undefined ? undefined : { path: file, external: true };
					});
					onLoad({ filter: /\/(?:reshare|nodes|notices)\/.*\.ts$/ }, async ({ path: file }) => {
						const own = defects.filter((defect) => path.join(root, defect.file) === file);
						if (own.length === 0) return undefined;
						return { contents: await withDefects(file, own), loader: 'ts' };
					});
				},
			},
		],
	});
	const code = outputFiles[0]?.text ?? '';
	const load = new Script(`(function (require, module, exports) {${code}\n})`, { filename: path.basename(entry) }).runInThisContext() as (
		require: (name: string) => unknown,
		module: { exports: unknown },
		exports: unknown,
	) => void;
	return (require) => {
		const module = { exports: {} };
		load(require, module, module.exports);
		return module.exports;
	};
}

/** A quick replacement for scrypt, which is slow on purpose and answers from another thread at a time of its own. */
const quickCrypto = {
	createHash,
	createHmac,
	scrypt: (secret: string, salt: string, size: number, ...rest: unknown[]) => {
		const done = rest.at(-1) as (error: null, key: Buffer) => void;
		done(null, createHmac('sha512', secret).update(salt).digest().subarray(0, size));
	},
};
