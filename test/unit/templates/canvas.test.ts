import { loadNodeDescription, nodeFolders } from '../../../scripts/nodeDocs/writeNodePages';
import { templates } from './readTemplates';

interface CanvasNode {
	readonly name: string;
	readonly type: string;
	readonly position: readonly [number, number];
	readonly onError?: string;
	readonly parameters: {
		readonly content?: string;
		readonly width?: number;
		readonly height?: number;
		readonly color?: number;
		readonly operation?: string;
		readonly numberOutputs?: number;
		readonly rules?: { readonly values: readonly unknown[] };
		readonly options?: { readonly fallbackOutput?: string };
	};
}

interface Box {
	readonly name: string;
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/**
 * The size of a node: n8n 2 draws a square, which is higher for each output beyond the second. Below it are the name, which may be wider
 * and take two lines, and a line of small print.
 */
const side = 96;
const moreForOutput = 32;
const nameHeight = 47;
const secondLine = 20;
const longName = 22;
const nameOverhang = 20;
/** The width that an agent's connections below it need. */
const agentWidth = 256;

/** The outputs of the package's own nodes, by operation. */
const ownOutputs = new Map<string, Readonly<Record<string, readonly unknown[]>>>();

beforeAll(async () => {
	for (const folder of nodeFolders) {
		const { name, outputs } = await loadNodeDescription(folder);
		if (typeof outputs === 'string')
			ownOutputs.set(
				`n8n-nodes-reshare.${name}`,
				JSON.parse(/\((\{.*\})\)/.exec(outputs)?.[1] ?? '') as Record<string, readonly unknown[]>,
			);
	}
});

function outputsOf({ type, onError, parameters: { operation = '', numberOutputs, rules, options } }: CanvasNode) {
	const regular =
		ownOutputs.get(type)?.[operation]?.length ??
		numberOutputs ??
		(rules === undefined ? (type.endsWith('.if') ? 2 : 1) : rules.values.length + (options?.fallbackOutput === 'extra' ? 1 : 0));
	return regular + (onError === 'continueErrorOutput' ? 1 : 0);
}

function boxOf(node: CanvasNode) {
	const {
		name,
		type,
		position: [left, top],
		parameters,
	} = node;
	if (type === 'n8n-nodes-base.stickyNote')
		return { name, left, top, right: left + (parameters.width ?? 240), bottom: top + (parameters.height ?? 160) };
	const width = type.endsWith('.agent') ? agentWidth : side;
	return {
		name,
		left: left - nameOverhang,
		top,
		right: left + width + nameOverhang,
		bottom: top + side + Math.max(0, outputsOf(node) - 2) * moreForOutput + nameHeight + (name.length > longName ? secondLine : 0),
	};
}

/** Returns where a note's text ends, if a letter is some seven pixels wide. */
function textBottom({ position: [, top], parameters: { content = '', width = 240 } }: CanvasNode) {
	const lines = content.split('\n').filter((line) => line !== '');
	return (
		top + 16 + lines.reduce((height, line) => height + (line.startsWith('#') ? 34 : 22 * Math.ceil((line.length * 7) / (width - 32))), 0)
	);
}

/** The part of a note that its text fills. */
function textBox(note: CanvasNode) {
	const { left, right, ...box } = boxOf(note);
	const longest = Math.max(...(note.parameters.content ?? '').split('\n').map((line) => line.replaceAll('*', '').length * 7));
	return { ...box, left, right: Math.min(right, left + 32 + longest), bottom: textBottom(note) };
}

function overlap(one: Box, other: Box) {
	return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function within(inner: Box, outer: Box) {
	return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
}

interface Point {
	readonly x: number;
	readonly y: number;
}

/** A wire that leads back runs this far below the node from which it comes. */
const backDrop = 130;

function handleOf({ left, right, top }: Box, at: 'left' | 'right') {
	return { x: at === 'left' ? left + nameOverhang : right - nameOverhang, y: top + side / 2 };
}

/** A wire that leads back enters its node from a line this far to the left of it. */
const backTurn = 48;

/** The corners between which a wire runs in straight lines, or near them. */
function cornersOf(from: Box, to: Box) {
	const [start, end] = [handleOf(from, 'right'), handleOf(to, 'left')];
	if (end.x > start.x) return [start, end];
	const [right, below, left] = [start.x + backTurn, start.y + backDrop, end.x - backTurn];
	return [start, { x: right, y: start.y }, { x: right, y: below }, { x: left, y: below }, { x: left, y: end.y }, end];
}

/** Whether a straight line runs through a box. The curve of a wire stays near the line. */
function crosses(start: Point, end: Point, { left, top, right, bottom }: Box) {
	const points = Array.from({ length: 101 }, (_, step) => ({
		x: start.x + ((end.x - start.x) * step) / 100,
		y: start.y + ((end.y - start.y) * step) / 100,
	}));
	return points.some(({ x, y }) => x > left && x < right && y > top && y < bottom);
}

function pairs<T>(list: readonly T[]) {
	return list.flatMap((one, index) => list.slice(index + 1).map((other) => [one, other] as const));
}

describe.each(templates)('the canvas of $name', ({ text }) => {
	const { nodes, connections } = JSON.parse(text) as {
		nodes: CanvasNode[];
		connections: Readonly<Record<string, { readonly main?: ReadonlyArray<ReadonlyArray<{ readonly node: string }> | null> }>>;
	};
	const notes = nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
	let parts: Box[] = [];

	beforeAll(() => {
		parts = nodes.filter(({ type }) => type !== 'n8n-nodes-base.stickyNote').map(boxOf);
	});

	it("no node on a template's canvas overlaps another", () => {
		expect(
			pairs(parts)
				.filter(([one, other]) => overlap(one, other))
				.map(([one, other]) => `${one.name} / ${other.name}`),
		).toEqual([]);
	});

	it("no note on a template's canvas overlaps another note or cuts through a node", () => {
		expect(
			pairs(notes.map(boxOf))
				.filter(([one, other]) => overlap(one, other))
				.map(([one, other]) => `${one.name} / ${other.name}`),
		).toEqual([]);
		const cut = notes
			.map(boxOf)
			.flatMap((note) => parts.filter((part) => overlap(part, note) && !within(part, note)).map((part) => `${note.name} / ${part.name}`));
		expect(cut).toEqual([]);
	});

	it("each note on a template's canvas holds a node, and no node covers the note's text", () => {
		for (const note of notes) {
			const inside = parts.filter((part) => within(part, boxOf(note)));
			if (note.parameters.color === 1) expect([note.name, inside]).toEqual([note.name, []]);
			else
				expect([note.name, inside.length > 0, inside.filter(({ top }) => top < textBottom(note)).map(({ name }) => name)]).toEqual([
					note.name,
					true,
					[],
				]);
			expect([note.name, textBottom(note) <= boxOf(note).bottom]).toEqual([note.name, true]);
			// The overview note contains nothing but its text.
			if (note.parameters.color === 1) expect([note.name, boxOf(note).bottom - textBottom(note) < 40]).toEqual([note.name, true]);
		}
	});

	function listWires(): Array<readonly [from: Box, to: Box]> {
		const boxes = new Map(parts.map((part) => [part.name, part]));
		return Object.entries(connections).flatMap(([from, { main = [] }]) =>
			main.flatMap((targets) =>
				(targets ?? []).flatMap(({ node }) => {
					const [start, end] = [boxes.get(from), boxes.get(node)];
					return start === undefined || end === undefined ? [] : [[start, end] as const];
				}),
			),
		);
	}

	it("no wire on a template's canvas runs through the text of a note", () => {
		const texts = notes.map(textBox);
		const wrong = listWires().flatMap(([from, to]) => {
			const corners = cornersOf(from, to);
			return texts
				.filter((text) => corners.slice(1).some((corner, index) => crosses(corners[index] ?? corner, corner, text)))
				.map(({ name }) => `${from.name} > ${to.name}: ${name}`);
		});
		expect(wrong).toEqual([]);
	});

	it("no wire on a template's canvas crosses a note that is about other nodes or runs back under several nodes", () => {
		const wrong = new Set<string>();
		for (const [from, to] of listWires()) {
			const [start, end] = [handleOf(from, 'right'), handleOf(to, 'left')];
			const isForward = end.x > start.x;
			for (const note of notes.map(boxOf))
				if (!within(from, note) && !within(to, note) && isForward && crosses(start, end, note))
					wrong.add(`${from.name} > ${to.name}: note`);
			const between = parts.filter(
				(part) =>
					part !== from && part !== to && part.left > to.left && part.right < from.right && Math.abs(part.top - from.top) < backDrop,
			);
			if (!isForward && between.length > 1) wrong.add(`${from.name} > ${to.name}: under ${between.map(({ name }) => name).join(', ')}`);
		}
		expect([...wrong]).toEqual([]);
	});

	it("each node on a template's canvas is inside a note that explains it", () => {
		expect(parts.filter((part) => !notes.some((note) => within(part, boxOf(note)))).map(({ name }) => name)).toEqual([]);
	});

	it("each node on a template's canvas has a name that fits on two lines", () => {
		expect(nodes.filter(({ name, type }) => type !== 'n8n-nodes-base.stickyNote' && name.length > 40).map(({ name }) => name)).toEqual([]);
	});
});

/** The types of triggers in the order in which n8n 2.41 prefers them for the editor's large button. Their position does not matter. */
const startedFirst = [
	'formTrigger',
	'webhook',
	'reShareRequestStatusTrigger',
	'scheduleTrigger',
	'manualTrigger',
	'executeWorkflowTrigger',
];

it.each(templates)("the template $name says correctly which trigger n8n's large button starts", ({ text }) => {
	const { nodes } = JSON.parse(text) as { nodes: CanvasNode[] };
	const kindOf = ({ type }: CanvasNode) => type.split('.').at(-1) ?? '';
	const triggers = nodes.filter((node) => startedFirst.includes(kindOf(node)));
	const byButton = [...triggers].sort((one, other) => startedFirst.indexOf(kindOf(one)) - startedFirst.indexOf(kindOf(other)))[0];
	const notes = nodes.map(({ parameters }) => parameters.content ?? '').join('\n');
	for (const [, said] of notes.matchAll(/\*Execute workflow\*(?: beside \*\*(.+?)\*\*)?/g)) {
		const started = said ?? byButton?.name;
		expect(triggers.map(({ name }) => name)).toContain(started);
		if (said !== undefined && said !== byButton?.name) expect(notes).toContain(`The large button below starts **${byButton?.name ?? ''}**`);
		else expect(started).toBe(byButton?.name);
	}
	if (triggers.some((node) => kindOf(node) === 'manualTrigger') && byButton !== undefined && kindOf(byButton) !== 'manualTrigger')
		expect(notes).toMatch(/\*Execute workflow\* beside/);
});
