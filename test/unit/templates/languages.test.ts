import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowFile, WorkflowNode } from '../../../n8n/types';

const folder = path.join(__dirname, '..', '..', '..', 'templates');
const templates = globSync('*.json', { cwd: folder })
	.map((file) => [path.basename(file, '.json'), JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as WorkflowFile] as const)
	// ReShare Notice has its own tests.
	.filter(([, { nodes }]) => !nodes.some(({ type }) => type === 'n8n-nodes-reshare.reShareNotice'));

/** Only staff read what these write and show, in English; request-from-webhook answers a program. */
const forStaff = new Set(['move-to-crosslink', 'request-from-webhook', 'staff-assistant', 'wait-for-status']);

const typeOf = ({ type }: WorkflowNode) => type.replace('n8n-nodes-base.', '');

function assignmentsOf(node: WorkflowNode | undefined): Record<string, string> {
	const { assignments = [] } = (node?.parameters.assignments ?? {}) as { assignments?: ReadonlyArray<{ name: string; value: unknown }> };
	return Object.fromEntries(assignments.map(({ name, value }) => [name, String(value)]));
}

it('what patrons read is in ReShare Notice: every template without it is known to be for staff', () => {
	expect(templates.map(([name]) => name).sort()).toEqual([...forStaff].sort());
});

describe.each(templates.filter(([name]) => forStaff.has(name)))('%s, which only staff read', (_name, { nodes }) => {
	it('writes to no patron, and says in its mails that they are English', () => {
		const mails = nodes.filter((node) => typeOf(node) === 'emailSend');
		expect(
			nodes
				.flatMap((node) => [assignmentsOf(node).to ?? '', String(node.parameters.toEmail ?? '')])
				.filter((to) => /patronEmail|\.Email\b/.test(to)),
		).toEqual([]);
		expect(mails.filter(({ parameters }) => !String(parameters.html).includes('<html lang="en">')).map((mail) => mail.name)).toEqual([]);
		expect(nodes.flatMap((node) => Object.keys(assignmentsOf(node))).filter((setting) => setting === 'language')).toEqual([]);
	});
});
