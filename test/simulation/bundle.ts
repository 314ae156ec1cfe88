import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import type * as Automation from './automation';

/** A defect put into a file of the client: what is replaced, by what. */
export interface Defect {
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

export type Program = typeof Automation;
export type StartProgram = () => Program;

const root = path.resolve(__dirname, '../..');

/**
 * Compiles what an n8n process runs: the client and the trigger's poll. Each call of the result is a process of its own, with its own
 * sessions, caches and locks. Libraries are loaded once for all.
 */
export async function compileProgram(defects: readonly Defect[] = []): Promise<StartProgram> {
	const { outputFiles } = await build({
		absWorkingDir: root,
		entryPoints: ['test/simulation/automation.ts'],
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
					onLoad({ filter: /\/(reshare|nodes)\/.*\.ts$/ }, async ({ path: file }) => {
						const own = defects.filter((defect) => path.join(root, defect.file) === file);
						if (own.length === 0) return undefined;
						let contents = await readFile(file, 'utf8');
						for (const { from, to } of own) {
							if (contents.split(from).length !== 2) throw new Error(`${file} does not contain exactly once: ${from}`);
							contents = contents.replace(from, () => to);
						}
						return { contents, loader: 'ts' };
					});
				},
			},
		],
	});
	const code = outputFiles[0]?.text ?? '';
	const load = new Script(`(function (require, module, exports) {${code}\n})`, { filename: 'automation.js' }).runInThisContext() as (
		require: (name: string) => unknown,
		module: { exports: Program },
		exports: Program,
	) => void;
	const requireHere = createRequire(path.join(root, 'package.json'));
	const require = (name: string): unknown => (name === 'node:crypto' || name === 'crypto' ? quickCrypto : requireHere(name));
	return () => {
		const module = { exports: {} as Program };
		load(require, module, module.exports);
		return module.exports;
	};
}

/** scrypt is slow on purpose and answers from another thread, at a time of its own. */
const quickCrypto = {
	createHash,
	createHmac,
	scrypt: (secret: string, salt: string, size: number, ...rest: unknown[]) => {
		const done = rest.at(-1) as (error: null, key: Buffer) => void;
		done(null, createHmac('sha512', secret).update(salt).digest().subarray(0, size));
	},
};
