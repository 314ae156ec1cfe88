/* What users of the client need; everything else is internal. */

export { ReShare, type ReShareOptions } from './ReShare';
export type { LibraryAccess } from './connection/settings';
export { ReShareError, type ReShareErrorKind } from './errors';
export { normalizeAccount, tokenOf } from './okapi';
export type { Fetch } from './transport';
export { setClock, startDeadline, type Clock } from './clock';
export { withCallerTerms } from './withCallerTerms';

// Exports for the shared inventory.
export { recordFormOf } from './inventory/find/recordForm';
export type { FindResult } from './inventory/find/findEligible';
export type { FindOptions, Citation } from './inventory/find/findTypes';
export type { Inventory } from './inventory/Inventory';
export type { InventoryRecord } from './inventory/recordsAndHoldings';
export type { InstanceSearch } from './inventory/searchInstances';

// Turns a citation that another system has written into a request draft.
export { parseCitationIntoDraft } from './draft/parseCitationIntoDraft';

// Exports for the library's requests.
export { mapPickupName } from './directory';
export type { RequestAction } from './requests/model/actions';
export type { ActionResult } from './requests/act/performAction';
export type { PreviewResult } from './requests/create/previewRequest';
export type { CreateResult, InputProblem } from './requests/create/createTypes';
export type { PatronRequest } from './requests/model/request';
export type { ChoiceListName } from './requests/port/RequestBackend';
export type { RequestQuery } from './requests/port/RequestQuery';
export type { NewRequest, NewRequestOptions, Requests } from './requests/Requests';
export type { FoundRequest } from './requests/read/findRequest';
export { readMoment } from './requests/model/workingDays';
export type { AdviceName } from './requests/model/advice';
export type { CloseAs, Phase } from './requests/model/state';
export { readDay } from './requests/model/datesAndTimes';

// Exports for following the changes of requests.
export type { WantedEvent } from './requests/changes/changeCriteria';
export type { DeliveredChange, PollResult } from './requests/changes/emitChanges';
export type { Follower, FollowerOptions } from './requests/changes/Follower';
export type { ChangeItem } from './requests/changes/changeItem';
export type { PatronDetails } from './requests/model/masking';
export type { FollowerProgress } from './requests/changes/resumeCursor';
