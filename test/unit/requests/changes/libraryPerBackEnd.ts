import { CrossLinkLibrary } from './CrossLinkLibrary';
import type { Library } from './Library';
import { ModRsLibrary } from './ModRsLibrary';

/** The back ends, since following works in the same way with each. */
export const libraries: ReadonlyArray<readonly [backEnd: string, start: () => Library]> = [
	['mod-rs', () => new ModRsLibrary()],
	['CrossLink', () => new CrossLinkLibrary()],
];
