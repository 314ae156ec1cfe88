import { CrossLinkLibrary } from './crossLinkLibrary';
import type { Library } from './library';
import { ModRsLibrary } from './modRsLibrary';

/** Following is the same over every back end. */
export const libraries: ReadonlyArray<readonly [backEnd: string, start: () => Library]> = [
	['mod-rs', () => new ModRsLibrary()],
	['CrossLink', () => new CrossLinkLibrary()],
];
