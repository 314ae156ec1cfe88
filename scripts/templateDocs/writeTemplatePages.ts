import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { templateChoices } from './templateChoices';
import { templateNotes } from './templateNotes';

export interface TemplateNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
}

export interface Template {
	readonly name: string;
	readonly nodes: readonly TemplateNode[];
}

const templatesFolder = path.join(__dirname, '..', '..', 'templates');

export const listTemplateNames = (): string[] =>
	readdirSync(templatesFolder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.basename(file, '.json'))
		.sort();

/** Writes the pages in Markdown, by file name. How a template works and is set up stands in its own note on the canvas. */
export function writeTemplatePages(): Map<string, string> {
	const groups = grouped(listTemplateNames().map((name) => ({ name, template: readTemplate(name) })));
	const [here, there] = [groups.filter(({ page }) => page === undefined), groups.filter(({ page }) => page !== undefined)];
	const parts = [
		'# Templates',
		'For builders of workflows: what you can import. Copy all of a file and paste it into an empty workflow; its yellow note says how to set it up. Addresses, symbols and language come from your *ReShare Library Profile*.',
		choiceTable(groups),
		undelivered,
		...here.flatMap(sections),
	];
	return new Map([['README.md', `${parts.join('\n\n')}\n`], ...there.map((group) => [`${group.page}.md`, pageOf(group)] as const)]);
}

/** Names the page of a group: templates that reach another system have a page of their own. */
function pageOf(group: Group): string {
	const parts = [
		`# ${group.heading}`,
		'For those whose patrons ask, or whose unfilled requests go on, in another system. [All templates](README.md).',
		...group.templates.map(({ name, template }) => section(name, template, '##')),
	];
	return `${parts.join('\n\n')}\n`;
}

function sections({ heading, templates }: Group): string[] {
	return [`## ${heading}`, ...templates.map(({ name, template }) => section(name, template, '###'))];
}

const undelivered = [
	'## If an email is not delivered',
	'What cannot be delivered to a patron goes to staff. If that fails, too, n8n lists a failed execution. You can also choose:',
	'- **Retry On Fail**, in the settings of an email node, tries again within seconds.\n- **An error workflow**: *Something Failed*, where a template has it, tells staff of each failure, even when n8n was killed.\n- **A sub-workflow**, [Send emails again](#send-emails-again-until-the-mail-server-takes-them), outlives hours without a mail server.',
].join('\n\n');

interface Named {
	readonly name: string;
	readonly template: Template;
}

interface Group {
	readonly heading: string;
	readonly page?: string;
	readonly templates: ReadonlyArray<Named & { readonly words: string }>;
}

/** Groups the templates in the order of `templateChoices`. */
function grouped(templates: readonly Named[]): Group[] {
	const known = new Set(templateChoices.flatMap((group) => Object.keys(group.templates)));
	const groups = templateChoices.map(({ templates: wanted, ...group }): Group => ({
		...group,
		templates: Object.entries(wanted).flatMap(([name, words]) =>
			templates.filter((other) => other.name === name).map((found) => ({ ...found, words })),
		),
	}));
	const rest = templates.filter(({ name }) => !known.has(name)).map((other) => ({ ...other, words: other.template.name }));
	return rest.length === 0 ? groups : [...groups, { heading: 'More', templates: rest }];
}

/** Writes the table at the top of the page: what somebody wants, and the template that does it. */
function choiceTable(groups: readonly Group[]): string {
	return [
		'| | |',
		'|---|---|',
		...groups.map(
			({ heading, page, templates }) =>
				`| **${heading}** | ${templates.map(({ words, template }) => `[${words}](${page === undefined ? '' : `${page}.md`}#${anchor(template.name)})`).join('<br>')} |`,
		),
	].join('\n');
}

function anchor(heading: string): string {
	return heading
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');
}

export function readTemplate(name: string): Template {
	return JSON.parse(readFileSync(path.join(templatesFolder, `${name}.json`), 'utf8')) as Template;
}

/** Returns the text of the yellow note on the canvas. */
export function canvasNoteOf(template: Template): string {
	return String(template.nodes.find(({ parameters }) => parameters.color === 1)?.parameters.content ?? '');
}

function section(name: string, template: Template, level: string): string {
	const { notes = [], shown = [] } = templateNotes[name] ?? {};
	const note = canvasNoteOf(template);
	for (const heading of ['How it works', 'Setup'])
		if (!note.includes(`\n### ${heading}`)) throw new Error(`The note of '${name}' has no section '${heading}'`);
	return [
		`${level} ${template.name}`,
		picture(name),
		`[${name}.json](../../templates/${name}.json). ${introductionOf(note)}`,
		...shown.map(
			({ file, tells }) =>
				`<picture><source media="(prefers-color-scheme:dark)" srcset="images/${file}-dark.png"><img width="300" alt="${tells}" src="images/${file}.png"></picture>`,
		),
		...(notes.length === 0 ? [] : [notes.map((sentence) => `- ${sentence}`).join('\n')]),
	].join('\n\n');
}

/** The picture is shown smaller within the page; its words can be read when it is opened by itself. */
function picture(name: string): string {
	return `<picture><source media="(prefers-color-scheme:dark)" srcset="images/${name}-dark.png"><img alt="The workflow" src="images/${name}.png"></picture>`;
}

/** Returns the text between the note's title and its first section. */
export function introductionOf(note: string): string {
	return (
		note
			.replace(/^## .*\n/, '')
			.split(/\n### /)[0]
			?.trim() ?? ''
	);
}
