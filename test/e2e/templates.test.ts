import { readdirSync } from 'node:fs';
import path from 'node:path';
import { checkoutFolder } from '../../demo/runtime/paths';
import { readTemplate } from '../../demo/template';
import { TemplateBench } from './templates/bench';
import { brokenRules, type KnownType } from './templates/rules';
import { testIsbnList } from './templates/isbnList';
import { testStaffAssistant } from './templates/staffAssistant';
import { testStuckRequests } from './templates/stuckRequests';
import { testWaitForStatus } from './templates/waitForStatus';
import { testWeeklyDigest } from './templates/weeklyDigest';
import { testZammadTickets } from './templates/zammad';

const names = readdirSync(path.join(checkoutFolder, 'templates')).filter((file) => file.endsWith('.json')).map((file) => path.basename(file, '.json'));

/** Every template in real n8n: its form, and its branches against the practice consortium. */
describe('templates', () => {
	let bench: TemplateBench;
	let types: KnownType[];
	const current = () => bench;

	beforeAll(async () => {
		bench = await TemplateBench.start();
		types = await bench.nodeTypes();
	});

	afterAll(async () => await bench?.stop());

	it.each(names)('%s keeps the rules for templates and can be imported as it is', async (name) => {
		const template = await readTemplate(name);
		expect(brokenRules(template, types)).toEqual([]);
		const { rest } = bench.practice.n8n;
		const saved = await rest.importWorkflow(template);
		expect((await rest.workflow(saved.id)).nodes.map((node) => node.name).sort()).toEqual(template.nodes.map((node) => node.name).sort());
	});

	describe('wait-for-status', () => testWaitForStatus(current));
	describe('stuck-requests', () => testStuckRequests(current));
	describe('isbn-list', () => testIsbnList(current));
	describe('staff-assistant', () => testStaffAssistant(current));
	describe('weekly-digest', () => testWeeklyDigest(current));
	describe('staff-ticket-zammad', () => testZammadTickets(current));
});
