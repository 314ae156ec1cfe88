import { joinWithAnd } from '../../reshare/sentences';
import { languages } from '../../notices/messages/languages';
import { introductionOf, canvasNoteOf, readTemplate, listTemplateNames, type Template, type TemplateNode } from './writeTemplatePages';

const languagesInEnglish = joinWithAnd(
	Object.keys(languages).map((code) => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code),
);

/** The texts for n8n's template library: a title with verb, object and place, and the people for whom the template is. */
const rows: Readonly<Record<string, readonly [title: string, audience: string]>> = {
	alma: [
		'Borrow what patrons ask for in Alma through Project ReShare',
		'Libraries whose patrons ask in Ex Libris Alma, and that borrow through Project ReShare.',
	],
	'article-delivery': [
		'Deliver article copies from ReShare by email',
		'Libraries that get copies of articles and chapters through Project ReShare, and must count them for each journal.',
	],
	'cancel-request': [
		'Cancel ReShare requests from an email',
		'Libraries whose patrons want to withdraw an interlibrary loan request without calling the desk.',
	],
	'due-date-letters': [
		'Send ReShare due date letters by email',
		'Libraries that remind patrons before an interlibrary loan is due, and write when it is overdue.',
	],
	'end-of-rota': [
		'Hand over unfilled ReShare requests to another system',
		'Libraries that try another network or a purchase where no library of the consortium can fill a request.',
	],
	'find-or-review': [
		'Find and request books in ReShare with staff review',
		'Libraries that want staff to decide each doubtful match before a request is created.',
	],
	'guide-workflow': [
		'Create ReShare requests from an n8n form',
		'Libraries that begin: patrons ask in a form, and everything else happens by itself.',
	],
	illiad: [
		'Borrow what patrons ask for in ILLiad through Project ReShare',
		'Libraries whose patrons ask in OCLC ILLiad, and that borrow through Project ReShare.',
	],
	'isbn-list': [
		'Look up or request a list of ISBNs in ReShare',
		'Staff who have a reading list or a spreadsheet of ISBNs, and need an answer for each row.',
	],
	'lending-desk': [
		'Answer ReShare lending requests on one web page',
		'Lending staff who answer requests of other libraries and print pull slips, also on a phone.',
	],
	'lending-rules': [
		'Answer ReShare lending requests by your own rules',
		'Lenders whose answers follow rules, such as never lending reference books.',
	],
	'move-to-crosslink': [
		'Move open requests from mod-rs to CrossLink',
		"Libraries whose consortium changes from ReShare's mod-rs to CrossLink while requests are open.",
	],
	'patron-notices': [
		'Email patrons at each milestone of a ReShare loan',
		'Libraries that want to tell patrons when a request is shipped, arrives, is late or cannot be filled.',
	],
	'request-from-form': ['Request article copies in ReShare from an n8n form', 'Libraries whose patrons ask for articles and chapters.'],
	'request-from-webhook': [
		'Create ReShare requests from a webhook',
		'Libraries with a system of their own that can call a web address for each request.',
	],
	'scan-desk': [
		'Receive and ship ReShare items by barcode',
		'Staff who receive, send and return parcels, and want to scan instead of search.',
	],
	'send-until-taken': [
		'Resend emails from n8n until the mail server takes them',
		'Libraries whose mail server is sometimes away, and that must not lose a letter to a patron.',
	],
	'staff-assistant': [
		'Answer staff questions about ReShare in a chat',
		'Staff who would rather ask in their own words than look through lists.',
	],
	'staff-ticket': ['Open tickets for ReShare requests in a ticket system', 'Libraries whose staff work through tickets, here in Zammad.'],
	statistics: [
		'Email ReShare borrowing statistics as a spreadsheet',
		'Libraries that report interlibrary loan figures each month, without an analyst.',
	],
	'stuck-requests': ['Email a daily list of late ReShare requests', 'Staff who want to see each morning which requests take too long.'],
	'wait-for-status': [
		'Wait for a status of a ReShare request',
		'Builders of workflows who need a step that waits until a request is shipped, received or closed.',
	],
	'weekly-digest': [
		'Email a weekly digest of ReShare borrowing and lending',
		"Heads of a service who want the week's figures on one page.",
	],
};

/** What a node of each type requires, and how its owner can change it. */
const byType: Readonly<Record<string, { readonly needs?: string; readonly change?: (names: string) => string }>> = {
	'n8n-nodes-reshare.reShareSearch': { needs: "The credential ReShare Shared Inventory API: the consortium's shared inventory" },
	'n8n-nodes-reshare.reShareRequest': { needs: "The credential ReShare Okapi API: your library's account at ReShare" },
	'n8n-nodes-reshare.reShareCreateRequest': {
		needs: "The credential ReShare Okapi API: your library's account at ReShare",
		change: (names) => `Set ${names} to *Preview* to see what would be sent, without sending it.`,
	},
	'n8n-nodes-reshare.reShareRequestStatusTrigger': {
		needs: "The credential ReShare Okapi API: your library's account at ReShare",
		change: (names) => `Choose other events in ${names}.`,
	},
	'n8n-nodes-reshare.reShareNotice': {
		needs: "The credential ReShare Library Profile: your library's name, addresses and language",
		change: (names) => `Letters and lists are in ${languagesInEnglish}; change their wording in ${names}.`,
	},
	'n8n-nodes-base.emailSend': {
		needs: 'An SMTP account, to send email',
		change: (names) => `Replace ${names} with a chat or ticket node to notify people elsewhere.`,
	},
	'n8n-nodes-base.formTrigger': { change: (names) => `Change the fields and texts of the form in ${names}.` },
	'n8n-nodes-base.webhook': { change: (names) => `Choose how callers sign in under *Authentication* in ${names}.` },
	'n8n-nodes-base.scheduleTrigger': { change: (names) => `Change the times in ${names}.` },
	'n8n-nodes-base.httpRequest': {
		needs: 'An API key of the other system that is called',
		change: (names) => `Enter the addresses of your own system in ${names}.`,
	},
	'n8n-nodes-base.dataTable': { needs: 'A data table of n8n, which the setup describes' },
	'@n8n/n8n-nodes-langchain.lmChatOpenAi': {
		needs: 'An account of a chat model, such as OpenAI',
		change: (names) => `Replace ${names} with the chat model that your library may use.`,
	},
};

const signInNeed = 'The credential Basic Auth: how staff sign in';

/** Whether a page, form or webhook asks for a name and a password. */
function asksForSignIn({ parameters }: TemplateNode): boolean {
	return [parameters.authentication, parameters.incomingAuthentication].includes('basicAuth');
}

/** Writes what n8n's template library asks of creators, in Markdown, by file name. The texts come from the template's own note. */
export function writeTemplateLibraryEntries(): Map<string, string> {
	return new Map(listTemplateNames().map((name) => [`${name}.md`, listing(name, readTemplate(name))]));
}

function listing(name: string, template: Template): string {
	const row = rows[name];
	if (row === undefined) throw new Error(`Enter title and audience of '${name}' in scripts/templateDocs/writeTemplateLibraryEntries.ts`);
	const [title, audience] = row;
	const note = canvasNoteOf(template);
	const types = Object.entries(byType).map(([type, { needs, change }]) => {
		const names = template.nodes.filter((node) => node.type.replace(/Tool$/, '') === type).map((node) => `**${node.name}**`);
		return names.length === 0 ? {} : { needs, change: change?.(names.join(' and ')) };
	});
	const needs = new Set([...types.flatMap(({ needs }) => needs ?? []), ...(template.nodes.some(asksForSignIn) ? [signInNeed] : [])]);
	const changes = types.flatMap(({ change }) => change ?? []);
	return `${[
		`# ${title}`,
		'## Who is it for',
		`${audience} ${introductionOf(note)}`,
		'## How it works',
		part(note, 'How it works'),
		'## How to set up',
		part(note, 'Setup'),
		'## Requirements',
		['Self-hosted n8n 2.0 or later, with the community package n8n-nodes-reshare', ...needs].map((line) => `- ${line}`).join('\n'),
		'## How to customize',
		[...changes, 'Connect the outputs that your library needs: n8n drops what comes out of an output without a wire.']
			.map((line) => `- ${line}`)
			.join('\n'),
	].join('\n\n')}\n`;
}

function part(note: string, heading: string): string {
	return note.split(`\n### ${heading}\n`)[1]?.split('\n### ')[0]?.trim() ?? '';
}
