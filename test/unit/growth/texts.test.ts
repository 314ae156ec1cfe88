import { globSync } from 'node:fs';
import path from 'node:path';
import { growsTooFast, hostile } from './growth';

const checkout = path.resolve(__dirname, '..', '..', '..');

/** Every function that the modules give out, called with hostile texts for all its parameters: those that take anything else refuse them at once. */
const files = globSync(['reshare/**/*.ts', 'notices/**/*.ts', 'nodes/**/*.ts'], { cwd: checkout }).sort();

it.each(files)('%s: four times the text takes at most six times the work', (file) => {
	const exported = Object.entries(require(path.join(checkout, file)) as Readonly<Record<string, unknown>>);
	const functions = exported.filter((one): one is [string, (...args: unknown[]) => unknown] => typeof one[1] === 'function' && !String(one[1]).startsWith('class'));
	const found = functions.flatMap(([name, call]) => hostile.flatMap(([text, of]) => {
		const problem = growsTooFast((size) => {
			try {
				const given = of(size);
				const result = call(...Array.from({ length: Math.max(1, call.length) }, () => given));
				if (result instanceof Promise) result.catch(() => undefined);
			} catch {
				// It takes no text.
			}
		});
		return problem === undefined ? [] : [`${name}(${text}): ${problem}`];
	}));
	expect(found).toEqual([]);
});
