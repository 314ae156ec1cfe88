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
	testTemplates(templateSuites.following, (bench) => {
		describe('patron-notices', () => testPatronNotices(bench));
		describe('due-date-letters', () => testDueDateLetters(bench));
		describe('staff-ticket', () => testStaffTickets(bench));
		describe('tickets in Zammad', () => testZammadTickets(bench));
		describe('stuck-requests', () => testStuckRequests(bench));
		describe('end-of-rota', () => testEndOfRota(bench));
		describe('weekly-digest', () => testWeeklyDigest(bench));
		describe('statistics', () => testStatistics(bench));
		describe('send-until-taken', () => testSendUntilTaken(bench));
		describe('wait-for-status', () => testWaitForStatus(bench));
		describe('move-to-crosslink', () => testMoveToCrossLink(bench));
	});
});
