import { testArticleDelivery } from './templates/articleDelivery';
import { testArticleForm } from './templates/requestFromForm';
import { testGuideWorkflow } from './templates/testGuideWorkflow';
import { testFindOrReview } from './templates/findOrReview';
import { testIsbnList } from './templates/isbnList';
import { testStaffAssistant } from './templates/staffAssistant';
import { templateSuites, testTemplates } from './templates/suites';
import { testWebhook } from './templates/requestFromWebhook';

describe('templates that create requests', () => {
	testTemplates(templateSuites.requesting, (bench) => {
		describe('guide-workflow', () => testGuideWorkflow(bench));
		describe('find-or-review', () => testFindOrReview(bench));
		describe('request-from-form', () => testArticleForm(bench));
		describe('article-delivery', () => testArticleDelivery(bench));
		describe('request-from-webhook', () => testWebhook(bench));
		describe('isbn-list', () => testIsbnList(bench));
		describe('staff-assistant', () => testStaffAssistant(bench));
	});
});
