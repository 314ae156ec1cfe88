import { printTime } from '../clock';
import { stableId } from '../ids';
import { ownProperties } from '../lookup/filters';
import { listAnswer } from '../lookup/list';
import { route } from '../route';
import type { Route } from '../types';
import { askAboutPatron } from './checks';
import { refdata, type RefdataCategory } from './refdata';
import { places, type RequestRow } from './row';
import { hasTag, statuses } from './states';
import type { RequestService } from './service';

const asIs = <Entry>(entry: Entry): Entry => entry;

/** Serves statuses, reference data, shelves and the patron check. */
export function ancillaryRoutes({ world }: RequestService): Route[] {
	return [
		route('GET', '/rs/status', 'rs.status.get', ({ query }) => listAnswer(statuses, query, { schema: {}, print: asIs })),
		route('GET', '/rs/refdata', 'rs.refdata.get', ({ query }) =>
			listAnswer(refdata, query, { schema: ownProperties<RefdataCategory>('text', 'desc'), print: asIs }),
		),
		route('GET', '/rs/patron/{}/canCreateRequest', 'rs.patronrequests.item.post', ({ tenant }, barcode) => {
			const { valid, problems, status } = askAboutPatron(world, tenant, barcode);
			return { status: 200, body: { patronValid: valid, problems, status } };
		}),
		route('GET', '/rs/hostLMSLocations', 'rs.hostlmslocations.get', ({ tenant, query }) =>
			listAnswer(shelves(tenant), query, { schema: {}, print: asIs }),
		),
		route('GET', '/rs/statistics', 'rs.statistics.get', ({ tenant }) => ({
			status: 200,
			body: statistics(world.store.table(tenant).values(), world.clock.now()),
		})),
	];
}

interface Shelf {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	/** The preference of the location; below zero: nothing is lent from there. */
	readonly supplyPreference: number;
}

function shelves(tenant: string): Shelf[] {
	return Object.entries(places).map(([code, name]) => ({
		id: stableId(`shelf:${tenant}:${code}`),
		code,
		name,
		supplyPreference: code === 'RESERVES' ? -1 : 0,
	}));
}

function statistics(rows: Iterable<RequestRow>, now: number): unknown {
	const requestsByState: Record<string, number> = {};
	const requestsByTag: Record<string, number> = {};
	for (const row of rows) {
		const key = `${row.stateModel}:${row.state}`;
		requestsByState[key] = (requestsByState[key] ?? 0) + 1;
		for (const tag of ['ACTIVE_PATRON', 'ACTIVE_BORROW', 'ACTIVE_LOAN'] as const) {
			if (hasTag(row.state, tag)) requestsByTag[tag] = (requestsByTag[tag] ?? 0) + 1;
		}
	}
	return { asAt: printTime(now), requestsByState, requestsByTag };
}
