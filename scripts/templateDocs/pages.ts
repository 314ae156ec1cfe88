import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { audience } from './audience';
import { choice } from './choice';
import { settingWords } from './settings';

interface TemplateNode {
	readonly name: string;
	readonly type: string;
	readonly parameters: Readonly<Record<string, unknown>>;
}

interface Template {
	readonly name: string;
	readonly nodes: readonly TemplateNode[];
}

const templatesFolder = path.join(__dirname, '..', '..', 'templates');

/** The page in Markdown that tells of all templates. How one works and is set up stands in its own note on the canvas. */
export function templatesPage(): string {
	const names = readdirSync(templatesFolder).filter((file) => file.endsWith('.json')).map((file) => path.basename(file, '.json')).sort();
	const templates = names.map((name) => ({ name, template: read(name) }));
	const parts = [
		'# Templates',
		'For builders of workflows: what you can import as it is, and for whom. Try a template with [the practice consortium](../practice-consortium.md) first.',
		'Open the file, copy all of it, and paste it into an empty workflow in n8n (or use Import from file in the workflow\'s menu). The yellow note on the canvas says how it works and how to set it up. What belongs to your library, such as addresses and symbols, you enter once, in a credential of the type *ReShare Library Profile*; n8n puts it into each workflow. Some templates have a node *Library Settings* in its place; [what each setting means](#settings) is told at the end. Click a picture to read what it shows.',
		choiceTable(templates),
		...templates.map(({ name, template }) => section(name, template)),
		languages(),
		'## Settings',
		settingsTable(templates.map(({ template }) => template)),
		'Made from the templates by `npm run docs`.\n',
	];
	return parts.join('\n\n');
}

/** The table at the top of the page: what somebody wants, and the template for it. */
function choiceTable(templates: ReadonlyArray<{ readonly name: string; readonly template: Template }>): string {
	const known = new Set(choice.flatMap((group) => Object.keys(group.templates)));
	const row = (name: string, words?: string) => {
		const template = templates.find((other) => other.name === name)?.template;
		return template === undefined ? [] : [`| ${words ?? template.name} | [${template.name}](#${anchor(template.name)}) |`];
	};
	const groups = choice.map(({ heading, templates: wanted }) => ({ heading, rows: Object.entries(wanted).flatMap(([name, words]) => row(name, words)) }));
	const rest = templates.filter(({ name }) => !known.has(name)).flatMap(({ name }) => row(name));
	return ['| You want | Template |', '|---|---|', ...groups.flatMap(({ heading, rows }) => [`| **${heading}** | |`, ...rows]), ...rest].join('\n');
}

/** The name that a heading has in a link. */
function anchor(heading: string): string {
	return heading.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-');
}

function read(name: string): Template {
	return JSON.parse(readFileSync(path.join(templatesFolder, `${name}.json`), 'utf8')) as Template;
}

function section(name: string, template: Template): string {
	const about = audience[name];
	if (about === undefined) throw new Error(`The template '${name}' has no entry in audience.ts`);
	const note = String(template.nodes.find(({ parameters }) => parameters.color === 1)?.parameters.content ?? '');
	for (const heading of ['How it works', 'Setup']) if (!note.includes(`\n### ${heading}`)) throw new Error(`The note of '${name}' has no section '${heading}'`);
	return [
		`## ${template.name}`,
		`[${name}.json](../../templates/${name}.json). **For** ${about.forWhom.charAt(0).toLowerCase()}${about.forWhom.slice(1)}`,
		picture(name),
		introduction(note),
		...(about.shown ?? []).map(({ file, tells }) => `<picture><source media="(prefers-color-scheme: dark)" srcset="images/${file}-dark.png"><img width="300" alt="${tells}" src="images/${file}.png"></picture>`),
		about.goodToKnow.map((sentence) => `- ${sentence}`).join('\n'),
	].join('\n\n');
}

/** In the reader's theme. The page shows it smaller; the words can be read in the picture by itself. */
function picture(name: string): string {
	return `<a href="images/${name}.png"><picture><source media="(prefers-color-scheme: dark)" srcset="images/${name}-dark.png"><img alt="The workflow in the editor; opens by itself, in full size" src="images/${name}.png"></picture></a>`;
}

/** The note's text between its title and its first section. */
function introduction(note: string): string {
	return note.replace(/^## .*\n/, '').split(/\n### /)[0]?.trim() ?? '';
}

/** Where the words for patrons stand, and how there come to be more. */
function languages(): string {
	return '## Languages\n\nWhat patrons and staff read is in the node *ReShare Notice*, in English, German, Spanish and French; the Library Profile says which. *Change the Words* there has your own. What ReShare and the nodes themselves say stays English.';
}

/** What each value in the templates' nodes Library Settings means; their values as shipped stand there. */
function settingsTable(templates: readonly Template[]): string {
	const names = [...new Set(templates.flatMap(settingNames))];
	const rows = names.map((name) => {
		const words = settingWords[name];
		if (words === undefined) throw new Error(`The setting '${name}' is not explained in settings.ts`);
		return `| \`${name}\` | ${words} |`;
	});
	return ['| Setting | |', '|---|---|', ...rows].join('\n');
}

/** None where a template has no such node. */
function settingNames(template: Template): string[] {
	const node = template.nodes.find(({ name, type }) => type === 'n8n-nodes-base.set' && /settings$/i.test(name));
	if (node === undefined) return [];
	return (node.parameters.assignments as { assignments: ReadonlyArray<{ name: string }> }).assignments.map(({ name }) => name);
}
