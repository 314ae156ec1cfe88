import { mayStillBeProcessing } from '../../../../reshare/requests/model/request';
import { modRsRequestSchema } from '../../../../reshare/requests/modrs/toPatronRequest';

const now = Date.parse('2027-01-15T10:10:00Z') / 1000;
const fresh = { id: 'one', isRequester: true, dateCreated: '2027-01-15T10:00:00Z' };

it.each<[string, object, boolean]>([
	['a borrowing request for ten minutes after its creation', {}, true],
	['no request that is older than ten minutes', { dateCreated: '2027-01-15T09:59:59Z' }, false],
	['no request that has its number', { hrid: 'EAST-1' }, false],
	['no request whose history has begun', { audit: [{ id: 'a', dateCreated: '2027-01-15T10:00:01Z' }] }, false],
	['no lending request', { isRequester: false }, false],
	['no request without a creation time', { dateCreated: undefined }, false],
])('mayStillBeProcessing says which requests mod-rs may still be processing: %s', (_what, more, isBusy) =>
	expect(mayStillBeProcessing(modRsRequestSchema.parse({ ...fresh, ...more }).underWaySince, now)).toBe(isBusy),
);
