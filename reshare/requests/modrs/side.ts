import type { PatronRequest, Side } from '../model/request';
import { equals } from './filter';

export function sideFilter(side: Side): string {
	return equals('isRequester', side === 'borrowing');
}

/** Whether a row is of the side; the server answers a filter that it cannot read with other rows. */
export function isOn(row: PatronRequest, side: Side): boolean {
	return (row.side ?? 'lending') === side;
}
