import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { checkoutFolder } from '../../n8n/paths';

const { bundles } = createRequire(__filename)(path.join(checkoutFolder, 'gulpfile.js')) as {
	bundles: ReadonlyArray<BuildOptions & { metafile: true }>;
};

/** Licenses that allow a bundled copy if their text is included. The library sax has the Blue Oak Model License. */
const allowed = /\b(MIT|ISC|BSD|Apache|Blue Oak Model License)\b/;

const licences = readFileSync(path.join(checkoutFolder, 'dist', 'reshare', 'LICENSES.txt'), 'utf8');
const sections = licences
	.split(/\n-{80}\n/)
	.slice(1)
	.map((section) => section.trim());

/** Folders of the bundled libraries. */
async function bundled() {
	const built = await Promise.all(bundles.map((bundle) => build({ ...bundle, write: false, logLevel: 'silent' })));
	const folders = built
		.flatMap(({ metafile }) => Object.keys(metafile.inputs))
		.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? []);
	return [...new Set(folders)];
}

describe('the licenses of what the package contains', () => {
	it('LICENSES.txt and the SBOM name every bundled library with its version, and no other', async () => {
		const folders = await bundled();
		const expected = folders.map((folder) => {
			const { name, version } = JSON.parse(readFileSync(path.join(checkoutFolder, folder, 'package.json'), 'utf8')) as {
				name: string;
				version: string;
			};
			return `${name} ${version}`;
		});
		expect(expected.length).toBeGreaterThan(5);
		// Only the pooled build contains undici, and with it a parser by other authors.
		const within = expected.filter((library) => library.startsWith('undici ')).map((library) => `llhttp, in ${library}`);
		expect(sections.map((section) => section.split('\n')[0]).sort()).toEqual([...expected, ...within].sort());
		const { components } = JSON.parse(readFileSync(path.join(checkoutFolder, 'dist', 'reshare', 'sbom.cdx.json'), 'utf8')) as {
			components: ReadonlyArray<{ name: string; version: string; purl: string; components?: ReadonlyArray<{ name: string }> }>;
		};
		expect(components.map(({ name, version }) => `${name} ${version}`).sort()).toEqual(expected.sort());
		expect(components.flatMap(({ name, components: parts = [] }) => parts.map((part) => [name, part.name]))).toEqual(
			within.map(() => ['undici', 'llhttp']),
		);
	});

	it('LICENSES.txt has a copyright notice and a license that allows bundling for every library', () => {
		for (const section of sections) {
			const [name, ...text] = section.split('\n');
			expect([
				name,
				allowed.test(text.join('\n')) ||
					/Permission is hereby granted|Permission to use, copy, modify|Redistribution and use in source and binary forms/.test(section),
			]).toEqual([name, true]);
			expect([name, /copyright/i.test(section)]).toEqual([name, true]);
		}
	});
});
