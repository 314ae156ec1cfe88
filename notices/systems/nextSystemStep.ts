import type { LibraryProfile } from '../libraryProfile';
import type { Language } from '../messages/languages';
import { nextAlmaStep } from './takeFromAlma';
import { nextHandOverStep } from './handOverRequest';
import { nextIlliadStep } from './takeFromIlliad';
import type { SystemKind } from './systemKinds';
import type { SystemSettings } from './SystemSettings';
import type { HeardAnswer, SystemStep } from './systemSteps';

const talks: Readonly<Record<SystemKind, (heard: HeardAnswer, settings: SystemSettings, language: Language) => readonly SystemStep[]>> = {
	illiadNote: nextIlliadStep,
	almaCancellation: nextAlmaStep,
	illiadTransaction: nextHandOverStep,
	almaRequest: nextHandOverStep,
	email: nextHandOverStep,
};

/** The next call to another system, or the result of its request. */
export function nextSystemStep(heard: HeardAnswer, profile: LibraryProfile, settings: SystemSettings): readonly SystemStep[] {
	return talks[settings.kind](heard, settings, profile.staffLanguage);
}
