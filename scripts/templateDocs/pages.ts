import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { audience } from './audience';
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
		'Open the file, copy all of it, and paste it into an empty workflow in n8n (or use Import from file in the workflow\'s menu). The yellow note on the canvas says how it works and how to set it up. Addresses, symbols and limits stand in its node *Library Settings*; [what each setting means](#settings) is told at the end. If you use several templates, [enter them once](#enter-your-librarys-settings-once-for-all-workflows).',
		...templates.map(({ name, template }) => section(name, template)),
		'## Settings',
		settingsTable(templates.map(({ template }) => template)),
		'Made from the templates by `npm run docs`.\n',
	];
	return parts.join('\n\n');
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
		`![The workflow in the editor](images/${name}.png)`,
		introduction(note),
		...(about.shown ?? []).map(({ file, tells }) => `<picture><source media="(prefers-color-scheme: dark)" srcset="images/${file}-dark.png"><img width="300" alt="${tells}" src="images/${file}.png"></picture>`),
		about.goodToKnow.map((sentence) => `- ${sentence}`).join('\n'),
	].join('\n\n');
}

/** The note's text between its title and its first section. */
function introduction(note: string): string {
	return note.replace(/^## .*\n/, '').split(/\n### /)[0]?.trim() ?? '';
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
