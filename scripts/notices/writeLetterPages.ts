import { messagesByLanguage } from '../../notices/messages/messagesByLanguage';
import { languages, type Language } from '../../notices/messages/languages';
import { writeEveryStaffForm, writeEveryPage, writeEveryNotice, type WrittenSample } from './everyNotice';

const all = Object.keys(languages) as Language[];

/** Writes the files of docs/letters, one for each language, with the text of every letter, list and summary. */
export function writeLetterPages(): Map<string, string> {
	return new Map(all.map((language) => [`${language}.md`, page(language)]));
}

function page(language: Language) {
	const { greeting, closing } = messagesByLanguage[language];
	const others = all.map((one) => (one === language ? languages[one] : `[${languages[one]}](${one}.md)`)).join(' · ');
	return [
		`# Letters, for readers of ${languages[language]}`,
		`What the node ReShare Notice writes by default about invented requests, in ${others}. \`npm run docs\` writes this page; *Customize Wording* replaces a subject or a text. Emails to patrons begin with “${greeting}”, and end with how to ask, the lines of the Library Profile, and “${closing}”; these are left out below.`,
		...[...writeEveryNotice(language), ...writeEveryPage(language), ...writeEveryStaffForm(language)].map((one) => letter(one, language)),
		'',
	].join('\n\n');
}

function letter({ label, subject, text }: Omit<WrittenSample, 'html'>, language: Language) {
	const { greeting, questions } = messagesByLanguage[language];
	const [question = ''] = questions.split('. ');
	const [, body = ''] = /^(?:([^\n]+)\n\n)?([^]*)$/.exec(text)?.[1] === greeting ? text.split(`${greeting}\n\n`) : ['', text];
	const [own = ''] = body.split(`\n\n${question}`);
	const lines = own.replace(/\n\nExample University Library.*$/, '').split('\n');
	return [`## ${label}`, `**${plain(subject)}**`, lines.map((line) => (line === '' ? '>' : `> ${plain(line)}\\`)).join('\n')]
		.join('\n\n')
		.replaceAll(/\\\n(?=>\n)|\\$/g, (end) => end.slice(1));
}

/** Escapes what Markdown would read as markup. */
function plain(text: string) {
	return text.replaceAll(/[\\*_`<>[\]#|]/g, (sign) => `\\${sign}`).replace(/^( *)- /, '$1\\- ');
}
