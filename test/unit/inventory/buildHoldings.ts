import { holdingsInRotaOfModRs, symbolInLocationCode } from '../../../reshare/inventory/folio/holdingsInRotaOfModRs';
import type { Holding, HoldingList } from '../../../reshare/inventory/recordsAndHoldings';

let lastId = 0;

/**
 * Makes a holding.
 *
 * @param place `US-EAST`, or a whole location code
 */
export function makeHolding(place: string | null, policy: string | null = 'Will lend', changes: Partial<Holding> = {}): Holding {
	lastId += 1;
	const locationCode = place === null || place.includes('/') || !place.startsWith('US-') ? place : `${place}/${place}/MAIN/STACKS`;
	return {
		id: `h${lastId}`,
		library: symbolInLocationCode(locationCode),
		callNumber: null,
		policy,
		policyUnknown: false,
		locationCode,
		locationName: null,
		locationUnknown: place === null,
		statements: [],
		...changes,
	};
}

export function holdingListOf(holdings: readonly Holding[], changes: Partial<HoldingList> = {}): HoldingList {
	return { holdings, inRota: holdingsInRotaOfModRs(holdings), cut: false, ...changes };
}
