import type { LibraryProfile } from '../libraryProfile';
import type { Language } from '../messages/languages';
import { nextTakeFromAlmaStep } from './nextTakeFromAlmaStep';
import { nextHandOverStep } from './nextHandOverStep';
import { nextTakeFromIlliadStep } from './nextTakeFromIlliadStep';
import type { SystemTaskKind } from './systemTaskKinds';
import type { SystemSettings } from './SystemSettings';
import type { AnsweredCall, SystemStep } from './systemSteps';

const talks: Readonly<
	Record<SystemTaskKind, (heard: AnsweredCall, settings: SystemSettings, language: Language) => readonly SystemStep[]>
> = {
	illiadNote: nextTakeFromIlliadStep,
	almaCancellation: nextTakeFromAlmaStep,
	illiadTransaction: nextHandOverStep,
	almaRequest: nextHandOverStep,
	email: nextHandOverStep,
};

/** Returns the next steps for an item: calls to be made, or the results of requests for which no call is left. */
export function nextSystemStep(heard: AnsweredCall, profile: LibraryProfile, settings: SystemSettings): readonly SystemStep[] {
	return talks[settings.kind](heard, settings, profile.staffLanguage);
}
