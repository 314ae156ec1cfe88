import type { PatronRequest } from './request';

/** In the place of a real patron, so that what is being tried out reaches nobody. */
export const inventedPatron = {
	patronId: 'TEST-PATRON',
	patronGivenName: 'Test',
	patronSurname: 'Patron',
	patronEmail: 'test.patron@example.org',
	patronGroup: 'test group',
} satisfies Partial<PatronRequest>;
