/* What users of the client need; everything else is internal. */

export { ReShare, type ReShareOptions } from './ReShare';
export type { LibraryAccess } from './connection/access';
export { ReShareError, type ReShareErrorKind } from './errors';
export { normalizeAccount } from './okapi';
export { tokenOf } from './process';
export type { Fetch } from './transport';
export { setClock, startDeadline, type Clock } from './clock';
export { withTerms } from './withTerms';

// The shared inventory.
export { formOf } from './inventory/find/recordForm';
export type { FindResult } from './inventory/find/findEligible';
export type { FindOptions, Citation } from './inventory/find/citation';
export type { Inventory } from './inventory/Inventory';
export type { InventoryRecord } from './inventory/records';
export type { InstanceSearch } from './inventory/searchInstances';

// What both are asked for.
export { parseReference } from './draft/citation';

// The library's requests.
export { mapPickupName } from './directory';
export type { RequestAction } from './requests/model/actions';
export type { ActionResult } from './requests/act/performAction';
export type { PreviewResult } from './requests/create/previewRequest';
export type { CreateResult, InputProblem } from './requests/create/optionsAndResult';
export type { PatronRequest } from './requests/model/request';
export type { ChoiceList, RequestQuery } from './requests/port/RequestBackend';
export type { NewRequest, NewRequestOptions, Requests } from './requests/Requests';
export type { FoundRequest } from './requests/read/findRequest';
export { readMoment } from './requests/model/workingDays';
export type { AdviceName } from './requests/model/advice';
export type { CloseAs, Phase } from './requests/model/state';
export { readDay } from './requests/model/datesAndTimes';

// Their changes.
export type { WantedEvent } from './requests/changes/eventOfChange';
export type { DeliveredChange, PollResult } from './requests/changes/emit';
export type { Follower, Following } from './requests/changes/Follower';
export type { ChangeItem } from './requests/changes/changeItem';
export type { PatronDetails } from './requests/model/masking';
export type { Progress } from './requests/changes/resumeCursor';
