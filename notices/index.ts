/* Writes what people read about citations and requests. It knows neither n8n nor the network: an item goes in, notices come out. */

export { previewNotices, type PreviewedNotice } from './previewNotices';
export { readLibraryProfile, type LibraryProfile } from './libraryProfile';
export {
	writeStaffNotices,
	problemsOfCustomMessages,
	unknownLanguageIn,
	writeNotices,
	type CustomMessage,
	type Notice,
	type NoticeSettings,
	type SilenceReason,
	type WrittenNotices,
} from './writeNotices';
export { writeFailureNotice, writeList, type WrittenList } from './lists/writeList';
export { buildSpreadsheet } from './lists/buildSpreadsheet';
export type { ListSettings } from './lists/ListSettings';
export type { ListKind } from './lists/listKinds';
export { readPostedAnswer, type PostedAnswer } from './pages/readPostedAnswer';
export { writePage, type GivenPageSettings, type WrittenPage } from './pages/writePage';
export type { PageKind } from './pages/pageKinds';
export { writeSystemReport, type SystemReportMail } from './systems/writeSystemReport';
export { nextSystemStep } from './systems/nextSystemStep';
export type { IlliadOutcome } from './systems/illiadQueues';
export type { SystemTaskKind } from './systems/systemTaskKinds';
export type { SystemSettings } from './systems/SystemSettings';
export type { EndStep, SystemStep } from './systems/systemSteps';
export { failedExecutionOf, unsentStaffMailSentence, type WorkflowItem } from './workflowItem';
