import type { WorkflowFile, WorkflowNode } from '../../../n8n/n8nTypes';

/** The part of n8n's /types/nodes.json that the rules use. */
export interface NodeTypeEntry {
	readonly name: string;
	readonly version: number | readonly number[];
	readonly defaults: { readonly name?: string };
	readonly group: readonly string[];
	readonly outputs?: unknown;
}

const stickyType = 'n8n-nodes-base.stickyNote';
const mailType = 'n8n-nodes-base.emailSend';

/** Returns one sentence for each violation of n8n's rules for published templates, and of this package's own rules. */
export function findTemplateRuleViolations(template: WorkflowFile, types: readonly NodeTypeEntry[]) {
	const stickies = template.nodes.filter(({ type }) => type === stickyType);
	const nodes = template.nodes.filter(({ type }) => type !== stickyType);
	return [
		...fileRules(template),
		...overviewRules(stickies, template.nodes),
		...sectionRules(stickies, nodes),
		...nodes.flatMap((node) => nodeRules(node, types)),
		...connectionRules(template, nodes, types),
		...errorRules(template, nodes),
		...repeatRules(nodes),
		...plainRules(nodes),
		...sendingRules(nodes),
	];
}

function fileRules(template: WorkflowFile) {
	const text = JSON.stringify(template);
	const allowed = ['name', 'nodes', 'connections', 'settings', 'pinData'];
	const broken = Object.keys(template)
		.filter((key) => !allowed.includes(key))
		.map((key) => `The file has '${key}', which belongs to one n8n`);
	if (template.settings?.executionOrder !== 'v1') broken.push('executionOrder is not v1');
	if (Object.keys((template as { pinData?: object }).pinData ?? {}).length > 0) broken.push('It has pinned data');
	for (const [address] of text.matchAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g)) {
		if (!/@(?:[\w-]+\.)*example\.(?:edu|org|com)$/.test(address)) broken.push(`${address} is no invented address`);
	}
	if (/\$env\b/.test(text)) broken.push('It reads the environment');
	return broken;
}

function overviewRules(stickies: readonly WorkflowNode[], all: readonly WorkflowNode[]) {
	const overviews = stickies.filter((sticky) => sticky.parameters.color === 1);
	const [overview] = overviews;
	if (overviews.length !== 1 || overview === undefined) return [`There are ${overviews.length} overview notes`];
	const words = wordsOf(overview);
	const broken: string[] = [];
	if (words < 100 || words > 300) broken.push(`The overview has ${words} words`);
	for (const heading of ['How it works', 'Setup']) {
		if (!new RegExp(`^#+ ${heading}$`, 'm').test(contentOf(overview))) broken.push(`The overview has no heading '${heading}'`);
	}
	const others = all.filter((node) => node !== overview);
	if (others.some(({ position }) => position[0] <= overview.position[0] || position[1] < overview.position[1]))
		broken.push('The overview is not at the top left');
	return broken;
}

function sectionRules(stickies: readonly WorkflowNode[], nodes: readonly WorkflowNode[]) {
	const sections = stickies.filter((sticky) => sticky.parameters.color !== 1);
	const broken = sections.filter((sticky) => sticky.parameters.color !== 7).map(({ name }) => `The note '${name}' is not white`);
	broken.push(
		...sections.filter((sticky) => wordsOf(sticky) >= 50).map((sticky) => `The note '${sticky.name}' has ${wordsOf(sticky)} words`),
	);
	if (nodes.length >= 4 && sections.length === 0) broken.push('There are no notes for the sections');
	return broken;
}

function nodeRules(node: WorkflowNode, types: readonly NodeTypeEntry[]) {
	const versions = types.filter(({ name }) => name === node.type);
	if (versions.length === 0) return [`n8n knows no node of the type ${node.type}`];
	const broken: string[] = [];
	if (!versions.some(({ version }) => [version].flat().includes(node.typeVersion)))
		broken.push(`${node.type} has no version ${String(node.typeVersion)}`);
	if (node.credentials !== undefined) broken.push(`'${node.name}' has a credential`);
	const standard = versions.map(({ defaults }) => defaults.name ?? '');
	if (standard.some((name) => node.name.replace(/\d+$/, '') === name)) broken.push(`'${node.name}' still has the name of its type`);
	// A failed item of ReShare Search leaves by Needs Review together with its citation, which the error output would lose.
	const isHidden = node.onError === 'continueRegularOutput' && node.type !== 'n8n-nodes-reshare.reShareSearch';
	if (isHidden) broken.push(`'${node.name}' hides failures`);
	return broken;
}

function connectionRules(template: WorkflowFile, nodes: readonly WorkflowNode[], types: readonly NodeTypeEntry[]) {
	const names = new Set(nodes.map(({ name }) => name));
	const targets = new Set<string>();
	const broken: string[] = [];
	if (names.size !== nodes.length) broken.push('Two nodes have the same name');
	for (const [from, byKind] of Object.entries(template.connections)) {
		if (!names.has(from)) broken.push(`A connection starts at '${from}', which is not there`);
		for (const { node } of Object.values(byKind as Record<string, Array<Array<{ node: string }> | null>>).flatMap((outputs) =>
			outputs.flatMap((wires) => wires ?? []),
		)) {
			if (!names.has(node)) broken.push(`A connection goes to '${node}', which is not there`);
			targets.add(node);
		}
	}
	for (const node of nodes) {
		const isTrigger = types.some(({ name, group }) => name === node.type && group.includes('trigger'));
		if (!isTrigger && !targets.has(node.name) && template.connections[node.name] === undefined)
			broken.push(`'${node.name}' is connected to nothing`);
	}
	for (const [, name = ''] of JSON.stringify(nodes.map(({ parameters }) => parameters)).matchAll(/\$\('([^']+)'\)/g)) {
		if (!names.has(name)) broken.push(`An expression speaks of '${name}', which is not there`);
	}
	return broken;
}

/**
 * Checks nodes that may fail without ending the workflow: a wire must lead on, or another node must read the failures by the node's name.
 */
function errorRules(template: WorkflowFile, nodes: readonly WorkflowNode[]) {
	const text = JSON.stringify(nodes.map(({ parameters }) => parameters));
	return nodes
		.filter(({ onError }) => onError === 'continueErrorOutput')
		.filter(({ name }) => {
			const outputs = (template.connections[name] as { main?: Array<unknown[] | null> } | undefined)?.main ?? [];
			const isWired = outputs.length > 1 && (outputs.at(-1)?.length ?? 0) > 0;
			const isRead = text.includes(`$('${name}').all(`) || text.includes(`itemsOf('${name}'`) || text.includes(`note('${name}'`);
			return !isWired && !isRead;
		})
		.map(({ name }) => `Nothing follows when '${name}' fails`);
}

/** Checks that an item which n8n delivers twice is sent only once. */
function repeatRules(nodes: readonly WorkflowNode[]) {
	if (
		!nodes.some(isTrigger) ||
		nodes.some(({ type, parameters }) => type === 'n8n-nodes-base.removeDuplicates' && JSON.stringify(parameters).includes('$json.eventId'))
	)
		return [];
	return ['It may tell the same twice'];
}

/** Checks that a template has no code, and the library's own settings only in its profile. test/unit/templates limits nodes and expressions. */
function plainRules(nodes: readonly WorkflowNode[]) {
	const broken: string[] = [];
	for (const { name, type, parameters } of nodes) {
		const text = JSON.stringify(parameters, (key, value: unknown) => (key === 'placeholder' ? undefined : value));
		const own = /[\w.-]+@[\w.-]*example\.\w+|US-EAST|EAST-(?:MAIN|SCI)/.exec(text);
		if (own !== null) broken.push(`'${name}' holds ${own[0]}, which belongs into the Library Profile`);
		if (type === 'n8n-nodes-base.code') broken.push(`'${name}' is a program`);
		if (/\b(?:SLNP_)?(?:REQ|RES)_[A-Z_]+|'[A-Z]+_[A-Z_]+'/.test(text)) broken.push(`'${name}' names a state by its code`);
	}
	return broken;
}

/** Checks that what ReShare Notice has written is sent as it is, that unsent mails are handled, and that failures are reported. */
function sendingRules(nodes: readonly WorkflowNode[]) {
	const mails = nodes.filter(({ type }) => type === mailType);
	// A page, a chat or a person who runs the workflow by hand sees the failure.
	const isWatched = mails.length === 0 && !nodes.some(isTrigger);
	const broken = isWatched || nodes.some(({ type }) => type === 'n8n-nodes-base.errorTrigger') ? [] : ['Nobody hears when it fails'];
	const severalAtOnce = nodes.some(isTrigger);
	for (const { name, parameters, onError, retryOnFail } of mails) {
		for (const [parameter, field] of [
			['fromEmail', 'from'],
			['subject', 'subject'],
			['text', 'text'],
			['html', 'html'],
		])
			if (parameters[parameter ?? ''] !== `={{ $json.${field ?? ''} }}`) broken.push(`'${name}' does not send ${field ?? ''} as it is`);
		if (parameters.emailFormat !== 'both') broken.push(`'${name}' is not both plain text and HTML`);
		if ((parameters.options as { appendAttribution?: boolean }).appendAttribution !== false) broken.push(`'${name}' adds an advertisement`);
		// n8n tries all items of a node again, even those that were already sent.
		if (severalAtOnce && retryOnFail === true) broken.push(`'${name}' may send the same twice`);
		if (severalAtOnce && onError !== 'continueErrorOutput') broken.push(`'${name}' keeps others back when one is not taken`);
	}
	return broken;
}

function isTrigger({ type }: WorkflowNode) {
	return type === 'n8n-nodes-reshare.reShareRequestStatusTrigger';
}

function contentOf(sticky: WorkflowNode) {
	return String(sticky.parameters.content ?? '');
}

function wordsOf(sticky: WorkflowNode) {
	return contentOf(sticky)
		.split(/\s+/)
		.filter((word) => /\w/.test(word)).length;
}
