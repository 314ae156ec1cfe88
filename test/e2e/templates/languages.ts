import type { TemplateBench } from './bench';

const staff = 'ill-staff@library.example.edu';

/** How one mail to a patron is brought about. */
export interface Telling {
	readonly reader: string;
	/** The subject, by language; the number in it is always EAST-1. */
	readonly subjects: { readonly en: string; readonly de: string; readonly es: string; readonly fr: string };
	/** Imports the template with these settings and makes it send the mail. */
	start(settings: Record<string, unknown>): Promise<unknown>;
}

/** A mail to a patron in each language that a template has words in, and in one that it has none in. */
export function testLanguages(bench: () => TemplateBench, { reader, subjects, start }: Telling): void {
	const settings = { sendAllMailTo: '', minutesBetweenTries: 0.01 };
	const mailsAfter = async (language: string, expected: number) =>
		(await bench().mailsOf(async () => await start({ ...settings, language }), expected)).map(({ subject, ...mail }) => ({ ...mail, subject: subject.replace(/EAST-\d+/, 'EAST-1') }));

	it.each(Object.entries(subjects))('writes to the patron in the language of the setting (%s)', async (language, subject) => {
		const mails = await mailsAfter(language, 1);
		expect(mails).toMatchObject([{ to: [reader], subject, html: expect.stringContaining(`<html lang="${language}">`) }]);
		expect(mails[0]?.text).not.toMatch(/[{}]|undefined|Invalid/);
	});

	it('writes in English where it has no words, and says so to staff', async () => {
		const mails = await mailsAfter('it', 2);
		expect(mails.find(({ to }) => to.includes(reader))).toMatchObject({ subject: subjects.en, html: expect.stringContaining('<html lang="en">') });
		expect(mails.filter(({ to }) => to.includes(staff))).toMatchObject([{ subject: expect.stringMatching(/^No words in "it": ./), text: expect.stringContaining('In Library Settings the language is "it", and What to Say has no field of that name') }]);
	});
}
