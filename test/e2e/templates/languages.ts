import type { Language } from '../../../notices/messages/languages';
import type { Changes, TemplateBench } from './bench';

export interface Telling {
	readonly reader: string;
	/** The subject, by language; the number in it is always EAST-1. */
	readonly subjects: Readonly<Record<Language, string>>;
	start(changes: Changes): Promise<unknown>;
}

/** A mail to a patron in each language. */
export function testLanguages(bench: () => TemplateBench, { reader, subjects, start }: Telling): void {
	const mailsAfter = async (language: string, expected: number) =>
		(await bench().mailsOf(async () => await start({ profile: { language } }), expected)).map(({ subject, ...mail }) => ({
			...mail,
			subject: subject.replace(/(?:EAST|LENT)-\d+/, 'EAST-1'),
		}));

	it.each(Object.entries(subjects))('writes to the patron in the language of the library (%s)', async (language, subject) => {
		const mails = await mailsAfter(language, 1);
		expect(mails).toMatchObject([{ to: [reader], subject, html: expect.stringContaining(`<html lang="${language}">`) }]);
		expect(mails[0]?.text).not.toMatch(/[{}]|undefined|Invalid/);
	});
}
