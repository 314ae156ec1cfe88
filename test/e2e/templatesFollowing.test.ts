import { testDueDateLetters } from './templates/dueDateLetters';
import { testEndOfRota } from './templates/endOfRota';
import { testMoveToCrossLink } from './templates/moveToCrossLink';
import { testPatronNotices, testStaffTickets } from './templates/patronNotices';
import { testSendUntilTaken } from './templates/sendUntilTaken';
import { testStatistics } from './templates/statistics';
import { testStuckRequests } from './templates/stuckRequests';
import { templateSuites, testTemplates } from './templates/suites';
import { testWaitForStatus } from './templates/waitForStatus';
import { testWeeklyDigest } from './templates/weeklyDigest';
import { testZammadTickets } from './templates/zammad';

describe('templates that follow requests', () => {
	testTemplates(templateSuites.following, (current) => {
		describe('patron-notices', () => testPatronNotices(current));
		describe('due-date-letters', () => testDueDateLetters(current));
		describe('staff-ticket', () => testStaffTickets(current));
		describe('tickets in Zammad', () => testZammadTickets(current));
		describe('stuck-requests', () => testStuckRequests(current));
		describe('end-of-rota', () => testEndOfRota(current));
		describe('weekly-digest', () => testWeeklyDigest(current));
		describe('statistics', () => testStatistics(current));
		describe('send-until-taken', () => testSendUntilTaken(current));
		describe('wait-for-status', () => testWaitForStatus(current));
		describe('move-to-crosslink', () => testMoveToCrossLink(current));
	});
});
