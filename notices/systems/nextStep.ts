import type { Profile } from '../profile';
import type { Language } from '../messages/languages';
import { nextInAlma } from './alma';
import { handOverStep } from './handOver';
import { nextInIlliad } from './illiad';
import type { SystemKind } from './kinds';
import type { SystemSettings } from './settings';
import type { Heard, SystemStep } from './step';

const talks: Readonly<Record<SystemKind, (heard: Heard, settings: SystemSettings, language: Language) => readonly SystemStep[]>> = {
	illiadNote: nextInIlliad,
	almaCancellation: nextInAlma,
	illiadTransaction: handOverStep,
	almaRequest: handOverStep,
	email: handOverStep,
};

/** The next call to another system, or the result of its request. */
export function nextStep(heard: Heard, profile: Profile, settings: SystemSettings): readonly SystemStep[] {
	return talks[settings.kind](heard, settings, profile.staffLanguage);
}
