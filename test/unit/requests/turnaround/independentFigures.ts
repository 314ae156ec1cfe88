import { members } from '../../../../sandbox/consortium';
import type { RequestRow } from '../../../../sandbox';
import type { CrossLinkRequest } from '../../../../sandbox/crosslink/createCrossLink';

/** The figures, counted independently from the practice consortium's own records, without any code of the client. */

export interface LenderFigures {
	requests: number;
	supplied: number;
	reasons: Record<string, number>;
	lastAsked: number;
	spans: Record<string, { count: number; days: number[] | null; workingDays: number[] | null }>;
}

interface Line {
	readonly lender: string;
	readonly isCopy: boolean;
	readonly times: Record<string, number | undefined>;
	readonly reason?: string | undefined;
}

const nameOf = (symbol: string) => members.find((member) => symbol.endsWith(`:${member.symbol}`))?.name ?? symbol;

/** Lists the attempts: one for each entry of the rota. */
export function attemptsInModRs(rows: readonly RequestRow[]): Line[] {
	return rows.flatMap((row) =>
		row.rota.map(({ position, directoryId }): Line => {
			const audit = row.audit.filter(({ rotaPosition }) => rotaPosition === position);
			const at = (...states: string[]) => audit.find(({ to }) => states.includes(to ?? ''))?.at;
			const refused = at('REQ_UNFILLED');
			return {
				lender: nameOf(directoryId),
				isCopy: row.refdata.serviceType === 'copy',
				times: {
					asked: at('REQ_REQUEST_SENT_TO_SUPPLIER'),
					shipped: at('REQ_SHIPPED', 'REQ_DOCUMENT_DELIVERED'),
					received: at('REQ_CHECKED_IN'),
					returned: at('REQ_SHIPPED_TO_SUPPLIER', 'REQ_REQUEST_COMPLETE'),
				},
				reason: refused === undefined ? undefined : row.notifications.find((one) => one.at === refused)?.actionData,
			};
		}),
	);
}

export function attemptsInCrossLink(rows: readonly CrossLinkRequest[]): Line[] {
	return rows.flatMap((row) =>
		row.suppliers.map(({ symbol }): Line => {
			const told = row.events.flatMap((event) => {
				const { supplyingAgencyMessage: message } = (event.eventData.incomingMessage ?? {}) as {
					supplyingAgencyMessage?: {
						header: { supplyingAgencyId: { agencyIdValue: string } };
						statusInfo: { status: string };
						messageInfo: { reasonUnfilled?: { '#text': string } };
					};
				};
				return message !== undefined && `ISIL:${message.header.supplyingAgencyId.agencyIdValue}` === symbol
					? [{ at: event.timestamp / 1000, status: message.statusInfo.status, reason: message.messageInfo.reasonUnfilled?.['#text'] }]
					: [];
			});
			const heard = (...statuses: string[]) => told.find(({ status }) => statuses.includes(status))?.at;
			const done = (action: string) => {
				const event = row.events.find(({ eventData }) => eventData.action === action);
				return event === undefined ? undefined : event.timestamp / 1000;
			};
			const isLast = row.supplierSymbol === symbol;
			return {
				lender: nameOf(symbol),
				isCopy: (row.illRequest.serviceInfo as { serviceType: string }).serviceType === 'Copy',
				times: {
					asked: heard('ExpectToSupply'),
					shipped: heard('Loaned', 'CopyCompleted'),
					...(isLast ? { received: done('receive'), returned: done('ship-return') } : {}),
				},
				reason: told.find(({ status }) => status === 'Unfilled')?.reason,
			};
		}),
	);
}

/** @returns the figures by `library|service type`; `*` stands for all libraries */
export function countFigures(lines: readonly Line[], timeZone: string, holidays: readonly string[]) {
	const format = new Intl.DateTimeFormat('sv-SE', { timeZone });
	const dates = new Map<number, string>();
	const dateOf = (at: number) => {
		const hour = Math.floor(at / 3_600_000);
		const known = dates.get(hour) ?? format.format(hour * 3_600_000);
		dates.set(hour, known);
		return known;
	};
	const counted = new Map<string, LenderFigures>();
	const histograms = new Map<string, Map<number, number>>();
	const add = (key: string, value: number) => {
		const histogram = histograms.get(key) ?? new Map<number, number>();
		histogram.set(value, (histogram.get(value) ?? 0) + 1);
		histograms.set(key, histogram);
	};
	const names = {
		askedToShipped: ['asked', 'shipped'],
		shippedToReceived: ['shipped', 'received'],
		askedToReceived: ['asked', 'received'],
		receivedToReturned: ['received', 'returned'],
	} as const;
	for (const { lender, isCopy, times, reason } of lines) {
		for (const key of [`*|${isCopy ? 'copy' : 'loan'}`, `${lender}|${isCopy ? 'copy' : 'loan'}`]) {
			const one = counted.get(key) ?? { requests: 0, supplied: 0, reasons: {}, lastAsked: 0, spans: {} };
			counted.set(key, one);
			one.requests += 1;
			if (times.shipped !== undefined) one.supplied += 1;
			if (reason !== undefined) one.reasons[reason] = (one.reasons[reason] ?? 0) + 1;
			one.lastAsked = Math.max(one.lastAsked, Math.floor((times.asked ?? 0) / 1000) * 1000);
			for (const [name, [from, to]] of Object.entries(names)) {
				const [begin, end] = [times[from], times[to]];
				if (begin === undefined || end === undefined) continue;
				const [first, last] = [dateOf(begin), dateOf(end)];
				add(`${key}|${name}|days`, (Date.parse(last) - Date.parse(first)) / 86_400_000);
				let worked = 0;
				for (let day = new Date(`${first}T12:00:00Z`); day.toISOString().slice(0, 10) < last;) {
					day = new Date(day.getTime() + 86_400_000);
					if (day.getUTCDay() % 6 !== 0 && !holidays.includes(day.toISOString().slice(0, 10))) worked += 1;
				}
				add(`${key}|${name}|workingDays`, worked);
			}
		}
	}
	for (const [key, one] of counted) {
		for (const name of Object.keys(names)) {
			const ranks = (unit: string) => ranksOf(histograms.get(`${key}|${name}|${unit}`));
			one.spans[name] = {
				count: [...(histograms.get(`${key}|${name}|days`)?.values() ?? [])].reduce((sum, count) => sum + count, 0),
				days: ranks('days'),
				workingDays: ranks('workingDays'),
			};
		}
	}
	return counted;
}

/** Returns the median, the bounds of the middle half, and nine of ten: for each, the first value that reaches it. */
function ranksOf(histogram: Map<number, number> | undefined) {
	if (histogram === undefined) return null;
	const values = [...histogram.keys()].sort((a, b) => a - b);
	const all = [...histogram.values()].reduce((sum, count) => sum + count, 0);
	return [50, 25, 75, 90].map((percent) => {
		let upTo = 0;
		return values.find((value) => (upTo += histogram.get(value) ?? 0) * 100 >= percent * all) ?? NaN;
	});
}
