import { CrossLinkLibrary } from './CrossLinkLibrary';
import type { TestLibrary } from './TestLibrary';
import { ModRsLibrary } from './ModRsLibrary';

/** Each back end with a function that starts its test library, because the tests of following run over each of them. */
export const libraryStarters: ReadonlyArray<readonly [backEnd: string, start: () => TestLibrary]> = [
	['mod-rs', () => new ModRsLibrary()],
	['CrossLink', () => new CrossLinkLibrary()],
];
