import { CrossLinkLibrary } from './CrossLinkLibrary';
import type { Library } from './Library';
import { ModRsLibrary } from './ModRsLibrary';

/** Following is the same over every back end. */
export const libraries: ReadonlyArray<readonly [backEnd: string, start: () => Library]> = [
	['mod-rs', () => new ModRsLibrary()],
	['CrossLink', () => new CrossLinkLibrary()],
];
