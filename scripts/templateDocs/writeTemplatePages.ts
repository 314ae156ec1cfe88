import { anchorOf, pictureElement } from '../markdown';
import { canvasNoteOf, introductionOf, readTemplate } from './templateFiles';
import { templateGroups, type TemplateTexts } from './templateTexts';

type Group = (typeof templateGroups)[number];

/** Writes the pages in Markdown, by file name. How a template works and is set up stands in its own note on the canvas. */
export function writeTemplatePages(): Map<string, string> {
	const parts = [
		'# Templates',
		'For builders of workflows: what you can import. Copy all of a file and paste it into an empty workflow; its yellow note says how to set it up. Addresses, symbols and language come from your *ReShare Library Profile*.',
		choiceTable(),
		undelivered,
		...templateGroups.flatMap((group) => (group.page === undefined ? [`## ${group.heading}`, ...sections(group, '###')] : [])),
	];
	const others = templateGroups.flatMap((group) => (group.page === undefined ? [] : [[`${group.page}.md`, pageOf(group)] as const]));
	return new Map([['README.md', `${parts.join('\n\n')}\n`], ...others]);
}

/** Writes the page of a group: templates that reach another system have a page of their own. */
function pageOf(group: Group) {
	const parts = [
		`# ${group.heading}`,
		'For those whose patrons ask, or whose unfilled requests go on, in another system. [All templates](README.md).',
		...sections(group, '##'),
	];
	return `${parts.join('\n\n')}\n`;
}

const undelivered = [
	'## If an email is not delivered',
	'What cannot be delivered to a patron goes to staff. If that fails, too, n8n lists a failed execution. You can also choose:',
	'- **Retry On Fail**, in the settings of an email node, tries again within seconds.\n- **An error workflow**: *Something Failed*, where a template has it, tells staff of each failure, even when n8n was killed.\n- **A sub-workflow**, [Send emails again](#send-emails-again-until-the-mail-server-takes-them), outlives hours without a mail server.',
].join('\n\n');

/** Writes the table at the top of the page: what somebody wants, and the template that does it. */
function choiceTable() {
	return [
		'| | |',
		'|---|---|',
		...templateGroups.map(({ heading, page, templates }) => {
			const links = Object.entries(templates).map(
				([name, { choice }]) => `[${choice}](${page === undefined ? '' : `${page}.md`}#${anchorOf(readTemplate(name).name)})`,
			);
			return `| **${heading}** | ${links.join('<br>')} |`;
		}),
	].join('\n');
}

function sections({ templates }: Group, level: string) {
	return Object.entries(templates).map(([name, texts]) => section(name, texts, level));
}

function section(name: string, { notes = [], shown = [] }: TemplateTexts, level: string) {
	const template = readTemplate(name);
	const note = canvasNoteOf(template);
	for (const heading of ['How it works', 'Setup'])
		if (!note.includes(`\n### ${heading}`)) throw new Error(`The note of '${name}' has no section '${heading}'`);
	return [
		`${level} ${template.name}`,
		pictureElement(`images/${name}`, 'The workflow'),
		`[${name}.json](../../templates/${name}.json). ${introductionOf(note)}`,
		...shown.map(({ file, tells }) => pictureElement(`images/${file}`, tells, 'width="300" ')),
		...(notes.length === 0 ? [] : [notes.map((sentence) => `- ${sentence}`).join('\n')]),
	].join('\n\n');
}
