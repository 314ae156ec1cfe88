import { CrossLinkLibrary } from './crossLinkLibrary';
import type { Library } from './library';
import { ModRsLibrary } from './modRsLibrary';

/** What is true of following is true of every back end. */
export const libraries: ReadonlyArray<readonly [backEnd: string, start: () => Library]> = [
	['mod-rs', () => new ModRsLibrary()],
	['CrossLink', () => new CrossLinkLibrary()],
];
