import { templateNames } from '../templateDocs/templateFiles';

export interface EditorPicture {
	/** The test of test/e2e that takes the picture. */
	readonly takenIn: string;
	/** The folders of the nodes that n8n's panel shows in the picture. */
	readonly panel?: readonly string[];
	/** The folder of the node that is open in the picture, and its operation. */
	readonly node?: string;
	readonly operation?: string;
	readonly credential?: 'OkapiApi' | 'ReShareInventoryApi';
}

const overModRs = 'editor.test.ts';
const overVufind = 'editorVufind.test.ts';
const overCrossLink = 'editorCrossLink.test.ts';

/** The pictures of docs/images, by file name. */
export const editorPictures: Readonly<Record<string, EditorPicture>> = {
	'search-words': {
		takenIn: overModRs,
		panel: ['ReShareSearch', 'ReShareCreateRequest', 'ReShareRequest', 'ReShareRequestStatusTrigger', 'ReShareNotice'],
	},
	'credential-library': { takenIn: overModRs, credential: 'OkapiApi' },
	'credential-refused': { takenIn: overModRs, credential: 'ReShareInventoryApi' },
	'find-eligible': { takenIn: overModRs, node: 'ReShareSearch', operation: 'findEligibleInstance' },
	'pickup-locations': { takenIn: overModRs, node: 'ReShareCreateRequest', operation: 'create' },
	created: { takenIn: overModRs, node: 'ReShareCreateRequest', operation: 'create' },
	cancelled: { takenIn: overModRs, node: 'ReShareRequest', operation: 'performAction' },
	'trigger-choices': { takenIn: overModRs, panel: ['ReShareRequestStatusTrigger'] },
	trigger: { takenIn: overModRs, node: 'ReShareRequestStatusTrigger' },
	execution: { takenIn: overModRs, panel: ['ReShareRequestStatusTrigger'] },
	'vufind-credential': { takenIn: overVufind, credential: 'ReShareInventoryApi' },
	'vufind-eligible': { takenIn: overVufind, node: 'ReShareSearch', operation: 'findEligibleInstance' },
	'crosslink-credential': { takenIn: overCrossLink, credential: 'OkapiApi' },
	'crosslink-created': { takenIn: overCrossLink, node: 'ReShareCreateRequest', operation: 'create' },
	'crosslink-timeline': { takenIn: overCrossLink, node: 'ReShareRequest', operation: 'getTimeline' },
	'crosslink-trigger': { takenIn: overCrossLink, node: 'ReShareRequestStatusTrigger' },
};

/** The pictures of pages that templates serve, in docs/templates/images. */
export const deskPagePictures: Readonly<Record<string, { readonly takenIn: string; readonly template: string }>> = {
	'lending-desk-page': { takenIn: 'templates/testDeskPagesInBrowser.ts', template: 'lending-desk' },
	'lending-desk-slips': { takenIn: 'templates/testDeskPagesInBrowser.ts', template: 'lending-desk' },
	'scan-desk-page': { takenIn: 'templates/testDeskPagesInBrowser.ts', template: 'scan-desk' },
};

/** Returns the names of all pictures: of the editor, of pages, and of each template's canvas. */
export function pictureNames(): string[] {
	return [...Object.keys(editorPictures), ...Object.keys(deskPagePictures), ...templateNames()];
}
