import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** A box of the drawing. A file belongs to the first box whose pattern fits it. */
type Box = readonly [id: string, label: string, files: RegExp];

/** The boxes of each half of the client. Files that are in no box, such as the errors, are used everywhere and not drawn. */
const halves: Readonly<Record<string, readonly Box[]>> = {
	'reshare/inventory': [
		['index', 'SharedIndex, the port, and its words', /^reshare\/inventory\/(SharedIndex|inventoryRecord|availability)\.ts$/],
		['folio', 'folio/', /^reshare\/inventory\/folio\//],
		['vufind', 'vufind/ reservoir/ marc/', /^reshare\/inventory\/(vufind|reservoir|marc)\//],
		['find', 'find/ match/ openIndexes/', /^reshare\/inventory\/(find\/|match\/|openIndexes\/|[^/]+\.ts$)/],
	],
	'reshare/requests': [
		['model', 'model/', /^reshare\/requests\/model\//],
		['backend', 'port/, with RequestBackend', /^reshare\/requests\/port\//],
		['modrs', 'modrs/, with resolver/', /^reshare\/requests\/modrs\//],
		['crosslink', 'crosslink/', /^reshare\/requests\/crosslink\//],
		['work', 'create/ read/ act/ changes/ rules/ turnaround/', /^reshare\/requests\/(create|read|act|changes|rules|turnaround)\//],
	],
};

const others: readonly Box[] = [
	['nodes', 'nodes/ credentials/', /^(nodes|credentials)\//],
	['face', 'ReShare, the facade, with connection/', /^reshare\/((index|ReShare|requests\/Requests)\.ts$|connection\/)/],
	['directory', 'directory/', /^reshare\/directory\//],
	['okapi', 'okapi/', /^reshare\/okapi\//],
	['transport', 'transport/', /^reshare\/transport\//],
];

/** The ports, which are drawn as hexagons, with all arrows that lead to them. */
const ports: ReadonlySet<string> = new Set(['index', 'backend']);

const boxes = [...Object.values(halves).flat(), ...others];
const boxOf = (file: string): string | undefined => boxes.find(([, , files]) => files.test(file))?.[0];

/** Returns the files of the two halves that are in no box. */
export const findFilesMissingInPicture = (files: readonly string[]): string[] =>
	files.filter((file) => /^reshare\/(inventory|requests)\/[^/]+\//.test(file) && boxOf(file) === undefined);

/** Returns which box imports from which, as `one>other`. */
function arrows(root: string): Set<string> {
	const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const folders = ['nodes', 'credentials', 'reshare'];
	const options = ['--config', '.dependency-cruiser.mjs', '--include-only', `^(${folders.join('|')})/`, '--output-type', 'json'];
	const answer = execFileSync(process.execPath, [cruiser, ...options, ...folders], { cwd: root, maxBuffer: 2 ** 28, encoding: 'utf8' });
	const { modules } = JSON.parse(answer) as { modules: Array<{ source: string; dependencies: Array<{ resolved: string }> }> };
	const found = new Set<string>();
	for (const { source, dependencies } of modules) {
		for (const { resolved } of dependencies) {
			const [from, to] = [boxOf(source), boxOf(resolved)];
			if (from !== undefined && to !== undefined && from !== to) found.add(`${from}>${to}`);
		}
	}
	return found;
}

/** Leaves out each arrow that a longer way along other arrows replaces, unless it leads to a port. */
function withoutDetours(all: ReadonlySet<string>): string[] {
	const next = (id: string) => [...all].filter((arrow) => arrow.startsWith(`${id}>`)).map((arrow) => arrow.slice(id.length + 1));
	const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
		next(from).some((id) => id === to || (!seen.has(id) && reaches(id, to, seen.add(id))));
	return [...all].filter((arrow) => {
		const [from = '', to = ''] = arrow.split('>');
		return ports.has(to) || !next(from).some((id) => id !== to && reaches(id, to));
	});
}

/** Draws in Mermaid, which GitHub shows as a picture. */
function architecture(root: string): string {
	const drawBox = ([id, label]: Box): string => (ports.has(id) ? `${id}{{${label}}}` : `${id}[${label}]`);
	return [
		'```mermaid',
		'flowchart TB',
		...Object.entries(halves).flatMap(([label, inside], at) => [
			`\tsubgraph half${at} ["${label}"]`,
			...inside.map((box) => `\t\t${drawBox(box)}`),
			'\tend',
		]),
		...others.map((box) => `\t${drawBox(box)}`),
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
