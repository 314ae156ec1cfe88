export type { IdentifierKind, IndexQuery, LibraryChoice, Page, SharedIndex, SortBy, TitleQuery } from './SharedIndex';
export type { Holding, HoldingList, InventoryRecord, Item, RecordIdentifiers, RecordList } from './records';
export { normalizeSymbol, type Availability } from './availability';
export { failedLookUp, findEligible, type FindResult } from './find/findEligible';
export { formOf, type Form as InventoryFormat } from './find/form';
export type { AcceptableReason, Candidate, EligibleReason, FindOptions, MatchedBy, NotAvailableReason, Outcome as FindOutcome, Reason as FindReason, ReviewReason, Wish as InventoryWish } from './find/wish';
export { getInstance, type InstanceDetails, type HoldingDetails } from './getInstance';
export { searchInstances, type InstanceSearch } from './searchInstances';
export { FolioIndex } from './folio/FolioIndex';
