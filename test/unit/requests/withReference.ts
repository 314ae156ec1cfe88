import { randomUUID } from 'node:crypto';

/** Returns what a request of mod-rs has if the resolver made it with this reference. */
export const withReference = (identifier: string) => ({
	requestIdentifiers: [{ id: randomUUID(), identifierType: 'ILLIAD', identifier }],
});
