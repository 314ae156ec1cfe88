import { randomUUID } from 'node:crypto';

/** Returns the fields in which a request of mod-rs has its reference if the resolver made it. */
export const modRsReferenceFields = (identifier: string) => ({
	requestIdentifiers: [{ id: randomUUID(), identifierType: 'ILLIAD', identifier }],
});
