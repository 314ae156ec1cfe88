import { formatModRsTime } from '../SandboxClock';
import { dayProperties, timeProperties, type RequestRow } from './requestRow';

/** Moves a request's whole history so many milliseconds into the past. The clock and planned events stay as they are. */
export function backdateRequest(row: RequestRow, ms: number): void {
	const dates: { -readonly [Name in 'dateCreated' | 'lastUpdated']: number } = row;
	dates.dateCreated -= ms;
	dates.lastUpdated -= ms;
	row.audit = row.audit.map((entry) => ({ ...entry, at: entry.at - ms }));
	row.notifications = row.notifications.map((entry) => ({ ...entry, at: entry.at - ms, updatedAt: entry.updatedAt - ms }));
	row.conditions = row.conditions.map((entry) => ({ ...entry, at: entry.at - ms }));
	row.rota = row.rota.map((entry) => ({ ...entry, createdAt: entry.createdAt - ms, updatedAt: entry.updatedAt - ms }));
	for (const name of timeProperties) {
		const time = row[name];
		if (time !== undefined) row[name] = time - ms;
	}
	for (const name of ['dueDateRS', 'dueDateFromLMS'] as const) row[name] = earlierText(row[name], ms, formatModRsTime);
	for (const name of dayProperties) row[name] = earlierText(row[name], ms, (time) => formatModRsTime(time).slice(0, 10));
}

/** Moves a due date into the past. One in a supplier's own words stays as it is. */
function earlierText(text: string | undefined, ms: number, print: (time: number) => string): string | undefined {
	const time = /^\d{4}-\d{2}-\d{2}/.test(text ?? '') ? Date.parse(text ?? '') : Number.NaN;
	return Number.isNaN(time) ? text : print(time - ms);
}
