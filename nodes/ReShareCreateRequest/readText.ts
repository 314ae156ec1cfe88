import type { InputProblem } from '../shared/client';

/**
 * A field's value as text. Expressions give numbers, dates and lists as well: one value in a list is taken, several are a
 * problem, since nobody can tell which one is meant.
 */
export function readText(value: unknown, fieldName: string, problems: InputProblem[]): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'bigint') return String(value);
	if (Array.isArray(value)) {
		if (value.length <= 1) return readText(value[0], fieldName, problems);
		problems.push({ reason: 'badInput', text: `'${fieldName}' holds ${value.length} values, and one is needed` });
		return undefined;
	}
	const day = readDay(value);
	if (day !== undefined) return day;
	problems.push({ reason: 'badInput', text: `'${fieldName}' holds ${describe(value)}, and a text is needed` });
	return undefined;
}

/** n8n's own dates (luxon) and JavaScript's. */
function readDay(value: unknown): string | undefined {
	if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.toISOString();
	if (typeof value === 'object' && value !== null && 'toISODate' in value && typeof value.toISODate === 'function') {
		const day: unknown = value.toISODate();
		return typeof day === 'string' ? day : undefined;
	}
	return undefined;
}

function describe(value: unknown): string {
	return typeof value === 'boolean' ? 'yes or no' : 'several fields';
}
