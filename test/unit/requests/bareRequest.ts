import type { PatronRequest } from '../../../reshare/requests/model/request';

/** A borrowing request of which nothing is known. */
export const bareRequest: PatronRequest = {
	id: 'one',
	references: [],
	rota: [],
	due: {},
	history: [],
	messages: [],
	conditions: [],
	side: 'borrowing',
};
