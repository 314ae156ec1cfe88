import { mayStillBeProcessing } from '../../../../reshare/requests/model/request';
import { modRsRequestSchema } from '../../../../reshare/requests/modrs/readRequest';

const now = Date.parse('2027-01-15T10:10:00Z') / 1000;
const fresh = { id: 'one', isRequester: true, dateCreated: '2027-01-15T10:00:00Z' };

it.each<[string, object, boolean]>([
	['for ten minutes', {}, true],
	['no longer', { dateCreated: '2027-01-15T09:59:59Z' }, false],
	['not once it has its number', { hrid: 'EAST-1' }, false],
	['not once its history has begun', { audit: [{ id: 'a', dateCreated: '2027-01-15T10:00:01Z' }] }, false],
	['never a lending one', { isRequester: false }, false],
	['never one that does not say when it was made', { dateCreated: undefined }, false],
])('mod-rs counts as still processing a new request %s', (_what, more, isBusy) =>
	expect(mayStillBeProcessing(modRsRequestSchema.parse({ ...fresh, ...more }).underWaySince, now)).toBe(isBusy),
);
