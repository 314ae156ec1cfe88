import { testArticleDelivery } from './templates/testArticleDelivery';
import { testRequestFromForm } from './templates/testRequestFromForm';
import { testGuideWorkflow } from './templates/testGuideWorkflow';
import { testFindOrReview } from './templates/testFindOrReview';
import { testIsbnList } from './templates/testIsbnList';
import { testStaffAssistant } from './templates/testStaffAssistant';
import { templateSuites, testTemplates } from './templates/testTemplates';
import { testRequestFromWebhook } from './templates/testRequestFromWebhook';

describe('templates that create requests', () => {
	testTemplates(templateSuites.requesting, (bench) => {
		describe('guide-workflow', () => testGuideWorkflow(bench));
		describe('find-or-review', () => testFindOrReview(bench));
		describe('request-from-form', () => testRequestFromForm(bench));
		describe('article-delivery', () => testArticleDelivery(bench));
		describe('request-from-webhook', () => testRequestFromWebhook(bench));
		describe('isbn-list', () => testIsbnList(bench));
		describe('staff-assistant', () => testStaffAssistant(bench));
	});
});
