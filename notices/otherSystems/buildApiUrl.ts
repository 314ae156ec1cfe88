import { escapePathPart } from '../../reshare/text';
import type { OtherSystemSettings } from './OtherSystemSettings';

/** Builds an address below that of the library's system from parts, which it escapes. */
export function buildApiUrl({ address }: OtherSystemSettings, ...parts: readonly string[]): string {
	return [address, ...parts.map(escapePathPart)].join('/');
}
