import { joinWithAnd } from '../../reshare/sentences';
import { languages } from '../../notices/messages/languages';
import type { WorkflowNode } from '../../n8n/n8nTypes';
import { canvasNoteOf, introductionOf, readTemplate } from './templateFiles';
import { templateGroups, type TemplateTexts } from './templateTexts';

const languagesInEnglish = joinWithAnd(
	Object.keys(languages).map((code) => new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code),
);

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
function asksForSignIn({ parameters }: WorkflowNode) {
	return [parameters.authentication, parameters.incomingAuthentication].includes('basicAuth');
}

/** Writes what n8n's template library asks of creators, in Markdown, by file name. The texts come from the template's own note. */
export function writeTemplateLibraryEntries(): Map<string, string> {
	const all = templateGroups.flatMap(({ templates }) => Object.entries(templates));
	return new Map(all.map(([name, texts]) => [`${name}.md`, listing(name, texts)]));
}

function listing(name: string, { title, audience }: TemplateTexts) {
	const template = readTemplate(name);
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

function part(note: string, heading: string) {
	return note.split(`\n### ${heading}\n`)[1]?.split('\n### ')[0]?.trim() ?? '';
}
