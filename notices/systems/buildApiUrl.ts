import { escapePathPart } from '../../reshare/text';
import type { SystemSettings } from './SystemSettings';

/** Builds an address below that of the library's system from parts, which it escapes. */
export function buildApiUrl({ address }: SystemSettings, ...parts: readonly string[]): string {
	return [address, ...parts.map(escapePathPart)].join('/');
}
