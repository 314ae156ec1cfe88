import { testDueDateLetters } from './templates/testDueDateLetters';
import { testEndOfRota } from './templates/testEndOfRota';
import { testMoveToCrossLink } from './templates/testMoveToCrossLink';
import { testPatronNotices, testStaffTickets } from './templates/testPatronNotices';
import { testSendUntilTaken } from './templates/testSendUntilTaken';
import { testStatistics } from './templates/testStatistics';
import { testStuckRequests } from './templates/testStuckRequests';
import { templateSuites, testTemplates } from './templates/testTemplates';
import { testWaitForStatus } from './templates/testWaitForStatus';
import { testWeeklyDigest } from './templates/testWeeklyDigest';
import { testZammadTickets } from './templates/testZammadTickets';

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
