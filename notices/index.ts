/*
 * This module writes what people read about citations and requests. It depends neither on n8n nor on the network: an item goes in, notices
 * come out.
 */

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
	type NoNoticeReason,
	type WrittenNotices,
} from './writeNotices';
export { writeFailureNotice, writeList, type WrittenList } from './lists/writeList';
export { buildSpreadsheet } from './lists/buildSpreadsheet';
export type { ListSettings } from './lists/ListSettings';
export type { ListKind } from './lists/listKinds';
export { readPostedActions, type PostedActions } from './webPages/postedForm';
export { writePage, type GivenWebPageSettings, type WrittenPage } from './webPages/writePage';
export type { WebPageKind } from './webPages/webPageKinds';
export { writeOtherSystemReport, type OtherSystemReportMail } from './otherSystems/writeOtherSystemReport';
export { nextOtherSystemStep } from './otherSystems/nextOtherSystemStep';
export type { IlliadOutcome } from './otherSystems/illiadOutcomes';
export type { OtherSystemTaskKind } from './otherSystems/otherSystemTaskKinds';
export type { OtherSystemSettings } from './otherSystems/OtherSystemSettings';
export type { EndStep, OtherSystemStep } from './otherSystems/otherSystemSteps';
export { failedExecutionOf, unsentStaffMailSentence, type WorkflowItem } from './workflowItem';
