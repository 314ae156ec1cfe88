import { escapeHtml } from '../resolver/htmlElements';

/** Makes a table with its own name. If it is wider than the window, only the table scrolls. */
export function renderTable(name: string, headings: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const head = headings.map((heading) => `<th scope="col">${escapeHtml(heading)}</th>`).join('');
	const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
	return `<div class="scroll" role="region" aria-label="${escapeHtml(name)}" tabindex="0"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody></table></div>`;
}

export function renderFacts(name: string, rows: ReadonlyArray<readonly [string, string]>): string {
	return renderTable(
		name,
		['', ''],
		rows.map(([what, value]) => [escapeHtml(what), value]),
	)
		.replace(/<thead>.*<\/thead>\n/, '')
		.replaceAll(/<tr><td>(.*?)<\/td>/g, '<tr><th scope="row">$1</th>');
}

export function renderCode(text: unknown): string {
	return `<code>${escapeHtml(text)}</code>`;
}

/** Makes a form that sends its fields as JSON. `{name}` in the path stands for a field. */
export function renderForm(method: 'POST' | 'DELETE', path: string, fields: readonly string[], button: string, label = button): string {
	const name = label === button ? '' : ` aria-label="${escapeHtml(label)}"`;
	return `<form data-method="${method}" data-path="${escapeHtml(path)}">${fields.join(' ')} <button${name}>${escapeHtml(button)}</button></form>`;
}

interface FieldOptions {
	/** Whether the label is only for screen readers, because others see the table in which the field stands. */
	readonly hiddenLabel?: boolean;
	readonly value?: string | number;
	readonly width?: number;
}

function labelled(label: string, field: string, options: FieldOptions): string {
	if (options.hiddenLabel === true) return field.replace(/^<(\w+)/, `<$1 aria-label="${escapeHtml(label)}"`);
	const id = `field-${label.toLowerCase().replaceAll(/\W+/g, '-')}`;
	return `<span><label for="${id}">${escapeHtml(label)}</label> ${field.replace(/^<(\w+)/, `<$1 id="${id}"`)}</span>`;
}

export function renderField(type: 'text' | 'number', name: string, label: string, options: FieldOptions = {}): string {
	return labelled(
		label,
		`<input type="${type}" name="${name}" value="${escapeHtml(options.value ?? '')}" style="width:${options.width ?? 8}em"${type === 'number' ? ' step="any"' : ''}>`,
		options,
	);
}

export function renderChoice(
	name: string,
	label: string,
	choices: ReadonlyArray<readonly [value: string, words: string]>,
	options: FieldOptions = {},
): string {
	const entries = choices.map(([value, words]) => `<option value="${escapeHtml(value)}">${escapeHtml(words)}</option>`);
	return labelled(label, `<select name="${name}">${entries.join('')}</select>`, options);
}

const style = `
:root { color-scheme: light dark; --line: #8886; --accent: #1a5fb4; --ground: #fff; --ink: #1b1b1b; }
@media (prefers-color-scheme: dark) { :root { --accent: #99c1f1; --ground: #1b1b1f; --ink: #eee; } }
body {
	background: var(--ground); color: var(--ink); font: 16px/1.45 system-ui, sans-serif; margin: 0 auto;
	max-width: 76rem; padding: 0 1rem 4rem;
}
h2 { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; list-style: none; padding: 0; }
a { color: var(--accent); }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .8rem .25rem 0; text-align: left; vertical-align: top; }
th { font-weight: 600; }
.scroll { margin: .6rem 0; max-height: 32rem; overflow: auto; }
form { display: flex; flex-wrap: wrap; gap: .4rem .8rem; align-items: center; margin: .3rem 0; }
td form { margin: 0 0 .3rem; }
form > span { max-width: 100%; }
input, select, button { box-sizing: border-box; font: inherit; max-width: min(100%, 30rem); }
[role=status] {
	background: var(--ground); border-bottom: 2px solid var(--accent); min-height: 1.5em; padding: .3rem 0;
	position: sticky; top: 0;
}
`;

/** Sends a form as JSON, and then shows the result and the changed page. */
const script = `
const place = document.querySelector('[role=status]');
place.textContent = sessionStorage.getItem('said') ?? '';
sessionStorage.removeItem('said');
document.addEventListener('submit', async (event) => {
	event.preventDefault();
	const form = event.target;
	const body = {};
	let path = form.dataset.path;
	for (const field of form.elements) {
		if (field.name === '' || field.value === '') continue;
		const value = field.type === 'number' ? Number(field.value) : field.dataset.json === undefined ? field.value : JSON.parse(field.value);
		if (path.includes('{' + field.name + '}')) { path = path.replace('{' + field.name + '}', encodeURIComponent(value)); continue; }
		const names = field.name.split('.');
		const last = names.pop();
		names.reduce((part, name) => (part[name] ??= {}), body)[last] = value;
	}
	const { method } = form.dataset;
	const answer = await fetch('/_control' + path, { method, ...(method === 'DELETE' ? {} : { body: JSON.stringify(body) }) });
	if (!answer.ok) { place.textContent = 'Not done: ' + (await answer.json()).message; return; }
	sessionStorage.setItem('said', 'Done: ' + (event.submitter?.getAttribute('aria-label') ?? event.submitter?.textContent ?? '') + '.');
	location.reload();
});
`;

export function renderDocument(
	title: string,
	introduction: string,
	sections: ReadonlyArray<{ readonly id: string; readonly heading: string; readonly body: string }>,
): string {
	const list = sections.map(({ id, heading }) => `<li><a href="#${id}">${escapeHtml(heading)}</a></li>`).join('');
	const parts = sections.map(({ id, heading, body }) => `<section>\n<h2 id="${id}">${escapeHtml(heading)}</h2>\n${body}\n</section>`);
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p>${introduction}</p>
<nav aria-label="Sections"><ul>${list}</ul></nav>
</header>
<main>
<p role="status"></p>
${parts.join('\n')}
</main>
<script>${script}</script>
</body>
</html>
`;
}
