import { combinedSymbolOf, members, type Member } from '../consortium';
import { buildLocalIdentifierTypeId, buildLocationId, buildLocationUnitId, servicePointId } from './recordIds';
import type { NamedRow } from './referenceData';

/**
 * Locations of the shared inventory. A location code of four parts, institution/campus/library/location, names the
 * holding library in part 1; mod-rs finds no library in a code of another form.
 */

export type SpecialLocation = 'threeParts' | 'noParts' | 'lowerCase' | 'closedLibrary';

type LocationRow = ReturnType<typeof location>;

function location(number: number, name: string, code: string) {
	return {
		id: buildLocationId(number),
		name,
		code,
		isActive: true,
		institutionId: buildLocationUnitId(1),
		campusId: buildLocationUnitId(2),
		libraryId: buildLocationUnitId(3),
		primaryServicePoint: servicePointId,
		servicePointIds: [servicePointId],
	};
}

const mainStacks = members.map((member, index) =>
	location(index + 1, `${member.name}, main stacks`, `${member.symbol}/${member.symbol}/MAIN/STACKS`),
);

const specials: Readonly<Record<SpecialLocation, LocationRow>> = {
	threeParts: location(101, 'Hilltop Institute Library, annex', 'US-HILL/ANNEX/STACKS'),
	noParts: location(102, 'Lakeside storage', 'LAKESTORAGE'),
	lowerCase: location(103, 'Lakeside College Library, reading room', 'us-lake/us-lake/main/reading'),
	closedLibrary: location(104, 'Gone-with-the-Flood Library', 'US-GONE/US-GONE/MAIN/STACKS'),
};

export const locations: readonly LocationRow[] = [...mainStacks, ...Object.values(specials)];

export function findLocation(place: string): LocationRow {
	const special = specials[place as SpecialLocation];
	const row = special ?? mainStacks.find((candidate) => candidate.code.startsWith(`${place}/`));
	if (row === undefined) throw new Error(`No location for ${place}`);
	return row;
}

/** One type of identifier for each member, for its own record numbers. Its name is the member's full symbol. */
export const localIdentifierTypes: readonly NamedRow[] = members.map((member, index) => ({
	id: buildLocalIdentifierTypeId(index + 1),
	name: combinedSymbolOf(member),
	source: 'local',
}));

export function findLocalIdentifierType(member: Member): NamedRow {
	const row = localIdentifierTypes.find((candidate) => candidate.name === combinedSymbolOf(member));
	if (row === undefined) throw new Error(`No identifier type for ${member.symbol}`);
	return row;
}

/** One institution, one campus and one library, because the shared inventory does not have the members' own units. */
export const locationUnits = {
	institutions: [{ id: buildLocationUnitId(1), name: 'Practice consortium', code: 'PRACTICE' }],
	campuses: [{ id: buildLocationUnitId(2), name: 'All members', code: 'ALL', institutionId: buildLocationUnitId(1) }],
	libraries: [{ id: buildLocationUnitId(3), name: 'Shared index', code: 'INDEX', campusId: buildLocationUnitId(2) }],
} as const;

export const servicePoints = [
	{ id: servicePointId, name: 'Interlibrary loan desk', code: 'ill', discoveryDisplayName: 'Interlibrary loan desk' },
] as const;
