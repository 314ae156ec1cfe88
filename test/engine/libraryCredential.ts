import { libraryAccountOf } from '../../demo/practiceCredentials';
import type { Sandbox } from '../../sandbox';

/** The credential of a library's ReShare. */
export function libraryCredential(sandbox: Sandbox, library: 'east' | 'west' = 'east') {
	return { ...libraryAccountOf(sandbox, library), staffUrl: `https://${library}.example.org` };
}
