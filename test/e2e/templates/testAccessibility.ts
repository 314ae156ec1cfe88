import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import type { SavedWorkflow, WorkflowNode } from '../../../n8n/n8nTypes';
import { phoneSize, findAxeViolations, findViolationsInEveryView } from '../support/findAxeViolations';
import { openChromium, windowSize } from '../support/openChromium';
import { subjectWithoutTitle, type TemplateTestBed } from './TemplateTestBed';
import { patronValues } from './testGuideWorkflow';
import { deskAuthorization } from './deskAccount';

/** All rules of WCAG. Rules that are only good practice are left out, because n8n's frame of a form lacks a main landmark. */
export const wcagRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Runs axe-core in Chromium on every mail that the templates have sent so far, and on every form of the named templates. */
export function testAccessibility(names: readonly string[], bench: TemplateTestBed) {
	let browser: BrowserContext;
	let page: Page;

	beforeAll(async () => {
		browser = await openChromium();
		page = await browser.newPage();
	});

	afterAll(() => browser?.close());

	function testEach<Row extends readonly [string, ...unknown[]]>(rows: readonly Row[], title: string, test: (row: Row) => Promise<void>) {
		for (const row of rows) if (names.includes(row[0])) it(`the form of ${row[0]} ${title}`, () => test(row));
	}

	it('every email of the templates has text and HTML in a named language, fits a phone, and breaks no rule of axe-core', async () => {
		const broken = new Set<string>();
		const checked = new Set<string>();
		for (const { subject, text, html } of bench.everyMail) {
			if (text.trim() === '' || !/^<!DOCTYPE html>\n<html lang="[a-z]{2}/.test(html)) broken.add(`${subject}: no text, or no language`);
			if (/\bundefined\b|\bnull\b|\[object/.test(`${subject} ${text}`)) broken.add(`${subject}: a hole in the words`);
			await page.setContent(html);
			// axe-core checks only one letter of each kind and language.
			const kind = `${subjectWithoutTitle(subject)} ${/ lang="\w+/.exec(html)?.[0] ?? ''}`;
			if (!checked.has(kind)) for (const violation of await findAxeViolations(page)) broken.add(`${subject}: ${violation}`);
			checked.add(kind);
			await page.setViewportSize(phoneSize);
			if ((await page.evaluate<number>('document.documentElement.scrollWidth')) > phoneSize.width)
				broken.add(`${subject}: wider than a phone`);
			await page.setViewportSize(windowSize);
		}
		expect(bench.everyMail.length).toBeGreaterThan(0);
		expect([...broken]).toEqual([]);
	});

	const formsWithThanks = [
		['guide-workflow', 'interlibrary-loan', 'You will get an email'],
		['find-or-review', 'interlibrary-loan-reviewed', 'You will get an email'],
		['request-from-form', 'article-copy', 'You will get an email'],
	] as const;
	testEach(formsWithThanks, 'breaks no WCAG rule, nor does its last page', async ([name, formPath, thanks]) => {
		const workflow = await bench.import(name);
		await bench.publish(workflow);
		try {
			await page.goto(`${bench.url}/form/${formPath}`);
			expect(await findViolationsInEveryView(page, name, wcagRules)).toEqual([]);
			await bench.executionsOf(workflow, async () => {
				await fillIn(page, workflow, { Year: '1953' });
				await page.getByText(thanks).waitFor({ timeout: 60_000 });
				expect(await findViolationsInEveryView(page, `${name} at the end`, wcagRules)).toEqual([]);
			});
		} finally {
			await bench.rest.deactivate(workflow.id);
		}
	});

	if (names.includes('find-or-review')) testChoosingARecord(bench, () => page);

	const forms = [
		['isbn-list', 'isbn-list', 'Name of the List'],
		['illiad', 'illiad-transactions', 'Transaction Numbers'],
		['alma', 'alma-requests', 'Requests'],
	] as const;
	testEach(forms, 'breaks no WCAG rule', async ([name, formPath, label]) => {
		const open = (node: WorkflowNode) =>
			['n8n-nodes-base.formTrigger', 'n8n-nodes-base.webhook'].includes(node.type)
				? { ...node, parameters: { ...node.parameters, authentication: 'none' } }
				: node;
		const workflow = await bench.import(name, { node: open });
		await bench.publish(workflow);
		try {
			await page.goto(`${bench.url}/form/${formPath}`);
			await page.getByText(label).first().waitFor();
			expect(await findViolationsInEveryView(page, name, wcagRules)).toEqual([]);
		} finally {
			await bench.rest.deactivate(workflow.id);
		}
	});
}

/** Tests the page on which staff choose a record, and what it says after the choice. */
function testChoosingARecord(bench: TemplateTestBed, currentPage: () => Page) {
	it('the page on which staff choose a record breaks no WCAG rule but contrast, before and after the choice', async () => {
		const page = currentPage();
		const workflow = await bench.import('find-or-review');
		await bench.publish(workflow);
		try {
			await bench.executionsOf(workflow, async () => {
				const mails = await bench.mailsOf(
					() => bench.send(workflow, { ...patronValues, Title: 'Sapiens', ISBN: '9780062316097', Year: '', Volume: '' }),
					2,
				);
				const address = mails.map(({ text }) => /Choose the record here: (\S+)/.exec(text)?.[1]).find((found) => found !== undefined) ?? '';
				// The mail is sent a moment before n8n waits for the answer. A page that is opened too early never appears.
				const { rest } = bench;
				for (
					const deadline = Date.now() + 60_000;
					!(await rest.executions(workflow.id)).some(({ id, status }) => status === 'waiting' && address.includes(`/${id}`));
					await sleep(200)
				) {
					if (Date.now() > deadline) throw new Error('n8n does not wait for a choice');
				}
				await page.setExtraHTTPHeaders({ authorization: deskAuthorization });
				await page.goto(address);
				await page.getByText('Which record should be requested?').waitFor();
				// Contrast is not checked: the form of a Wait node cannot be styled, and n8n's grays are too pale.
				const found = async (name: string) =>
					(await findViolationsInEveryView(page, name, wcagRules)).filter((violation) => !violation.includes('color-contrast'));
				expect(await found('choose a record')).toEqual([]);
				await page.locator('[name="field-0"]').selectOption('None of them');
				await page.locator('button[type="submit"]').click();
				await page.locator('[name="field-0"]').waitFor({ state: 'hidden', timeout: 60_000 });
				expect(await found('a record was chosen')).toEqual([]);
			});
		} finally {
			await bench.rest.deactivate(workflow.id);
		}
	});
}

/** Fills in all required fields, and sends the form. */
async function fillIn(page: Page, workflow: SavedWorkflow, values: Readonly<Record<string, string>>) {
	const trigger = workflow.nodes.find(({ type }) => type === 'n8n-nodes-base.formTrigger');
	const fields = (
		trigger?.parameters.formFields as {
			values: ReadonlyArray<{
				fieldLabel: string;
				fieldType?: string;
				requiredField?: boolean;
				fieldOptions?: { values: ReadonlyArray<{ option: string }> };
			}>;
		}
	).values;
	for (const [index, { fieldLabel, fieldType, fieldOptions, requiredField }] of fields.entries()) {
		if (requiredField !== true) continue;
		const field = page.locator(`[name="field-${index}"]`);
		if (fieldType === 'dropdown') await field.selectOption(fieldOptions?.values[0]?.option ?? '');
		else await field.fill(values[fieldLabel] ?? (fieldType === 'email' ? 'reader@example.edu' : 'Codex Seraphinianus'));
	}
	await page.locator('button[type="submit"]').click();
}
