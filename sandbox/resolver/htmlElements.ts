import type { FormOption } from './okapiLists';

export function escapeHtml(text: unknown): string {
	return String(text ?? '')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
}

export function renderResolverPage(title: string, body: string): string {
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<meta name="robots" content="noindex">
</head>
<body>
${body}
</body>
</html>
`;
}

export function renderInput(type: string, name: string, value: unknown): string {
	return `<input type="${type}" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
}

export function renderLabeled(label: string, field: string): string {
	return `<p><label>${escapeHtml(label)} ${field}</label></p>`;
}

export function renderSelect(name: string, choices: readonly FormOption[], selected: string | undefined): string {
	const options = choices.map(
		({ code, name: text }) => `<option value="${escapeHtml(code)}"${code === selected ? ' selected' : ''}>${escapeHtml(text)}</option>`,
	);
	return `<select name="${escapeHtml(name)}">${options.join('')}</select>`;
}
