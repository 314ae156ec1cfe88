export { findRequest, type FoundRequest } from './findRequest';
export { readRequestName, type RequestName } from './identify';
export { openRequestsOfPatron, type PatronsOpenRequests } from './openRequestsOfPatron';
export { lastStatusChange, readMoment, workingDaysBetween, type Stillness, type WorkingCalendar } from './stillness';
export { buildTimeline, type Refusal, type TimeInState, type Timeline, type TimelineEntry } from './timeline';
