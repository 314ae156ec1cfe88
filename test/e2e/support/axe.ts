import { readFileSync } from 'node:fs';
import type { Result as AxeResult } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds on the page as it is now, one line for each rule broken; all rules unless some are named by their tags. */
export async function violations(page: Page, tags?: readonly string[]): Promise<string[]> {
	await page.evaluate(axe);
	const options = { resultTypes: ['violations'], ...(tags === undefined ? {} : { runOnly: tags }) };
	const found = await page.evaluate<AxeResult[]>(`axe.run(document, ${JSON.stringify(options)}).then((results) => results.violations)`);
	return found.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}
