import type { Changes, TemplateBench } from './bench';

const staff = 'ill-staff@library.example.edu';

/** How one mail to a patron is brought about. */
export interface Telling {
	readonly reader: string;
	/** The subject, by language; the number in it is always EAST-1. */
	readonly subjects: { readonly en: string; readonly de: string; readonly es: string; readonly fr: string };
	/** The template's words stand in its node What to Say, and not in ReShare Notice. */
	readonly hasOwnWords?: true;
	/** Imports the template with these changes and makes it send the mail. */
	start(changes: Changes): Promise<unknown>;
}

/** A mail to a patron in each language. */
export function testLanguages(bench: () => TemplateBench, { reader, subjects, hasOwnWords, start }: Telling): void {
	const mailsAfter = async (language: string, expected: number) =>
		(await bench().mailsOf(async () => await start({ profile: { language }, settings: { sendAllMailTo: '', minutesBetweenTries: 0.01, language } }), expected)).map(({ subject, ...mail }) => ({ ...mail, subject: subject.replace(/EAST-\d+/, 'EAST-1') }));

	it.each(Object.entries(subjects))('writes to the patron in the language of the library (%s)', async (language, subject) => {
		const mails = await mailsAfter(language, 1);
		expect(mails).toMatchObject([{ to: [reader], subject, html: expect.stringContaining(`<html lang="${language}">`) }]);
		expect(mails[0]?.text).not.toMatch(/[{}]|undefined|Invalid/);
	});

	if (hasOwnWords !== true) return;
	it('writes in English where it has no words, and says so to staff', async () => {
		const mails = await mailsAfter('it', 2);
		expect(mails.find(({ to }) => to.includes(reader))).toMatchObject({ subject: subjects.en, html: expect.stringContaining('<html lang="en">') });
		expect(mails.filter(({ to }) => to.includes(staff))).toMatchObject([{ subject: expect.stringMatching(/^No words in "it": ./), text: expect.stringContaining('In Library Settings the language is "it", and What to Say has no field of that name') }]);
	});
}
