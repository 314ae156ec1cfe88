import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { audience } from '../../../scripts/templateDocs/audience';
import type { WorkflowFile, WorkflowNode } from '../../../n8n/types';

const folder = path.join(__dirname, '..', '..', '..', 'templates');
const templates = globSync('*.json', { cwd: folder }).map((file) => [path.basename(file, '.json'), JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as WorkflowFile] as const)
	// What ReShare Notice writes is read by the tests of the notices.
	.filter(([, { nodes }]) => !nodes.some(({ type }) => type === 'n8n-nodes-reshare.reShareNotice'));
const shipped = ['en', 'de', 'es', 'fr'];

/** Only staff read what these write and show, in English; request-from-webhook answers a program. */
const forStaff = new Set([
	'move-to-crosslink',
	'alma', 'end-of-rota', 'illiad', 'lending-desk', 'request-from-webhook', 'scan-desk', 'staff-assistant',
	'statistics', 'stuck-requests', 'stuck-requests-zammad', 'wait-for-status', 'weekly-digest',
]);

const typeOf = ({ type }: WorkflowNode) => type.replace('n8n-nodes-base.', '');
const named = ({ nodes }: WorkflowFile, wanted: string) => nodes.find(({ name }) => name === wanted);

function assignmentsOf(node: WorkflowNode | undefined): Record<string, string> {
	const { assignments = [] } = (node?.parameters.assignments ?? {}) as { assignments?: ReadonlyArray<{ name: string; value: unknown }> };
	return Object.fromEntries(assignments.map(({ name, value }) => [name, String(value)]));
}

/** The sentences of a language, by key, and lines that are none. */
function sentencesOf(column: string): { readonly sentences: Record<string, string>; readonly odd: string[] } {
	const lines = column.split('\n').filter((line) => line !== '').map((line) => ({ line, parts: /^([a-z]\w*\.\w+): (\S.*)$/.exec(line) }));
	return { sentences: Object.fromEntries(lines.flatMap(({ parts }) => (parts === null ? [] : [[parts[1] ?? '', parts[2] ?? '']]))), odd: lines.filter(({ parts }) => parts === null).map(({ line }) => line) };
}

const marksOf = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort();

/** Words in a parameter or a program that stand there themselves: in an expression the fixed text, and literals of more than one word or with a colon. */
function proseIn(value: string, isCode = false): string[] {
	if (!isCode && !value.startsWith('=')) return /\p{L}/u.test(value) ? [value] : [];
	const fixed = isCode ? [] : value.slice(1).split(/\{\{[\s\S]*?\}\}/).filter((part) => /\p{L}/u.test(part));
	const program = (isCode ? value.replace(/^\s*\/\/.*$/gm, '') : [...value.matchAll(/\{\{([\s\S]*?)\}\}/g)].map(([, part]) => part ?? '').join('\n')).replace(/\$\('[^']+'\)/g, '').replace(/(?<=[\w)\]])\['[^']+'\]/g, '');
	return [...fixed, ...[...program.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)].map(([, single, double]) => single ?? double ?? '').filter((literal) => /\p{L}{2,}\W+\p{L}{2,}|\p{L} ?: *$/u.test(literal.replace(/^[a-z]\w*\.\w*$/, '')))];
}

/** What a patron reads, or staff who are to tell a patron: nodes that say in which language they speak, and pages. */
function spokenBy(node: WorkflowNode): string[] {
	if (typeOf(node) === 'set' && /^Words|^Fill In the Words$/.test(node.name)) {
		const { lang, subject = '', words = '', details = '', linkText = '' } = assignmentsOf(node);
		return lang === 'en' ? [] : [subject, words, details, linkText].flatMap((value) => proseIn(value));
	}
	if (typeOf(node) === 'form') {
		const { completionTitle, completionMessage, options } = node.parameters as { completionTitle: string; completionMessage: string; options: { formTitle?: string } };
		return [completionTitle, completionMessage, options.formTitle ?? ''].flatMap((value) => proseIn(value));
	}
	return node.name === 'What Is Wrong' ? proseIn(String(node.parameters.jsCode), true) : [];
}

it('every template either has the table of words, or is known to be for staff', () => {
	expect(templates.filter(([, template]) => named(template, 'What to Say') === undefined).map(([name]) => name).sort()).toEqual([...forStaff].sort());
});

describe.each(templates.filter(([name]) => forStaff.has(name)))('%s, which only staff read', (_name, { nodes }) => {
	it('writes to no patron, and says in its mails that they are English', () => {
		const mails = nodes.filter((node) => typeOf(node) === 'emailSend');
		expect(nodes.flatMap((node) => [assignmentsOf(node).to ?? '', String(node.parameters.toEmail ?? '')]).filter((to) => /patronEmail|\.Email\b/.test(to))).toEqual([]);
		expect(mails.filter(({ parameters }) => !String(parameters.html).includes('<html lang="en">')).map((mail) => mail.name)).toEqual([]);
		expect(nodes.flatMap((node) => Object.keys(assignmentsOf(node))).filter((setting) => setting === 'language')).toEqual([]);
	});
});

describe.each(templates.filter(([name]) => !forStaff.has(name)))('the words of %s', (name, template) => {
	const columns = assignmentsOf(named(template, 'What to Say'));
	const english = sentencesOf(columns.en ?? '').sentences;
	const others = template.nodes.filter((node) => !['What to Say', 'Library Settings'].includes(node.name) && typeOf(node) !== 'stickyNote');
	const program = JSON.stringify(others.map(({ parameters }) => parameters));

	it('stand in one field for each language, one line for each sentence', () => {
		expect(Object.keys(columns)).toEqual(shipped);
		expect(Object.values(columns).flatMap((column) => sentencesOf(column).odd)).toEqual([]);
		expect(assignmentsOf(named(template, 'Library Settings')).language).toBe('en');
	});

	it.each(shipped)('are whole in %s, with the same values in braces', (language) => {
		const { sentences } = sentencesOf(columns[language] ?? '');
		expect(Object.keys(sentences)).toEqual(Object.keys(english));
		expect(Object.entries(sentences).map(([key, sentence]) => [key, marksOf(sentence)])).toEqual(Object.entries(english).map(([key, sentence]) => [key, marksOf(sentence)]));
		// "In: " is German, too.
		if (language !== 'en') expect(Object.entries(sentences).filter(([key, sentence]) => sentence === english[key] && key !== 'details.in')).toEqual([]);
	});

	it('are each used, and none is used that is not there', () => {
		const groups = new Set(Object.keys(english).map((key) => key.split('.')[0] ?? ''));
		expect([...program.matchAll(/'([a-z]\w*)\.(\w+)'/g)].filter(([, group = '', rest = '']) => groups.has(group) && !(`${group}.${rest}` in english)).map(([key]) => key)).toEqual([]);
		const isUsed = (key: string) => [`'${key}'`, `'${key.split('.')[0] ?? ''}.'`, `+ '.${key.split('.')[1] ?? ''}'`].some((part) => program.includes(part));
		expect(Object.keys(english).filter((key) => !isUsed(key))).toEqual([]);
	});

	it('are all that a patron reads', () => {
		expect(others.flatMap((node) => spokenBy(node).map((prose) => `${node.name}: ${prose}`))).toEqual([]);
		const silent = others.filter((node) => typeOf(node) === 'set' && 'to' in assignmentsOf(node) && !('lang' in assignmentsOf(node)));
		expect(silent.map((node) => node.name)).toEqual([]);
		const english = others.filter((node) => assignmentsOf(node).lang === 'en' && !/staffEmail|ticketEmail/.test(assignmentsOf(node).to ?? ''));
		expect(english.map((node) => node.name)).toEqual([]);
		for (const mail of others.filter((node) => typeOf(node) === 'emailSend')) expect([mail.name, String(mail.parameters.html)]).toEqual([mail.name, expect.stringContaining('<html lang="{{ $json.lang }}">')]);
	});

	it('are said to be missing to staff, where the language has none', () => {
		expect(assignmentsOf(named(template, 'Pick the Words')).noWords).toContain('has no field of that name');
		const missing = named(template, 'Words Are Missing');
		if (others.some((node) => typeOf(node) === 'emailSend')) expect([JSON.stringify(missing?.parameters), assignmentsOf(named(template, 'Words: No Such Language')).words]).toEqual([expect.stringContaining('$json.noWords'), expect.stringContaining('$json.noWords')]);
		else expect(others.filter((node) => typeOf(node) === 'form' && !JSON.stringify(node.parameters).includes('.noWords'))).toEqual([]);
	});

	it('are told of on its page where n8n shows a form before it knows the language, and a label can be changed freely', () => {
		const forms = template.nodes.filter((node) => typeOf(node) === 'formTrigger');
		const fields = forms.flatMap(({ parameters }) => (parameters.formFields as { values: ReadonlyArray<{ fieldName?: string; fieldLabel: string }> }).values);
		expect(forms.filter(({ typeVersion }) => typeVersion < 2.4)).toEqual([]);
		expect(fields.filter(({ fieldName, fieldLabel }) => fieldName !== fieldLabel)).toEqual([]);
		expect(audience[name]?.goodToKnow.some((sentence) => sentence.includes('Field Name'))).toBe(forms.length > 0);
	});
});

it('due-date-letters has a subject and a text for each letter', () => {
	const { sentences } = sentencesOf(assignmentsOf(named(new Map(templates).get('due-date-letters') as WorkflowFile, 'What to Say')).en ?? '');
	for (const letter of ['reminder', 'first', 'second', 'third']) expect(sentences).toMatchObject({ [`${letter}.subject`]: expect.any(String), [`${letter}.text`]: expect.any(String) });
});
