import { volumeKey } from '../match/volumes';
import type { Holding } from '../records';

/** The volumes that copies name: a set of ten volumes is ten copies in Reservoir, whatever the record says of its extent. */
export function volumesOf(holdings: readonly Holding[]): Set<string> {
	return new Set(holdings.flatMap(({ statements }) => statements.map(volumeKey)).filter((volume) => /^\d/u.test(volume)));
}
