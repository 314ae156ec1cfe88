/** Draws the client's folders and their imports into CONTRIBUTING.md, for `npm run docs`. A test fails if the picture is out of date. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Room {
	readonly id: string;
	readonly label: string;
	readonly files: RegExp;
	/** A port is drawn as a gate. */
	readonly isPort?: boolean;
}

interface Half {
	readonly label: string;
	readonly rooms: readonly Room[];
}

/** A file belongs to the first room whose pattern fits it. Files that fit none, such as the errors, are used everywhere and not drawn. */
const halves: readonly Half[] = [
	{
		label: 'reshare/inventory',
		rooms: [
			{
				id: 'index',
				label: 'SharedIndex, the port, and its words',
				files: /^reshare\/inventory\/(SharedIndex|inventoryRecord|availability)\.ts$/,
				isPort: true,
			},
			{ id: 'folio', label: 'folio/', files: /^reshare\/inventory\/folio\// },
			{ id: 'vufind', label: 'vufind/ reservoir/ marc/', files: /^reshare\/inventory\/(vufind|reservoir|marc)\// },
			{ id: 'find', label: 'find/ match/ openIndexes/', files: /^reshare\/inventory\/(find\/|match\/|openIndexes\/|[^/]+\.ts$)/ },
		],
	},
	{
		label: 'reshare/requests',
		rooms: [
			{ id: 'model', label: 'model/', files: /^reshare\/requests\/model\// },
			{ id: 'backend', label: 'port/, with RequestBackend', files: /^reshare\/requests\/port\//, isPort: true },
			{ id: 'modrs', label: 'modrs/, with resolver/', files: /^reshare\/requests\/modrs\// },
			{ id: 'crosslink', label: 'crosslink/', files: /^reshare\/requests\/crosslink\// },
			{
				id: 'work',
				label: 'create/ read/ act/ changes/ rules/ turnaround/',
				files: /^reshare\/requests\/(create|read|act|changes|rules|turnaround)\//,
			},
		],
	},
];

const others: readonly Room[] = [
	{ id: 'nodes', label: 'nodes/ credentials/', files: /^(nodes|credentials)\// },
	{ id: 'face', label: 'ReShare, the facade, with connection/', files: /^reshare\/((index|ReShare|requests\/Requests)\.ts$|connection\/)/ },
	{ id: 'directory', label: 'directory/', files: /^reshare\/directory\// },
	{ id: 'okapi', label: 'okapi/', files: /^reshare\/okapi\// },
	{ id: 'transport', label: 'transport/', files: /^reshare\/transport\// },
];

const rooms = [...halves.flatMap((half) => half.rooms), ...others];
/** Returns the files of the two halves that are in no room. */
export const filesWithoutRoom = (files: readonly string[]): string[] =>
	files.filter((file) => /^reshare\/(inventory|requests)\/[^/]+\//.test(file) && roomOf(file) === undefined);
const roomOf = (file: string): Room | undefined => rooms.find(({ files }) => files.test(file));

/** Returns which room uses which, as `one>other`. */
function arrows(root: string): Set<string> {
	const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const answer = execFileSync(
		process.execPath,
		[
			cruiser,
			'--config',
			'.dependency-cruiser.mjs',
			'--include-only',
			'^(nodes|credentials|reshare)/',
			'--output-type',
			'json',
			'nodes',
			'credentials',
			'reshare',
		],
		{ cwd: root, maxBuffer: 2 ** 28, encoding: 'utf8' },
	);
	const { modules } = JSON.parse(answer) as { modules: Array<{ source: string; dependencies: Array<{ resolved: string }> }> };
	const found = new Set<string>();
	for (const { source, dependencies } of modules) {
		for (const { resolved } of dependencies) {
			const [from, to] = [roomOf(source), roomOf(resolved)];
			if (from !== undefined && to !== undefined && from !== to) found.add(`${from.id}>${to.id}`);
		}
	}
	return found;
}

/** Leaves out each use that follows from two others, unless it leads to a port. */
function withoutDetours(all: ReadonlySet<string>): string[] {
	const next = (id: string) => [...all].filter((arrow) => arrow.startsWith(`${id}>`)).map((arrow) => arrow.slice(id.length + 1));
	const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
		next(from).some((id) => id === to || (!seen.has(id) && reaches(id, to, seen.add(id))));
	return [...all].filter((arrow) => {
		const [from = '', to = ''] = arrow.split('>');
		return rooms.some(({ id, isPort }) => id === to && isPort === true) || !next(from).some((id) => id !== to && reaches(id, to));
	});
}

/** Draws in Mermaid, which GitHub shows as a picture. */
function architecture(root: string): string {
	const box = ({ id, label, isPort }: Room) => (isPort === true ? `${id}{{${label}}}` : `${id}[${label}]`);
	return [
		'```mermaid',
		'flowchart TB',
		...halves.flatMap((half, at) => [`\tsubgraph half${at} ["${half.label}"]`, ...half.rooms.map((room) => `\t\t${box(room)}`), '\tend']),
		...others.map((room) => `\t${box(room)}`),
		...withoutDetours(arrows(root))
			.sort()
			.map((arrow) => `\t${arrow.replace('>', '-->')}`),
		'```',
	].join('\n');
}

const [begin, end] = ['<!-- drawn by npm run docs -->', '<!-- until here -->'];

export function withArchitecturePicture(text: string, root: string): string {
	const [before = '', rest = ''] = text.split(begin);
	return `${before}${begin}\n${architecture(root)}\n${end}${rest.split(end)[1] ?? ''}`;
}

if (require.main === module) {
	const root = join(__dirname, '..');
	const file = join(root, 'CONTRIBUTING.md');
	writeFileSync(file, withArchitecturePicture(readFileSync(file, 'utf8'), root));
}
