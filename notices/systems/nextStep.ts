import type { Profile } from '../profile';
import { wordsIn } from '../words/index';
import { nextInAlma } from './alma';
import { nextInHandOver } from './handOver';
import { nextInIlliad } from './illiad';
import type { NoteWords } from './illiadNote';
import type { SystemKind } from './kinds';
import type { SystemSettings } from './settings';
import type { Heard, Step } from './step';

/** One more system is a row more. */
const talks: Readonly<Record<SystemKind, (heard: Heard, settings: SystemSettings, words: NoteWords) => readonly Step[]>> = { illiadNote: nextInIlliad, almaCancellation: nextInAlma, illiadTransaction: nextInHandOver, almaRequest: nextInHandOver, email: nextInHandOver };

/** What another system is to be asked or told next, or what became of it. */
export function nextStep(heard: Heard, profile: Profile, settings: SystemSettings): readonly Step[] {
	const language = profile.staffLanguage;
	return talks[settings.kind](heard, settings, { words: wordsIn[language], language });
}
