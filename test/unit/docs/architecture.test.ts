import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withPicture } from '../../../scripts/architecture';

const root = path.join(__dirname, '..', '..', '..');

it('CONTRIBUTING.md draws the rooms as the code has them; run `npm run docs` after a change', () => {
	const text = readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8');
	expect(text).toBe(withPicture(text, root));
	expect(text).toContain('work-->desk');
});
