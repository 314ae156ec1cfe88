export * from './act';
export * from './changes';
export { atOrAfter, atOrBefore, before, canFilter, equals, equalsAny, filterValue, idAfter, type FilterProperty } from './filter';
export { isTransition, type Transition } from './history';
export * from './look';
export { RequestsClient, type ActionAnswer, type ListOptions } from './RequestsClient';
export type { Audit, Condition, DirectorySymbol, Notification, PatronCheck, PatronRequest, ReferenceData, RequestWithRaw, RotaEntry, Status } from './schemas';
export { supplierName } from './supplier';
export { describeState, isTerminalState, knownStates, stateNeedsStaff, type KnownState, type StateLabel } from './states';
