import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { findFilesMissingInPicture, withArchitecturePicture } from '../../../scripts/drawArchitecture';

const root = path.join(__dirname, '..', '..', '..');

it('CONTRIBUTING.md draws the architecture as the code has it; run `npm run docs` after a change', () => {
	const text = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
	expect(text).toBe(withArchitecturePicture(text, root));
	expect(text).toContain('work-->backend');
});

it('the architecture drawing covers every folder of the client, and names a file of an unknown folder', () => {
	const files = globSync('reshare/**/*.ts', { cwd: root });
	expect(files.length).toBeGreaterThan(100);
	expect(findFilesMissingInPicture([...files, 'reshare/inventory/cardCatalog/CardIndex.ts'])).toEqual([
		'reshare/inventory/cardCatalog/CardIndex.ts',
	]);
});
