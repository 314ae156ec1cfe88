import type { Language } from '../messages/languages';
import { markup, Markup } from './markup';
import type { WebPageSettings } from './WebPageSettings';

/**
 * The styles for light and dark screens. Contrast is above 7 to 1, a thumb hits every button and link, and no field has text below 16
 * pixels, at which a phone would zoom in.
 */
const style = new Markup(`<style>
:root {
	color-scheme: light dark; --page: #f6f6f4; --card: #ffffff; --ink: #1d2126; --soft: #4d545c; --line: #767b82;
	--strong: #123f74; --on-strong: #ffffff; --good: #dff0e0; --bad: #fbdfdc; --next: #e3ebf7;
}
@media (prefers-color-scheme: dark) { :root {
	--page: #16191d; --card: #22262c; --ink: #f2f3f5; --soft: #c3c8cf; --line: #8f959e; --strong: #a9cbf5;
	--on-strong: #10233a; --good: #1d3b22; --bad: #4f1f1b; --next: #1f3350;
} }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.45 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
main.narrow { max-width: 34rem; }
h1 { font-size: 1.4rem; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0 0 .35rem; overflow-wrap: anywhere; }
p, li { overflow-wrap: anywhere; }
a { color: var(--strong); padding: .8rem 0; }
ul { margin: 0; padding: 0 0 0 1.2rem; }
.requests { list-style: none; padding: 0; }
.requests > li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem; margin-bottom: .75rem; }
dl { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; margin: 0 0 .5rem; }
dl div { display: flex; gap: .35rem; }
dt { color: var(--soft); } dt::after { content: ':'; }
dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
form.answer { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin-top: .5rem; }
.choice { display: flex; flex-direction: column; }
.choice span { font-size: .9rem; }
select, button, a.main, .choice input {
	font: inherit; min-height: 2.75rem; padding: .5rem .9rem; border-radius: .5rem; border: 2px solid var(--line);
	background: var(--card); color: var(--ink); max-width: 100%;
}
button.main, a.main {
	background: var(--strong); border-color: var(--strong); color: var(--on-strong); font-weight: 600;
	text-decoration: none; display: inline-block;
}
:focus-visible { outline: 3px solid var(--strong); outline-offset: 2px; }
.all { margin-bottom: .75rem; } form.screen { margin: 0 0 1rem; }
.said { padding: .75rem 1rem; border: 2px solid var(--line); border-radius: .5rem; margin-bottom: 1rem; }
.said h2 { margin: 0 0 .25rem; }
.said p { margin: 0; }
.good { background: var(--good); } .bad { background: var(--bad); } .next { background: var(--next); }
fieldset {
	border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 1rem; padding: .25rem .75rem .5rem;
	background: var(--card); min-width: 0;
}
fieldset label { display: flex; align-items: center; gap: .6rem; min-height: 2.75rem; }
input[type=radio] { width: 1.35rem; height: 1.35rem; accent-color: var(--strong); flex: none; }
.field { display: block; margin-bottom: 1rem; }
.field input {
	display: block; width: 100%; font: inherit; font-size: 1.25rem; padding: .7rem; border: 2px solid var(--line);
	border-radius: .5rem; background: var(--card); color: var(--ink);
}
form:not(:has([value=markShipped]:checked)) .item { display: none; }
button.wide { width: 100%; }
.slip { background: #ffffff; color: #000000; border: 1px solid #000000; padding: 1rem; margin-bottom: 1rem; break-inside: avoid; }
.slip h2 { margin-top: 0; } .slip dt { color: #333333; }
svg.code { display: block; max-width: 100%; height: 3.5rem; margin-top: .75rem; }
.number { font-size: 1.4rem; font-weight: 700; margin: .25rem 0 0; letter-spacing: .1em; }
footer { margin-top: 1.5rem; font-size: .95rem; }
@media print { body { background: #ffffff; } main { padding: 0; } .screen, h1, footer { display: none; } }
</style>`);

/** Builds the hidden field that shows, with each answer, that it comes from this page. */
export function buildTokenField({ token }: Pick<WebPageSettings, 'token'>): Markup {
	return markup`<input type="hidden" name="token" value="${token}">`;
}

interface Frame {
	readonly language: Language;
	/** The title in the browser's tab, which screen readers read first. */
	readonly title: string;
	readonly heading: string;
	readonly isNarrow?: true;
	readonly content: readonly Markup[];
	readonly libraryName: string;
}

/** Builds a whole page. It stores and loads nothing, and only its button to print needs a script. */
export function framePage({ language, title, heading, isNarrow, content, libraryName }: Frame): string {
	return markup`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${style}
</head>
<body>
<main${isNarrow === true ? new Markup(' class="narrow"') : ''}>
<h1>${heading}</h1>
${content}
<footer>${libraryName}</footer>
</main>
</body>
</html>
`.html;
}
