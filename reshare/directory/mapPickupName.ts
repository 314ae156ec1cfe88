import { foldCaseAndSpaces, trimmedOrUndefined } from '../text';

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
	return { refusal: `'⟦mappingTable⟧' has no line for '${name.trim()}'${known === '' ? '' : `; it knows ${known}`}` };
}
