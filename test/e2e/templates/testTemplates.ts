import { readdirSync } from 'node:fs';
import path from 'node:path';
import { readTemplate } from '../../../demo/readTemplate';
import { checkoutFolder } from '../../../n8n/paths';
import { testAccessibility } from './testAccessibility';
import { TemplateTestBed } from './TemplateTestBed';
import { branchesOf, branchTable, type Branch } from './branchesOf';
import { findTemplateRuleViolations, type NodeTypeEntry } from './findTemplateRuleViolations';

/** The templates of each suite. Each suite has its own n8n, so that two of them can run at the same time. */
export const templateSuites = {
	requesting: [
		'article-delivery',
		'find-or-review',
		'guide-workflow',
		'isbn-list',
		'request-from-form',
		'request-from-webhook',
		'staff-assistant',
	],
	following: [
		'due-date-letters',
		'end-of-rota',
		'move-to-crosslink',
		'patron-notices',
		'send-until-taken',
		'staff-ticket',
		'statistics',
		'stuck-requests',
		'wait-for-status',
		'weekly-digest',
	],
	lending: ['alma', 'cancel-request', 'illiad', 'lending-desk', 'lending-rules', 'scan-desk'],
} as const;

/**
 * Tests templates in a real n8n: their rules, their branches with the practice consortium, and their accessibility.
 *
 * @param tests run every wired output of these templates
 */
export function testTemplates(names: readonly string[], tests: (bench: TemplateTestBed) => void) {
	const bench = TemplateTestBed.forAll();
	let types: NodeTypeEntry[];

	beforeAll(async () => void (types = await bench.nodeTypes()));

	it('every template belongs to exactly one suite of the tests in real n8n', () => {
		const files = readdirSync(path.join(checkoutFolder, 'templates')).filter((file) => file.endsWith('.json'));
		expect(Object.values(templateSuites).flat().sort()).toEqual(files.map((file) => path.basename(file, '.json')).sort());
	});

	it.each(names)('the template %s keeps the rules for templates, and n8n imports it unchanged', async (name) => {
		const template = await readTemplate(name);
		expect(findTemplateRuleViolations(template, types)).toEqual([]);
		const { rest } = bench;
		const saved = await rest.importWorkflow(template);
		expect((await rest.workflow(saved.id)).nodes.map((node) => node.name).sort()).toEqual(template.nodes.map((node) => node.name).sort());
	});

	it("n8n's report on breaking changes of n8n 3 flags no template, except for Always Output Data", async () => {
		const { report } = await bench.rest.call<{
			report: { workflowResults: ReadonlyArray<{ ruleId: string; nbAffectedWorkflows: number }> };
		}>('GET', '/rest/breaking-changes/report?version=v3');
		// Two templates rely on Always Output Data to continue with an item when a list is empty. n8n 3 still gives that item, except after
		// an error, and after an error the templates do not need it.
		expect(report.workflowResults.filter(({ ruleId }) => ruleId !== 'always-output-data-multi-output-v3')).toEqual([]);
	});

	tests(bench);
	describe('accessibility', () => testAccessibility(names, bench));

	it('every connected output of each tested template has carried an item in at least one test', async () => {
		const branches: Branch[] = [];
		for (const name of names) branches.push(...branchesOf(name, await readTemplate(name), await bench.allExecutions(name)));
		process.stdout.write(`\n${branchTable(branches)}\n`);
		expect(
			branches
				.filter((branch) => branch.seen === 0)
				.map(({ template, node, kind, output, leadsTo }) => `${template}: '${node}' ${kind} ${output} to ${leadsTo.join(', ')}`),
		).toEqual([]);
	});
}
