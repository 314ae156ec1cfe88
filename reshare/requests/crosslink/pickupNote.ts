/*
 * A broker that knows no pickup locations gets the one that was wished for as a line of the internal note, where staff read
 * it; so can everything that tells of the request later.
 */

export function pickupNote(place: string): string {
	return `Pickup location: ${place}`;
}

/** The place in a note that begins as `pickupNote` writes it. */
export function pickupInNote(note: string | undefined): string | undefined {
	return /^Pickup location: (.+)/.exec(note ?? '')?.[1]?.trim();
}
