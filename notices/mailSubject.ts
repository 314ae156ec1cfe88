import { cutAtCharacter } from '../reshare/text';
import { fillSubject } from './fillPlaceholders';
import type { Messages } from './messages/Messages';
import { quoteFactsForSentences, type FactTexts } from './noticeFacts';

/** The most characters of a subject: mail programs show no more. */
export const longestSubject = 250;

/** How many characters of a subject phones show, and how many most mail programs show. */
const [shownOnPhones, shownAtMost] = [40, 60];

/** Writes a subject. The title is cut so that the number can be seen, too, but never shorter than phones can show. */
export function buildSubject(subject: string, { title, ...facts }: FactTexts, words: Messages): string {
	const filled = (known?: string): string =>
		fillSubject(subject, quoteFactsForSentences(known === undefined ? facts : { ...facts, title: known }, words));
	if (title === undefined) return filled();
	const mark = '\u0000';
	const [before = '', after = ''] = filled(mark).split(mark);
	return filled(cutAtWord(title, Math.max(shownOnPhones - before.length, shownAtMost - before.length - after.length)));
}

function cutAtWord(text: string, longest: number): string {
	if (text.length <= longest) return text;
	const cut = cutAtCharacter(text, longest - 1);
	const end = text[cut.length] === ' ' ? cut.length : cut.lastIndexOf(' ');
	return `${cut.slice(0, end > longest / 2 ? end : undefined).replace(/(?<![\s\p{P}])[\s\p{P}]+$/u, '')}…`;
}
