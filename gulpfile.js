/**
 * Builds the published package into dist/:
 *   nodes and credentials   compiled file by file, as n8n loads them by path
 *   reshare/                bundled with its libraries into one file, so that all nodes share one connection pool and one
 *                           session cache, and an n8n that installs no dependencies can still run it
 *   icons, codex files, output schemas, templates   copied
 * Types are checked separately (npm run typecheck).
 */
const { existsSync } = require('node:fs');
const fs = require('node:fs/promises');
const { builtinModules } = require('node:module');
const path = require('node:path');
const esbuild = require('esbuild');
const { dest, parallel, series, src } = require('gulp');

/** Another folder where a test builds a second time. */
const outputFolder = process.env.BUILD_FOLDER ?? 'dist';
const clientFile = path.join(outputFolder, 'reshare', 'index.js');
const target = 'node20';

/** Only these may be required by a compiled node: n8n provides nothing else reliably, and no dependency is installed. */
const providedByHost = ['n8n-workflow', ...builtinModules.flatMap((name) => [name, `node:${name}`])];

function clean() {
	return fs.rm(outputFolder, { recursive: true, force: true });
}

async function filesBelow(...globs) {
	const found = [];
	for await (const file of fs.glob(globs)) found.push(file);
	return found.filter((file) => !file.endsWith('.d.ts')).sort();
}

async function compileNodes() {
	const entryPoints = await filesBelow('nodes/**/*.ts', 'credentials/**/*.ts');
	if (entryPoints.length === 0) return;
	await esbuild.build({
		entryPoints,
		bundle: false,
		outbase: '.',
		outdir: outputFolder,
		format: 'cjs',
		platform: 'node',
		target,
		// import('../../reshare/index') becomes a require made on first use, so that the client costs nothing when n8n starts.
		supported: { 'dynamic-import': false },
		logLevel: 'warning',
	});
}

/**
 * The client uses two things of undici. Its index also loads WebSocket, caches, mocks and more, a fifth of the bundle that
 * every first use of a node would have to load.
 */
const partsOfUndici = {
	name: 'parts-of-undici',
	setup(build) {
		const contents = `
			export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js';
			export { fetch } from 'undici/lib/web/fetch/index.js';
		`;
		build.onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'parts' }));
		build.onLoad({ filter: /.*/, namespace: 'parts' }, () => ({ contents, resolveDir: __dirname }));
	},
};

async function bundleClient() {
	const { metafile } = await esbuild.build({
		entryPoints: ['reshare/index.ts'],
		bundle: true,
		plugins: [partsOfUndici],
		minify: true,
		keepNames: true,
		outfile: clientFile,
		format: 'cjs',
		platform: 'node',
		target,
		mainFields: ['module', 'main'],
		metafile: true,
		legalComments: 'none',
		logLevel: 'warning',
	});
	await writeLicences(Object.keys(metafile.inputs));
}

/** The bundled libraries' licenses ask that their text goes along. */
async function writeLicences(inputs) {
	const folders = new Set();
	for (const input of inputs) {
		const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
		if (match) folders.add(match[1]);
	}
	const parts = [];
	for (const folder of [...folders].sort()) {
		const { name, version, license } = JSON.parse(await fs.readFile(path.join(folder, 'package.json'), 'utf8'));
		const licenceFile = (await fs.readdir(folder)).find((file) => /^licen[cs]e/i.test(file));
		const text = licenceFile ? await fs.readFile(path.join(folder, licenceFile), 'utf8') : `Licence: ${license}\n`;
		parts.push(`${name} ${version}\n\n${text.trim()}\n`);
	}
	const heading = 'index.js contains these libraries:\n';
	await fs.writeFile(path.join(outputFolder, 'reshare', 'LICENSES.txt'), [heading, ...parts].join(`\n${'-'.repeat(80)}\n\n`));
}

function copyNodeAssets() {
	return src(['nodes/**/*.{svg,png,json}', 'credentials/**/*.{svg,png,json}'], { base: '.', encoding: false, allowEmpty: true }).pipe(
		dest(outputFolder),
	);
}

function copyTemplates() {
	return src('templates/**/*.json', { base: '.', encoding: false, allowEmpty: true }).pipe(dest(outputFolder));
}

/** A node that requires a library directly works here and fails in an installed package; so it fails here. */
async function checkRequires() {
	const wrong = [];
	for (const file of await filesBelow(`${outputFolder}/{nodes,credentials}/**/*.js`)) {
		const code = await fs.readFile(file, 'utf8');
		for (const [, wanted] of code.matchAll(/\brequire\("([^"]+)"\)/g)) {
			if (!isAvailable(file, wanted)) wrong.push(`${file} requires ${wanted}, which the installed package does not have`);
		}
	}
	if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

function isAvailable(file, wanted) {
	if (!wanted.startsWith('.')) return providedByHost.includes(wanted);
	const resolved = path.resolve(path.dirname(file), wanted);
	return ['', '.js', '.json', '/index.js'].some((ending) => existsSync(resolved + ending) && (ending !== '' || path.extname(resolved) !== ''));
}

exports.clean = clean;
exports.build = series(clean, parallel(compileNodes, bundleClient, copyNodeAssets, copyTemplates), checkRequires);
exports.default = exports.build;
