import { darkStyleRules, escapeHtml } from '../../notices/noticeHtml';
import { languages, type Language } from '../../notices/messages/languages';
import { writeEveryNotice, writeEveryPage, type WrittenSample } from './everyNotice';

const schemes = ['light', 'dark'] as const;

const style = `:root { color-scheme: light dark; }
body { margin: 16px; font-family: Arial, sans-serif; }
h2 { margin: 32px 0 8px; }
.paper h3 { margin-top: 0; }
.letters { display: flex; flex-wrap: wrap; gap: 16px; align-items: start; }
iframe.letter { height: 480px; }
.letter { width: 390px; max-width: 100%; border: 1px solid #8a9099; box-sizing: border-box; }
`;

function letter({ html }: WrittenSample, language: Language, scheme: (typeof schemes)[number]) {
	// A page has its own style sheet, and follows the colors of the screen.
	if (html.includes('--page:'))
		return scheme === 'light' ? `<iframe class="letter" lang="${language}" srcdoc="${escapeHtml(html)}"></iframe>` : '';
	const [, style = '', content = ''] = /<body[^>]* style="([^"]*)">\n(.*)<\/body>/s.exec(html) ?? [];
	const inner = content.replaceAll(
		/<(\/?)(main|h1)\b/g,
		(_tag, end: string, name: string) => `<${end}${name === 'main' ? 'section' : 'h3'}`,
	);
	return `<div class="letter ${scheme}" lang="${language}"><div class="paper" style="${style}">${inner}</div></div>`;
}

/** Shows all letters on one page: each kind with its languages beside each other, in light and dark. */
export function renderNoticeSamplesPage(): string {
	const all = (Object.keys(languages) as Language[]).map((language) => ({
		language,
		written: [...writeEveryNotice(language), ...writeEveryPage(language)],
	}));
	const rules = darkStyleRules.map((rule) => `.dark ${rule}`).join('\n');
	const kinds = (all[0]?.written ?? []).map(({ name, label }, index) => {
		const letters = all.flatMap(({ language, written }) =>
			written.slice(index, index + 1).flatMap((one) => schemes.map((scheme) => letter(one, language, scheme))),
		);
		return `<h2 id="${escapeHtml(name)}">${escapeHtml(label)}</h2>\n<div class="letters">\n${letters.join('\n')}\n</div>`;
	});
	return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>All letters</title>
<style>
${style}
${rules}
</style></head><body>
<h1>All letters, lists and summaries</h1>
<p>What the operations Write Notices, Write a List and Write for Another System write by default, in ${Object.values(languages).join(', ')}. The requests are invented.</p>
${kinds.join('\n')}
</body></html>
`;
}
