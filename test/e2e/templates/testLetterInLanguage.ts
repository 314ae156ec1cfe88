import type { Language } from '../../../notices/messages/languages';
import type { TemplateChanges, TemplateTestBed } from './TemplateTestBed';

export interface LetterInLanguage {
	readonly reader: string;
	readonly language: Exclude<Language, 'en'>;
	/** The expected subject, with EAST-1 in place of the request's real number. */
	readonly subject: string;
	start(changes: TemplateChanges): Promise<unknown>;
}

/** Tests a mail to a patron in another language. The unit tests of notices cover every letter in every language. */
export function testLetterInLanguage(bench: TemplateTestBed, { reader, language, subject, start }: LetterInLanguage) {
	it(`a template writes to the patron in the language of the library profile (${language})`, async () => {
		const [mail, ...others] = await bench.mailsOf(() => start({ profile: { language } }), 1);
		expect([others, mail?.to, mail?.subject.replace(/(?:EAST|LENT)-\d+/, 'EAST-1')]).toEqual([[], [reader], subject]);
		expect(mail?.html).toContain(`<html lang="${language}">`);
		expect(mail?.text).not.toMatch(/[{}]|undefined|Invalid/);
	});
}
