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

/** One page in Markdown per template, and a list of them, by file name. Words come from the templates' own notes. */
export function templatePages(): Map<string, string> {
	const names = readdirSync(templatesFolder).filter((file) => file.endsWith('.json')).map((file) => path.basename(file, '.json')).sort();
	const pages = new Map(names.map((name) => [`${name}.md`, page(name, read(name))]));
	pages.set('README.md', list(names));
	return pages;
}

function read(name: string): Template {
	return JSON.parse(readFileSync(path.join(templatesFolder, `${name}.json`), 'utf8')) as Template;
}

function page(name: string, template: Template): string {
	const about = audience[name];
	if (about === undefined) throw new Error(`The template '${name}' has no entry in audience.ts`);
	const note = String(template.nodes.find(({ parameters }) => parameters.color === 1)?.parameters.content ?? '');
	const settings = settingsTable(template);
	const parts = [
		`# ${template.name}`,
		`**Who it is for.** ${about.forWhom}`,
		`![The workflow in the editor](images/${name}.png)`,
		introduction(note),
		'## How it works',
		section(note, 'How it works'),
		'## Set up',
		setUp(name, section(note, 'Setup')),
		...(settings === '' ? [] : ['## Settings', settings]),
		'## Good to know',
		about.goodToKnow.map((sentence) => `- ${sentence}`).join('\n'),
		`File: [templates/${name}.json](../../templates/${name}.json). [All templates](README.md).`,
	];
	return `${parts.join('\n\n')}\n`;
}

function list(names: readonly string[]): string {
	const rows = names.map((name) => `| [${read(name).name}](${name}.md) | ${audience[name]?.forWhom ?? ''} |`);
	return [
		'# Templates',
		'Workflows that you import as they are. Each sends all its mail to a test address until you empty the setting *sendAllMailTo*. Try them with [the practice consortium](../practice-consortium.md) first.',
		['| Template | Who it is for |', '|---|---|', ...rows].join('\n'),
		'These pages are made from the notes in the templates, with `npx tsx scripts/templateDocs.ts`.\n',
	].join('\n\n');
}

/** The note's text between its title and its first section. */
function introduction(note: string): string {
	return note.replace(/^## .*\n/, '').split(/\n### /)[0]?.trim() ?? '';
}

function section(note: string, heading: string): string {
	const text = note.split(/^### /m).find((part) => part.startsWith(heading));
	if (text === undefined) throw new Error(`A note has no section '${heading}'`);
	return text.slice(heading.length).trim();
}

function setUp(name: string, steps: string): string {
	const numbered = steps.split('\n').filter((line) => /^\d+\. /.test(line)).map((line) => line.replace(/^\d+\. /, ''));
	const rest = steps.split('\n').filter((line) => !/^\d+\. /.test(line)).join('\n').trim();
	const all = [`Open [templates/${name}.json](../../templates/${name}.json), copy all of it, and paste it into an empty workflow in n8n; or choose Import from File in the workflow's menu.`, ...numbered];
	return `${all.map((step, index) => `${index + 1}. ${step}`).join('\n')}${rest === '' ? '' : `\n\n${rest}`}`;
}

function settingsTable(template: Template): string {
	const node = template.nodes.find(({ name, type }) => type === 'n8n-nodes-base.set' && /settings$/i.test(name));
	if (node === undefined) return '';
	const { assignments } = node.parameters.assignments as { assignments: ReadonlyArray<{ name: string; value: unknown }> };
	const rows = assignments.map(({ name, value }) => {
		const words = settingWords[name];
		if (words === undefined) throw new Error(`The setting '${name}' is not explained in settings.ts`);
		return `| \`${name}\` | ${words} | ${shown(value)} |`;
	});
	return [`All in the node **${node.name}**.`, '', '| Setting | | As shipped |', '|---|---|---|', ...rows].join('\n');
}

function shown(value: unknown): string {
	const text = String(value).replaceAll(/\s+/g, ' ').replaceAll('|', '\\|');
	return text === '' ? '' : text.startsWith('=') ? 'from the input' : `\`${text}\``;
}
