import { z } from 'zod';
import { badAnswerError } from './errors';
import type { OkapiClient } from './okapi';
import { foldCaseAndSpaces, trimmedOrUndefined } from './text';

export interface PickupLocation {
	/** The location's short name in ReShare's Directory; with CrossLink, the id of its entry there. */
	readonly slug: string;
	/** The location's code in the library's own system, which requests may use as well. Two locations may have the same code. */
	readonly code?: string;
	/** The location's name. Two locations may have the same name. */
	readonly name: string;
}

const entry = z.object({ slug: z.string().nullish(), name: z.string().nullish() });
const answer = z.object({ results: z.array(entry), total: z.number().nullish() });

/** No release of mod-directory up to 2.11.1 gives more entries in one answer (openlibraryenvironment/mod-directory, ILLDEV-191). */
const pageSize = 100;
/** The most pages that are read. A library has a few dozen locations, so a server that sends more pages must be repeating itself. */
const mostPages = 50;

/**
 * The library's own pickup locations, sorted by name. Entries that somebody made by hand have no slug, cannot be requested and are left
 * out.
 *
 * @throws ReShareError `badAnswer` if the Directory gives fewer entries than it counts, because a location that is missing here would be
 *   taken for one that does not exist
 */
export async function listPickupLocations(okapi: OkapiClient): Promise<PickupLocation[]> {
	return (await readEntries(okapi))
		.flatMap(({ slug, name }) => (slug ? [{ slug, name: name ?? slug }] : []))
		.sort((a, b) => a.name.localeCompare(b.name) || a.slug.localeCompare(b.slug));
}

async function readEntries(okapi: OkapiClient) {
	const entries: Array<z.output<typeof entry>> = [];
	for (let page = 1; ; page++) {
		const query = [
			['filters', 'tags.value=i=pickup'],
			['filters', 'status.value=i=managed'],
			['sort', 'id;asc'],
			['perPage', String(pageSize)],
			['page', String(page)],
			['stats', 'true'],
		] as const;
		const { results, total } = await okapi.json({ path: '/directory/entry', query, what: 'the list of pickup locations' }, answer);
		entries.push(...results);
		const isShort = results.length < pageSize;
		if (typeof total === 'number' ? entries.length >= total : isShort) return entries;
		if (isShort || page === mostPages)
			throw badAnswerError(`The Directory gives ${entries.length} of its ${total ?? 'uncounted'} pickup locations`);
	}
}

/** Finds a location by its slug, or by its code where only one has that code. Case counts, as it does in ReShare. */
export function findPickupLocationBySlugOrCode(locations: readonly PickupLocation[], slug: string) {
	const named = locations.filter(({ code }) => code === slug);
	return locations.find((location) => location.slug === slug) ?? (named.length === 1 ? named[0] : undefined);
}

/**
 * Finds the only location with this name or slug. If there is none, or several have the name, `refusal` says so and which ones there are.
 */
export function findPickupLocationByName(
	locations: readonly PickupLocation[],
	name: string,
): (PickupLocation & { readonly refusal?: undefined }) | { readonly refusal: string } {
	// A link or another system may send the slug where the name is expected.
	const bySlug = locations.find(({ slug }) => slug === name.trim());
	if (bySlug !== undefined) return bySlug;
	const called = locations.filter((location) => foldCaseAndSpaces(location.name) === foldCaseAndSpaces(name));
	const [location] = called;
	if (location !== undefined) {
		if (called.length === 1) return location;
		const slugs = called.map(({ slug }) => slug).join(', ');
		return {
			refusal: `The Directory has ${called.length} pickup locations named '${location.name}'; choose one from the list or by its slug (${slugs})`,
		};
	}
	const names = [...new Map(locations.toReversed().map((known) => [foldCaseAndSpaces(known.name), known.name.trim()])).values()].reverse();
	const has = names.length === 0 ? 'it names none of your library' : `it has ${names.join(', ')}`;
	return { refusal: `The Directory has no pickup location named '${name.trim()}'; ${has}` };
}

/** Proposes the only location that has the text as its name, or whose slug differs from it only in case. */
export function unknownSlugSentence(text: string, locations: readonly PickupLocation[]) {
	const wanted = text.trim().toLowerCase();
	const [guess, other] = locations.filter(({ slug, name }) => slug.toLowerCase() === wanted || name.toLowerCase() === wanted);
	const proposal = guess === undefined || other !== undefined ? '' : `; perhaps ${guess.slug} is meant`;
	return `The Directory knows no pickup location with the slug ${text}${proposal}`;
}

interface PickupMappingTable {
	/** The names that another system gives to pickup locations, each with the slug of ReShare's Directory. */
	readonly rows: ReadonlyArray<{ readonly name: string; readonly slug: string }>;
	/** The slug for names that are not in the table. Empty or absent: such names are refused. */
	readonly defaultSlug?: string;
}

/**
 * Finds the slug for another system's name of a pickup location. A name that has two different slugs is refused, since either could be
 * meant. So is a name whose slug is empty, since the default is for names that are not in the table.
 */
export function mapPickupName(table: PickupMappingTable, name: string): { readonly slug: string } | { readonly refusal: string } {
	const wanted = foldCaseAndSpaces(name);
	const rows = table.rows.filter((row) => foldCaseAndSpaces(row.name) !== '');
	const lines = rows.filter((row) => foldCaseAndSpaces(row.name) === wanted);
	const slugs = [...new Set(lines.flatMap((row) => trimmedOrUndefined(row.slug) ?? []))];
	const [slug] = slugs;
	if (slugs.length > 1) return { refusal: `'⟦mappingTable⟧' holds '${name.trim()}' twice with different slugs (${slugs.join(', ')})` };
	if (slug !== undefined) return { slug };
	if (lines.length > 0) return { refusal: `'⟦mappingTable⟧' has a line for '${name.trim()}', and its slug is empty` };
	const fallback = trimmedOrUndefined(table.defaultSlug);
	if (fallback !== undefined) return { slug: fallback };
	const known = rows.map((row) => row.name.trim()).join(', ');
	if (wanted === '') return { refusal: "'⟦mappedName⟧' is empty, and '⟦defaultSlug⟧' is not set" };
	return { refusal: `'⟦mappingTable⟧' has no line for '${name.trim()}'${known && `; it knows ${known}`}` };
}
