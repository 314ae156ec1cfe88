/* Writes what people read about citations and requests. It knows neither n8n nor the network: an item goes in, notices come out. */

export { previewNotices, type PreviewedNotice } from './preview';
export { readProfile, type Profile } from './profile';
export {
	noticesToStaff,
	problemsOf,
	unknownLanguage,
	writeNotices,
	type CustomMessage,
	type Notice,
	type NoticeSettings,
	type Silence,
	type Written,
} from './writeNotices';
export { listOfFailure, writeList, type List } from './lists/writeList';
export { spreadsheetOf } from './lists/spreadsheet';
export type { ListSettings } from './lists/settings';
export type { ListKind } from './lists/kinds';
export { readPostedAnswer, type PostedAnswer } from './pages/answers';
export { writePage, type Asking, type WrittenPage } from './pages/writePage';
export type { PageKind } from './pages/kinds';
export { summaryOf, type Account } from './systems/account';
export { nextStep } from './systems/nextStep';
export type { IlliadOutcome, SystemKind } from './systems/kinds';
export type { SystemSettings } from './systems/settings';
export type { End, SystemStep } from './systems/step';
export { failureOf, unsentToStaff, type WorkflowItem } from './item';
