export { atOrAfter, atOrBefore, canFilter, equals, equalsAny, filterValue, type FilterProperty } from './filter';
export { RequestsClient, type ActionAnswer, type ListOptions } from './RequestsClient';
export type { Audit, Condition, DirectorySymbol, Notification, PatronCheck, PatronRequest, ReferenceData, RequestWithRaw, RotaEntry, Status } from './schemas';
export { describeState, isTerminalState, knownStates, stateNeedsStaff, type KnownState, type StateLabel } from './states';
