import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

interface Box {
	/** The files and folders of the box. A file belongs to the first box that has it or a folder above it. */
	readonly has: readonly string[];
	/** The label, if it is not the names of the folders. */
	readonly label?: string;
}

/** The boxes of each half of the client. Files that are in no box, such as the errors, are used everywhere and not drawn. */
const halves: Readonly<Record<string, Readonly<Record<string, Box>>>> = {
	'reshare/inventory': {
		index: { has: ['SharedIndex.ts', 'recordsAndHoldings.ts', 'availability.ts'], label: 'SharedIndex, the port, and its words' },
		folio: { has: ['folio'] },
		vufind: { has: ['vufind', 'reservoir', 'marc'] },
		find: { has: ['find', 'match', 'openIndexes'] },
	},
	'reshare/requests': {
		model: { has: ['model'] },
		backend: { has: ['port'], label: 'port/, with RequestBackend' },
		modrs: { has: ['modrs'], label: 'modrs/, with resolver/' },
		crosslink: { has: ['crosslink'] },
		work: { has: ['create', 'read', 'act', 'changes', 'rules', 'turnaround'] },
	},
};

const others: Readonly<Record<string, Box>> = {
	nodes: { has: ['nodes', 'credentials'] },
	face: {
		has: ['reshare/index.ts', 'reshare/ReShare.ts', 'reshare/requests/Requests.ts', 'reshare/connection'],
		label: 'ReShare, the facade, with connection/',
	},
	directory: { has: ['reshare/directory.ts'], label: 'directory.ts' },
	okapi: { has: ['reshare/okapi'], label: 'okapi/' },
	transport: { has: ['reshare/transport'], label: 'transport/' },
};

/** The ports, which are drawn as hexagons, with all arrows that lead to them. */
const ports: ReadonlySet<string> = new Set(['index', 'backend']);

const idByPath = new Map(
	[...Object.entries(halves).map(([half, boxes]) => [`${half}/`, boxes] as const), ['', others] as const].flatMap(([folder, boxes]) =>
		Object.entries(boxes).flatMap(([id, { has }]) => has.map((path) => [`${folder}${path}`, id] as const)),
	),
);

function boxOf(file: string) {
	return [...idByPath].find(([path]) => file === path || file.startsWith(`${path}/`))?.[1];
}

/** Returns the files of the two halves that are in no box. */
export const findFilesMissingInPicture = (files: readonly string[]): string[] =>
	files.filter((file) => /^reshare\/(inventory|requests)\/[^/]+\//.test(file) && boxOf(file) === undefined);

/** Returns which box imports from which, as `one>other`. */
function arrows(root: string) {
	const found = new Set<string>();
	for (const source of globSync('{nodes,credentials,reshare}/**/*.ts', { cwd: root })) {
		for (const { fileName } of ts.preProcessFile(readFileSync(join(root, source), 'utf8')).importedFiles) {
			const [from, to] = [
				boxOf(source),
				boxOf(`${join(dirname(source), fileName)}.ts`) ?? boxOf(join(dirname(source), fileName, 'index.ts')),
			];
			if (from !== undefined && to !== undefined && from !== to) found.add(`${from}>${to}`);
		}
	}
	return found;
}

/** Leaves out each arrow that a longer way along other arrows replaces, unless it leads to a port. */
function withoutDetours(all: ReadonlySet<string>) {
	const next = (id: string) => [...all].filter((arrow) => arrow.startsWith(`${id}>`)).map((arrow) => arrow.slice(id.length + 1));
	const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
		next(from).some((id) => id === to || (!seen.has(id) && reaches(id, to, seen.add(id))));
	return [...all].filter((arrow) => {
		const [from = '', to = ''] = arrow.split('>');
		return ports.has(to) || !next(from).some((id) => id !== to && reaches(id, to));
	});
}

/** Draws in Mermaid, which GitHub shows as a picture. */
function architecture(root: string) {
	const drawBox = ([id, { has, label = has.map((folder) => `${folder}/`).join(' ') }]: [string, Box]): string =>
		ports.has(id) ? `${id}{{${label}}}` : `${id}[${label}]`;
	return [
		'```mermaid',
		'flowchart TB',
		...Object.entries(halves).flatMap(([label, inside], at) => [
			`\tsubgraph half${at} ["${label}"]`,
			...Object.entries(inside).map((box) => `\t\t${drawBox(box)}`),
			'\tend',
		]),
		...Object.entries(others).map((box) => `\t${drawBox(box)}`),
		...withoutDetours(arrows(root))
			.sort()
			.map((arrow) => `\t${arrow.replace('>', '-->')}`),
		'```',
	].join('\n');
}

const [begin, end] = ['<!-- drawn by npm run docs -->', '<!-- until here -->'];

/** Draws the client's folders and their imports into CONTRIBUTING.md. */
export function withArchitecturePicture(text: string, root: string): string {
	const [before = '', rest = ''] = text.split(begin);
	return `${before}${begin}\n${architecture(root)}\n${end}${rest.split(end)[1] ?? ''}`;
}
