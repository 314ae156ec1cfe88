export type { IdentifierKind, LibraryChoice, SharedIndex } from './SharedIndex';
export type { HoldingList, InventoryRecord, RecordList } from './records';
export { findEligible, type FindResult } from './find/findEligible';
export type { FindOptions, Reason as FindReason, Wish as InventoryWish } from './find/wish';
export { getInstance } from './getInstance';
export { searchInstances } from './searchInstances';
export { FolioIndex } from './folio/FolioIndex';
export { VufindIndex, type VufindAddress } from './vufind/VufindIndex';
