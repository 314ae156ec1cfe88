import type { LibraryProfile } from '../libraryProfile';
import type { Language } from '../messages/languages';
import { nextAlmaImportStep } from './nextAlmaImportStep';
import { nextHandOverStep } from './nextHandOverStep';
import { nextIlliadImportStep } from './nextIlliadImportStep';
import type { OtherSystemTaskKind } from './otherSystemTaskKinds';
import type { OtherSystemSettings } from './OtherSystemSettings';
import type { AnsweredCall, OtherSystemStep } from './otherSystemSteps';

const nextStepByTask: Readonly<
	Record<OtherSystemTaskKind, (answered: AnsweredCall, settings: OtherSystemSettings, language: Language) => readonly OtherSystemStep[]>
> = {
	illiadNote: nextIlliadImportStep,
	almaCancellation: nextAlmaImportStep,
	illiadTransaction: nextHandOverStep,
	almaRequest: nextHandOverStep,
	email: nextHandOverStep,
};

/** Returns the next steps for an item: calls to be made, or the results of requests for which no call is left. */
export function nextOtherSystemStep(
	answered: AnsweredCall,
	profile: LibraryProfile,
	settings: OtherSystemSettings,
): readonly OtherSystemStep[] {
	return nextStepByTask[settings.kind](answered, settings, profile.staffLanguage);
}
