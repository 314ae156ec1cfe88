import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowFile } from '../../../n8n/types';

const { nodes } = JSON.parse(readFileSync(path.join(__dirname, '..', '..', '..', 'templates', 'library-settings.json'), 'utf8')) as WorkflowFile;
const { assignments } = nodes.find(({ name }) => name === 'Library Settings')?.parameters.assignments as { assignments: ReadonlyArray<{ name: string; value: string }> };
const asShipped = Object.fromEntries(assignments.map(({ name, value }) => [name, value]));
const mine = { ...asShipped, fromEmail: 'loans@harbor.example.net', staffEmail: 'desk@harbor.example.net', libraryName: 'East Harbor University Library', ownSymbols: 'US-EASTHARBOR' };

/** What the template says is missing before it writes anything. */
function missing(settings: Readonly<Record<string, string>>): string[] {
	const program = new Function('$', String(nodes.find(({ name }) => name === 'What Is Missing')?.parameters.jsCode)) as ($: unknown) => ReadonlyArray<{ json: { missing: string[] } }>;
	return program(() => ({ first: () => ({ json: settings }) }))[0]?.json.missing ?? [];
}

it('the email of workflows that are in use is not sent to an address that is only an example', () => {
	expect(missing(mine)).toEqual([expect.stringMatching(/^sendAllMailTo is still the example: /)]);
});

it.each(['', 'test@harbor.example.net'])('"%s" is taken as where all email goes', (sendAllMailTo) => {
	expect(missing({ ...mine, sendAllMailTo })).toEqual([]);
});
