import { formatModRsTime } from '../SandboxClock';
import { makeStableId } from '../stableIds';
import { defineSameNamedFields } from '../webToolkitLists/compileFilters';
import { answerList } from '../webToolkitLists/answerList';
import { defineRoute } from '../route';
import type { Route } from '../sharedTypes';
import { askAboutPatron } from './checkNewRequest';
import { refdataCategories, type RefdataCategory } from './referenceData';
import { lendingLocations, type RequestRow } from './requestRow';
import { hasTag, statuses } from './statuses';
import type { PracticeModRs } from './PracticeModRs';

const asIs = <Entry>(entry: Entry): Entry => entry;

/** Serves statuses, reference data, shelves and the patron check. */
export function createAncillaryRoutes({ world }: PracticeModRs): Route[] {
	return [
		defineRoute('GET', '/rs/status', 'rs.status.get', ({ query }) => answerList(statuses, query, { schema: {}, print: asIs })),
		defineRoute('GET', '/rs/refdata', 'rs.refdata.get', ({ query }) =>
			answerList(refdataCategories, query, { schema: defineSameNamedFields<RefdataCategory>('text', 'desc'), print: asIs }),
		),
		defineRoute('GET', '/rs/patron/{}/canCreateRequest', 'rs.patronrequests.item.post', ({ tenant }, barcode) => {
			const { valid, problems, status } = askAboutPatron(world, tenant, barcode);
			return { status: 200, body: { patronValid: valid, problems, status } };
		}),
		defineRoute('GET', '/rs/hostLMSLocations', 'rs.hostlmslocations.get', ({ tenant, query }) =>
			answerList(shelves(tenant), query, { schema: {}, print: asIs }),
		),
		defineRoute('GET', '/rs/statistics', 'rs.statistics.get', ({ tenant }) => ({
			status: 200,
			body: statistics(world.store.table(tenant).values(), world.clock.now()),
		})),
	];
}

interface Shelf {
	readonly id: string;
	readonly code: string;
	readonly name: string;
	/** The preference of the location. If it is below zero, nothing is lent from there. */
	readonly supplyPreference: number;
}

function shelves(tenant: string): Shelf[] {
	return Object.entries(lendingLocations).map(([code, name]) => ({
		id: makeStableId(`shelf:${tenant}:${code}`),
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
	return { asAt: formatModRsTime(now), requestsByState, requestsByTag };
}
