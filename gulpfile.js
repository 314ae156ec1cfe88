/**
 * Builds the published package into dist/:
 *   nodes and credentials   compiled into one file, which those lead to that n8n loads by path
 *   notices/                what notices say, bundled into one file
 *   reshare/                bundled with its libraries, so that all nodes share one connection pool and one session cache, and
 *                           an n8n that installs no dependencies can still run it; a run loads the files that it needs
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
const target = 'node20';

/**
 * `builtIn`: what n8n verifies, over Node.js's own fetch. `pooled`: with undici, for an n8n behind proxies.
 */
const transport = process.env.TRANSPORT ?? 'builtIn';

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

/**
 * All nodes and credentials are one file with all their parts, which n8n reads and keeps in memory once; the files that it loads by path
 * lead there. It keeps its names, for those who look into an installed package.
 */
const nodesFile = 'nodes/index.js';

async function compileNodes() {
	const files = await filesBelow('nodes/*/*.node.ts', 'credentials/*.credentials.ts');
	await esbuild.build({
		stdin: { contents: files.map((file) => `export * from './${file}';`).join('\n'), resolveDir: __dirname },
		bundle: true,
		external: ['n8n-workflow'],
		plugins: [{ name: 'apart', setup: ({ onResolve }) => onResolve({ filter: /\/(reshare|notices)\/index$/ }, ({ path: wanted }) => ({ path: `../${wanted.split('/').slice(-2).join('/')}`, external: true })) }],
		outfile: path.join(outputFolder, nodesFile),
		format: 'cjs',
		platform: 'node',
		target,
		minifySyntax: true,
		minifyWhitespace: true,
		// The import becomes a require made on first use, so that the client costs nothing when n8n starts.
		supported: { 'dynamic-import': false },
		logLevel: 'warning',
	});
	for (const file of files) {
		const compiled = path.join(outputFolder, file.replace(/ts$/, 'js'));
		const [name] = path.basename(file).split('.');
		await fs.mkdir(path.dirname(compiled), { recursive: true });
		await fs.writeFile(compiled, `exports.${name} = require("${path.posix.relative(path.dirname(file), nodesFile)}").${name};\n`);
	}
}

/** What the client uses of libraries whose indexes lead to much more; every first use of a node would have to load it all. */
const partsOf = {
	undici: `
		import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
		import connect from 'undici/lib/api/api-connect.js';
		import request from 'undici/lib/api/api-request.js';
		export { default as EnvHttpProxyAgent } from 'undici/lib/dispatcher/env-http-proxy-agent.js';
		export { default as Pool } from 'undici/lib/dispatcher/pool.js';
		Dispatcher.prototype.request = request;
		// For tunnels through a proxy.
		Dispatcher.prototype.connect = connect;
	`,
	// GraphQL documents are sent as they are: graphql-request is told to read no operation's name from them.
	graphql: `
		export { Kind } from 'graphql/language/kinds.mjs';
		export { leftOut as parse, leftOut as print };
		function leftOut() {
			throw new Error('GraphQL is not parsed here');
		}
	`,
	// Few texts have any.
	entities: `
		const decoding = (name) => (text) => (text.includes('&') ? require('entities/decode')[name](text) : text);
		export const decodeHTMLStrict = decoding('decodeHTMLStrict');
		export const decodeXML = decoding('decodeXML');
	`,
	// A search reads no times.
	luxon: `
		export const DateTime = new Proxy({}, { get: (_, name) => require('luxon').DateTime[name] });
	`,
};

/** What the parts above require is a file of its own, loaded on first use. */
const onFirstUse = { 'entities/decode': 'entities', luxon: 'luxon' };

/** Files that undici asks for and the client never comes to: HTTP/2 is switched off, and bodies are texts. */
const leftOut = /undici\/lib\/(dispatcher\/client-h2|web\/fetch\/body)\.js$/;

/** graphql-request makes headers of its own, which nobody sends: for the real class Node.js would load its whole fetch, tens of milliseconds. */
const headersOfNobody = /graphql-request\/build\/(lib\/prelude|legacy\/helpers\/runRequest)\.js$/;
const plainHeaders = 'class Headers extends Map { constructor(headers) { super(Object.entries(headers)); } }\n';

/** zod binds each method to each schema, for callers that take methods apart, of which there are none: a tenth of the time to load. */
const schemas = /zod\/v3\/types\.js$/;
const boundMethods = /^\s*this\.(\w+) = this\.\1\.bind\(this\);$/gm;

/** undici's parser for processors without SIMD, which are rare by now: a file of its own, loaded where the usual parser cannot be. */
const rareParser = /\/llhttp-wasm\.js$/;
const rareParserFile = 'llhttp.js';

const pooledTransport = /^\.\/pooledFetch$/;

const leaner = (transportOfBuild) => ({
	name: 'leaner',
	setup(build) {
		build.onResolve({ filter: pooledTransport }, ({ resolveDir }) => ({ path: path.join(resolveDir, `${transportOfBuild}Fetch.ts`) }));
		// The nodes pass n8n's clock.
		if (transportOfBuild === 'builtIn') build.onResolve({ filter: /^\.\/systemClock$/ }, () => ({ path: 'nothing', namespace: 'nothing' }));
		// sax reads texts, not streams.
		build.onResolve({ filter: /^stream$/ }, ({ importer }) => (importer.includes('/sax/') ? { path: 'nothing', namespace: 'nothing' } : undefined));
		build.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
		build.onResolve({ filter: new RegExp(`^(${Object.keys(onFirstUse).join('|')})$`) }, ({ path: library, kind }) => (kind === 'require-call' ? { path: `./${onFirstUse[library]}.js`, external: true } : undefined));
		build.onResolve({ filter: new RegExp(`^(${Object.keys(partsOf).join('|')})$`) }, ({ path: library, kind }) => (kind === 'entry-point' ? undefined : { path: library, namespace: 'parts' }));
		build.onLoad({ filter: /.*/, namespace: 'parts' }, ({ path: library }) => ({ contents: partsOf[library], resolveDir: __dirname }));
		build.onLoad({ filter: leftOut }, () => ({ contents: "module.exports = () => { throw new Error('Left out of the bundle'); };" }));
		build.onLoad({ filter: headersOfNobody }, async ({ path: file }) => ({ contents: plainHeaders + (await fs.readFile(file, 'utf8')) }));
		build.onLoad({ filter: schemas }, async ({ path: file }) => ({ contents: (await fs.readFile(file, 'utf8')).replace(boundMethods, '') }));
		build.onResolve({ filter: rareParser }, () => ({ path: `./${rareParserFile}`, external: true }));
	},
});

/**
 * How the client is bundled; the test of the licenses uses it, too. What it imports where the settings lead to it is a file of its own, and
 * so is what several of these share.
 */
const clientBundle = (transportOfBuild) => ({
	absWorkingDir: __dirname,
	entryPoints: { index: 'reshare/index.ts', ...Object.fromEntries(Object.entries(onFirstUse).map(([library, name]) => [name, library])) },
	bundle: true,
	splitting: true,
	plugins: [leaner(transportOfBuild)],
	// graphql-request asks for both, and is given a fetch of ours.
	define: transportOfBuild === 'builtIn' ? { 'process.env': '{}', 'globalThis.fetch': 'fetch' } : {},
	minify: true,
	format: 'esm',
	platform: 'node',
	target,
	mainFields: ['module', 'main'],
	metafile: true,
	legalComments: 'none',
	outdir: path.join(outputFolder, 'reshare'),
	write: false,
});

async function bundleClient(folder, transportOfBuild = transport) {
	const { outputFiles, metafile } = await esbuild.build({ ...clientBundle(transportOfBuild), outdir: folder, logLevel: 'warning' });
	await fs.mkdir(folder, { recursive: true });
	// esbuild splits modules alone, which n8n's own loader would have to wait for.
	for (const { path: file, text } of outputFiles) await fs.writeFile(file, (await esbuild.transform(text, { minify: true, format: 'cjs', platform: 'node', target, supported: { 'dynamic-import': false } })).code);
	if (transportOfBuild === 'pooled') await esbuild.build({ entryPoints: [require.resolve('undici/lib/llhttp/llhttp-wasm.js')], minify: true, outfile: path.join(folder, rareParserFile), platform: 'node', target });
	return Object.keys(metafile.inputs);
}

/** jsbarcode's sources instead of what a compiler made of them for old browsers. */
const modernBarcode = { 'jsbarcode/bin/barcodes/CODE128/CODE128_AUTO.js': require.resolve('jsbarcode/src/barcodes/CODE128/CODE128_AUTO.js') };

const noticesBundle = { absWorkingDir: __dirname, alias: { ...modernBarcode, fflate: 'fflate/browser' }, entryPoints: ['notices/index.ts'], bundle: true, minify: true, format: 'cjs', platform: 'node', target, charset: 'utf8', metafile: true, outfile: path.join(outputFolder, 'notices', 'index.js') };

async function bundleNotices() {
	const { metafile } = await esbuild.build({ ...noticesBundle, logLevel: 'warning' });
	return Object.keys(metafile.inputs);
}

async function bundleParts() {
	const inputs = await Promise.all([bundleClient(path.join(outputFolder, 'reshare')), bundleNotices()]);
	await writeLibraries(inputs.flat());
}

/** What libraries contain of other projects, under the same license, whose text they do not bring along. */
const partsOfOthers = { undici: { name: 'llhttp', copyright: 'This software is licensed under the MIT License.\n\nCopyright Fedor Indutny, 2018.' } };

/** The bundled libraries: their licenses ask that their text goes along, and whoever checks an installation reads their list as CycloneDX. */
async function writeLibraries(inputs) {
	const folders = new Set();
	for (const input of inputs) {
		const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
		if (match) folders.add(match[1]);
	}
	const licences = [];
	const components = [];
	for (const folder of [...folders].sort()) {
		const { name, version, license } = JSON.parse(await fs.readFile(path.join(folder, 'package.json'), 'utf8'));
		const licenceFile = (await fs.readdir(folder)).find((file) => /licen[cs]e/i.test(file));
		const within = partsOfOthers[name];
		const text = licenceFile ? await fs.readFile(path.join(folder, licenceFile), 'utf8') : `Licence: ${license}\n`;
		licences.push(`${name} ${version}\n\n${text.trim()}\n`);
		if (within !== undefined) licences.push(`${within.name}, in ${name} ${version}\n\n${within.copyright}\n\n${text.slice(text.indexOf('Permission is hereby granted')).trim()}\n`);
		const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
		components.push({ type: 'library', 'bom-ref': purl, name, version, licenses: [{ license: { id: license } }], purl, ...(within === undefined ? {} : { components: [{ type: 'library', name: within.name, licenses: [{ license: { id: 'MIT' } }] }] }) });
	}
	const heading = 'The files of this folder and of notices/ contain these libraries:\n';
	const list = { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, components };
	await fs.writeFile(path.join(outputFolder, 'reshare', 'LICENSES.txt'), [heading, ...licences].join(`\n${'-'.repeat(80)}\n\n`));
	await fs.writeFile(path.join(outputFolder, 'reshare', 'sbom.cdx.json'), `${JSON.stringify(list, null, '\t')}\n`);
}

function copyNodeAssets() {
	return src(['nodes/**/*.{svg,png,json}', 'credentials/**/*.{svg,png,json}'], { base: '.', encoding: false, allowEmpty: true }).pipe(
		dest(outputFolder),
	);
}

/** n8n looks for the schemas of each version of a node. */
async function copySchemas() {
	await fs.cp('nodes/ReShareSearch/__schema__/v1.0.0', path.join(outputFolder, 'nodes/ReShareSearch/__schema__/v1.1.0'), { recursive: true });
}

function copyTemplates() {
	return src('templates/**/*.json', { base: '.', encoding: false, allowEmpty: true }).pipe(dest(outputFolder));
}

/**
 * A node that requires a library directly works here and fails in an installed package; so it fails here. Code that is not ASCII throughout
 * takes twice the memory, because Node.js keeps it with two bytes for each character.
 */
async function checkNodes() {
	const wrong = [];
	for (const file of await filesBelow(`${outputFolder}/{nodes,credentials}/**/*.js`)) {
		const code = await fs.readFile(file, 'utf8');
		for (const [, wanted] of code.matchAll(/\brequire\("([^"]+)"\)/g)) {
			if (!isAvailable(file, wanted)) wrong.push(`${file} requires ${wanted}, which the installed package does not have`);
		}
		const character = /[^\0-\x7f]/.exec(code)?.[0];
		if (character !== undefined) wrong.push(`${file} contains ${character}: write it as \\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
	}
	if (wrong.length > 0) throw new Error(wrong.join('\n'));
}

function isAvailable(file, wanted) {
	if (!wanted.startsWith('.')) return providedByHost.includes(wanted);
	const resolved = path.resolve(path.dirname(file), wanted);
	return ['', '.js', '.json', '/index.js'].some((ending) => existsSync(resolved + ending) && (ending !== '' || path.extname(resolved) !== ''));
}

exports.bundles = [clientBundle(transport), noticesBundle];
exports.bundleClient = bundleClient;
exports.clientBundle = clientBundle;
exports.clean = clean;
exports.build = series(clean, parallel(compileNodes, bundleParts, copyNodeAssets, copySchemas, copyTemplates), checkNodes);
exports.default = exports.build;
