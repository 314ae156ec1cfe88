import type { PatronRequest } from './request';

/** Whether the patron collects at one of these places: slugs or, where a request shows nothing but its name, names. */
export function isPickedUpAt({ pickupLocationSlug, pickupLocation }: PatronRequest, places: readonly string[]): boolean {
	return [pickupLocationSlug, pickupLocation].some((place) => place !== undefined && places.includes(place));
}
