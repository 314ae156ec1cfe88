import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkoutFolder } from '../../../n8n/paths';

interface Manifest {
	readonly name: string;
	readonly license: string;
	readonly files: readonly string[];
	readonly keywords: readonly string[];
	readonly scripts: Readonly<Record<string, string>>;
	readonly peerDependencies: Readonly<Record<string, string>>;
	readonly devDependencies: Readonly<Record<string, string>>;
	readonly n8n: { readonly n8nNodesApiVersion: number; readonly nodes: readonly string[]; readonly credentials: readonly string[] };
	readonly [other: string]: unknown;
}
const read = <Content>(file: string) => JSON.parse(readFileSync(path.join(checkoutFolder, file), 'utf8')) as Content;
const manifest = read<Manifest>('package.json');

describe('package.json, as n8n installs the package', () => {
	it('package.json has no dependency but n8n-workflow as a peer, because n8n removes all others', () => {
		for (const part of ['dependencies', 'optionalDependencies', 'bundledDependencies', 'bundleDependencies', 'overrides', 'resolutions']) {
			expect([part, manifest[part]]).toEqual([part, undefined]);
		}
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	});

	it('package.json runs no script when the package is installed', () => {
		const lifecycle = /^(pre|post)?(install|prepare|publish|pack|prepublish|prepublishOnly|uninstall|version|dependencies)$/;
		expect(Object.keys(manifest.scripts).filter((name) => lifecycle.test(name))).toEqual([]);
	});

	it('package.json ships the build and the change log, and has the name and keyword by which n8n finds packages', () => {
		expect([...manifest.files].sort()).toEqual(['CHANGELOG.md', 'dist']);
		expect(manifest.license).toBe('MIT');
		for (const file of ['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md'])
			expect([file, existsSync(path.join(checkoutFolder, file))]).toEqual([file, true]);
		expect(manifest.name).toMatch(/^n8n-nodes-/);
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(manifest.n8n.n8nNodesApiVersion).toBe(1);
	});

	it('package.json lists five nodes, and every built file in it has a TypeScript source', () => {
		const { nodes, credentials } = manifest.n8n;
		expect(new Set(nodes).size).toBe(5);
		const hasSource = (built: string) => {
			const [, file] = /^dist\/(.+)\.js$/.exec(built) ?? [];
			return file !== undefined && existsSync(path.join(checkoutFolder, `${file}.ts`));
		};
		expect([...nodes, ...credentials].filter((built) => !hasSource(built))).toEqual([]);
	});
});

describe('package-lock.json', () => {
	const lock = read<{
		version: string;
		packages: Record<string, Readonly<Record<'version' | 'resolved' | 'integrity' | 'link' | 'devDependencies', unknown>>>;
	}>('package-lock.json');

	it('package-lock.json has the same version and development dependencies as package.json', () => {
		expect(lock.version).toBe(manifest.version);
		expect(lock.packages['']?.devDependencies).toEqual(manifest.devDependencies);
	});

	it('package-lock.json has a version and a checksum for every package, and no download address', () => {
		const others = Object.entries(lock.packages).filter(([name, entry]) => name !== '' && entry.link !== true);
		expect(others.length).toBeGreaterThan(100);
		const wrong = others.filter(
			([, { integrity, resolved, version }]) => version === undefined || integrity === undefined || resolved !== undefined,
		);
		expect(wrong.map(([name]) => name)).toEqual([]);
	});

	it('package.json pins every development dependency to an exact version', () => {
		expect(Object.entries(manifest.devDependencies).filter(([, version]) => !/^(npm:[a-z0-9-]+@)?\d+\.\d+\.\d+$/.test(version))).toEqual(
			[],
		);
	});
});
