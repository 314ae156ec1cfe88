/* Writes what people read about wishes and requests. Knows no n8n and no network: an item in, notices out. */

export { readProfile, type Profile } from './profile';
export { noticesToStaff, problemsOf, unknownLanguage, writeNotices, type ChangedWords, type Notice, type NoticeSettings, type Silence, type Written } from './writeNotices';
export { listOfFailure, writeList, type List } from './lists/writeList';
export type { ListSettings } from './lists/settings';
export type { ListKind } from './lists/kinds';
export { readAnswer, type DeskAnswer } from './pages/answers';
export { writePage, type Asking, type Page } from './pages/writePage';
export type { PageKind } from './pages/kinds';
export { accountOf, type Account } from './systems/account';
export { nextStep } from './systems/nextStep';
export type { IlliadOutcome, SystemKind } from './systems/kinds';
export type { SystemSettings } from './systems/settings';
export type { End, Step } from './systems/step';
export { failureOf, unsentToStaff, type Item } from './item';
