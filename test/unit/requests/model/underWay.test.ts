import type { PatronRequest } from '../../../../reshare/requests/model/request';
import { awaitsVerdict } from '../../../../reshare/requests/model/underWay';

const now = Date.parse('2027-01-15T10:10:00Z') / 1000;
const fresh: PatronRequest = { id: 'one', createdAt: '2027-01-15T10:00:00Z', references: [], rota: [], due: {}, history: [], messages: [], conditions: [], side: 'borrowing' };

it.each<[string, Partial<PatronRequest>, boolean]>([
	['for ten minutes', {}, true],
	['no longer', { createdAt: '2027-01-15T09:59:59Z' }, false],
	['not once it has its number', { hrid: 'EAST-1' }, false],
	['not once its history has begun', { history: [{ id: 'a', at: '2027-01-15T10:00:01Z' }] }, false],
	['never of a lending one', { side: 'lending' }, false],
	['never of one that does not say when it was made', { createdAt: undefined }, false],
])('a new request awaits its verdict %s', (_what, more, awaits) => expect(awaitsVerdict({ ...fresh, ...more }, now)).toBe(awaits));
