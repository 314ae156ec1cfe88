import { z } from 'zod';
import type { OkapiClient } from '../okapi';
import { normalized } from '../text';

export interface PickupLocation {
	/** With CrossLink, the id of its entry. */
	readonly slug: string;
	/** Its code in the library's own system, where requests may use that, too. Not unique. */
	readonly code?: string | undefined;
	/** Not unique: two desks may have the same name. */
	readonly name: string;
}

const pageSize = 100;
/** A library has a few dozen: with more pages, the server must be repeating itself. */
const mostPages = 50;

const entry = z.object({ id: z.string().optional(), slug: z.string().nullish(), name: z.string().nullish() }).passthrough();
const answer = z.union([z.array(entry), z.object({ results: z.array(entry) }).passthrough()]);

/** The library's own, sorted by name. Entries without a slug, made by hand, cannot be requested and are left out. */
export async function listPickupLocations(okapi: OkapiClient): Promise<PickupLocation[]> {
	const bySlug = new Map<string, PickupLocation>();
	const seen = new Set<string>();
	for (let page = 1; page <= mostPages; page++) {
		const parsed = await okapi.json(
			{
				path: '/directory/entry',
				query: [
					['filters', 'tags.value=i=pickup'],
					['filters', 'status.value=i=managed'],
					['sort', 'name;asc'],
					['sort', 'id;asc'],
					['perPage', String(pageSize)],
					['page', String(page)],
					['stats', 'true'],
				],
				what: 'the list of pickup locations',
			},
			answer,
		);
		const rows = Array.isArray(parsed) ? parsed : parsed.results;
		const known = seen.size;
		for (const row of rows) {
			seen.add(row.id ?? row.slug ?? '');
			if (row.slug) bySlug.set(row.slug, { slug: row.slug, name: row.name ?? row.slug });
		}
		if (rows.length < pageSize || seen.size === known) break;
	}
	return [...bySlug.values()].sort((a, b) => a.name.localeCompare(b.name) || a.slug.localeCompare(b.slug));
}

/** By its slug, or as the only one by its code; case counts, as in ReShare. */
export function findPickupLocation(locations: readonly PickupLocation[], slug: string): PickupLocation | undefined {
	const named = locations.filter(({ code }) => code === slug);
	return locations.find((location) => location.slug === slug) ?? (named.length === 1 ? named[0] : undefined);
}

/** The only one whose slug differs in case alone, or that has this name. */
export function guessPickupLocation(locations: readonly PickupLocation[], text: string): PickupLocation | undefined {
	const wanted = text.trim().toLowerCase();
	const candidates = locations.filter(({ slug, name }) => slug.toLowerCase() === wanted || name.toLowerCase() === wanted);
	return candidates.length === 1 ? candidates[0] : undefined;
}

/** The only location of this name or slug, or else a sentence with the names that there are. */
export function pickupLocationNamed(locations: readonly PickupLocation[], name: string): PickupLocation | { readonly refusal: string } {
	// Links and other systems may give the slug instead.
	const bySlug = locations.find(({ slug }) => slug === name.trim());
	if (bySlug !== undefined) return bySlug;
	const called = locations.filter((location) => normalized(location.name) === normalized(name));
	const [location, another] = called;
	if (location !== undefined && another === undefined) return location;
	if (location !== undefined) {
		const slugs = called.map(({ slug }) => slug).join(', ');
		return {
			refusal: `The Directory has ${called.length} pickup locations named '${location.name}'; choose one from the list or by its slug (${slugs})`,
		};
	}
	const names = [...new Map(locations.map((known) => [normalized(known.name), known.name.trim()] as const).reverse()).values()].reverse();
	return {
		refusal: `The Directory has no pickup location named '${name.trim()}'; ${names.length === 0 ? 'it names none of your library' : `it has ${names.join(', ')}`}`,
	};
}
