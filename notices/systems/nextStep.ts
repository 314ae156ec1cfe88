import type { Profile } from '../profile';
import type { Language } from '../words/languages';
import { nextInAlma } from './alma';
import { nextInHandOver } from './handOver';
import { nextInIlliad } from './illiad';
import type { SystemKind } from './kinds';
import type { SystemSettings } from './settings';
import type { Heard, Step } from './step';

const talks: Readonly<Record<SystemKind, (heard: Heard, settings: SystemSettings, language: Language) => readonly Step[]>> = { illiadNote: nextInIlliad, almaCancellation: nextInAlma, illiadTransaction: nextInHandOver, almaRequest: nextInHandOver, email: nextInHandOver };

/** What another system is to be asked or told next, or what became of it. */
export function nextStep(heard: Heard, profile: Profile, settings: SystemSettings): readonly Step[] {
	return talks[settings.kind](heard, settings, profile.staffLanguage);
}
