/**
 * Readable UUIDs in valid version 4 form. The first digit is the kind of record, the three digits after the `8` are the number of the
 * bibliographic record, and the last group is the number within that record: holding 3 of record 17 is
 * `40000000-0000-4000-8017-000000000003`. For record numbers from 1000 on, the thousands stand after the `4` of the third group.
 */

function uuid(kind: string, group: number, number: number): string {
	const digits = String(group).padStart(6, '0');
	return `${kind}0000000-0000-4${digits.slice(0, -3)}-8${digits.slice(-3)}-${String(number).padStart(12, '0')}`;
}

export function buildLocationId(number: number): string {
	return uuid('2', 0, number);
}

export function buildLocationUnitId(level: 1 | 2 | 3): string {
	return uuid('2', level, 1);
}

export function buildInstanceId(recordNumber: number): string {
	return uuid('3', 0, recordNumber);
}

export function buildHoldingId(recordNumber: number, number: number): string {
	return uuid('4', recordNumber, number);
}

export function buildItemId(recordNumber: number, number: number): string {
	return uuid('5', recordNumber, number);
}

export function buildLocalIdentifierTypeId(number: number): string {
	return uuid('a', 0, number);
}

export const servicePointId = uuid('6', 0, 1);
