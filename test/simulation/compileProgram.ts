import { createHash, createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';
import { build } from 'esbuild';
import type * as SimulatedNodes from './simulatedNodes';

/** A defect that is put into a file of the client: a text, and what replaces it. */
export interface Defect {
	readonly file: string;
	readonly from: string;
	readonly to: string;
}

export type Program = typeof SimulatedNodes;
export type StartProgram = () => Program;

const root = path.resolve(__dirname, '../..');
/**
 * Finds what a module keeps between calls: a variable, a clock, or a container that is filled later, except for one of formats of `Intl`,
 * which are the same in every process. A replayed seed whose digest differs shows that one was overlooked.
 */
const keptState = /^(?:export )?(?:let |const (?:\w*clock: |[^=]+= new \w+(?:<(?!.*Intl).*>)?\([\w *]*\);$))/im;

/**
 * Compiles what an n8n process runs: the client and the trigger's poll. Each call of the result makes a process of its own, with its own
 * sessions, caches and locks. Libraries are loaded once for all processes, and so are modules that neither keep state nor import any
 * that does.
 */
export async function compileProgram(defects: readonly Defect[] = []): Promise<StartProgram> {
	const requireHere = createRequire(path.join(root, 'package.json'));
	const require = (name: string): unknown => (name === 'node:crypto' || name === 'crypto' ? quickCrypto : requireHere(name));
	const program = 'export * from "./test/simulation/simulatedNodes"';
	const { inputs, withState: own } = await compile(program, defects);
	for (const file of own)
		for (const [importer, { imports }] of Object.entries(inputs)) if (imports.some((one) => one.path === file)) own.add(importer);
	const shared = new Set(Object.keys(inputs).filter((file) => !own.has(file)));
	const { load: loadShared } = await compile([...shared].map((file) => `export * as "${file}" from "./${file}"`).join('\n'), defects);
	const loaded = loadShared(require) as Readonly<Record<string, unknown>>;
	const { load } = await compile(
		program,
		defects,
		(importer, name) => inputs[importer]?.imports.find(({ original, path: file }) => original === name && shared.has(file))?.path,
	);
	return () => load((name) => loaded[name] ?? require(name)) as Program;
}

/** Reads a file with defects, none of which may have lost its place since it was written. */
export async function readSourceWithDefects(file: string, defects: readonly Defect[]): Promise<string> {
	let contents = await readFile(path.resolve(root, file), 'utf8');
	for (const { from, to } of defects) {
		if (contents.split(from).length !== 2) throw new Error(`${file} does not contain exactly once: ${from}`);
		contents = contents.replace(from, () => to);
	}
	return contents;
}

/**
 * Compiles a module. `load` loads it anew, except for the imports for which `outside` returns a name: those come from `require` by that
 * name.
 */
async function compile(
	contents: string,
	defects: readonly Defect[],
	outside: (importer: string, name: string) => string | undefined = () => undefined,
) {
	const withState = new Set<string>();
	const { outputFiles, metafile } = await build({
		absWorkingDir: root,
		stdin: { contents, resolveDir: root },
		bundle: true,
		write: false,
		metafile: true,
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
					onResolve({ filter: /\/shared\/connection$/ }, () => ({ path: path.join(__dirname, 'connectThroughContext.ts') }));
					onResolve({ filter: /^\./ }, ({ importer, path: name }) => {
						const file = outside(path.relative(root, importer), name);
						return file === undefined ? undefined : { path: file, external: true };
					});
					onLoad({ filter: /\.ts$/ }, async ({ path: absolute }) => {
						const file = path.relative(root, absolute);
						const text = await readSourceWithDefects(
							file,
							defects.filter((defect) => defect.file === file),
						);
						if (keptState.test(text)) withState.add(file);
						// Simulated worlds have few requests, so that pages are small.
						if (/requests\/(?:modrs|crosslink)\/listPages\.ts$/.test(file))
							return {
								contents: text.replace(/largestPageSize = 100|largestFullRecordPageSize = 50/g, (found) => found.replace(/\d+/, '3')),
								loader: 'ts',
							};
						return { contents: text, loader: 'ts' };
					});
				},
			},
		],
	});
	const code = outputFiles[0]?.text ?? '';
	const run = new Script(`(function (require, module, exports) {${code}\n})`, { filename: 'program' }).runInThisContext() as (
		require: (name: string) => unknown,
		module: { exports: unknown },
		exports: unknown,
	) => void;
	const load = (require: (name: string) => unknown): unknown => {
		const module = { exports: {} };
		run(require, module, module.exports);
		return module.exports;
	};
	return { inputs: metafile.inputs, withState, load };
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
