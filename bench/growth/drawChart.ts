import { formatFigure } from '../figures';
import type { ChartLine, ChartPoint } from './chartLines';

const panelWidth = 300;
const panelHeight = 250;
const left = 66;
const top = 78;
const between = 30;
const width = 3 * panelWidth + 2 * between + 20;
const height = top + panelHeight + 62;

const themes = {
	light: { paper: '#ffffff', text: '#24292f', quiet: '#57606a', grid: '#d0d7de', lines: ['#0a5fb4', '#b3341f', '#1a6b3c'] },
	dark: { paper: '#0d1117', text: '#e6edf3', quiet: '#9ba3ac', grid: '#30363d', lines: ['#79b8ff', '#ff9a8a', '#7ee2a0'] },
} as const;
export type ChartTheme = keyof typeof themes;

interface Panel {
	readonly title: string;
	readonly value: (point: ChartPoint) => number;
	readonly label: (value: number) => string;
}

const panels: readonly Panel[] = [
	{ title: 'Seconds', value: ({ ms }) => ms.median / 1000, label: formatFigure },
	{ title: "Memory above n8n's own, MB", value: ({ bytes }) => bytes / 1024 / 1024, label: formatFigure },
	{ title: 'Calls', value: ({ calls }) => calls, label: formatFigure },
];

/** Each line has marks of its own shape, so that readers need not tell its color. */
const marks: ReadonlyArray<(x: number, y: number) => string> = [
	(x, y) => `<circle cx="${x}" cy="${y}" r="5"/>`,
	(x, y) => `<rect x="${x - 4.5}" y="${y - 4.5}" width="9" height="9"/>`,
	(x, y) => `<path d="M${x} ${y - 6}l6 10h-12z"/>`,
];

/** Draws three panels whose axes are powers of ten. What grows as fast as the items runs along the gray slopes. */
export function drawChart(lines: readonly ChartLine[], theme: ChartTheme): string {
	const { paper, text, quiet, lines: colors } = themes[theme];
	const legend = lines.map(({ name }, index) => {
		const x = left + index * 130;
		return `<g fill="${colors[index]}">${marks[index]?.(x, 27) ?? ''}<text x="${x + 14}" y="32" fill="${text}">${name}</text></g>`;
	});
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="15">`,
		'<title>Time, memory and calls of one run by its number of items</title>',
		`<rect width="${width}" height="${height}" fill="${paper}"/>`,
		...legend,
		`<text x="${left + lines.length * 130 + 20}" y="32" fill="${quiet}">gray slopes: ten times the items, ten times as much</text>`,
		...panels.flatMap((panel, index) => drawPanel(panel, lines, theme, index * (panelWidth + between))),
		'</svg>',
		'',
	].join('\n');
}

function drawPanel({ title, value, label }: Panel, lines: readonly ChartLine[], theme: ChartTheme, x0: number): string[] {
	const { text, quiet, grid, lines: colors } = themes[theme];
	const all = lines.flatMap(({ points }) => points);
	const values = all.map(value).filter((one) => one > 0);
	const lowest = Math.floor(Math.log10(Math.min(...values)));
	const highest = Math.ceil(Math.log10(Math.max(...values)));
	const items = [...new Set(all.map((point) => point.items))].sort((a, b) => a - b);
	const [first = 1] = items;
	const decades = Math.log10((items.at(-1) ?? first) / first);
	const plotLeft = x0 + left;
	const plotWidth = panelWidth - left;
	const bottom = top + panelHeight;
	const toX = (count: number): number => round(plotLeft + (Math.log10(count / first) / decades) * (plotWidth - 16) + 8);
	const toY = (amount: number): number =>
		round(bottom - ((Math.log10(Math.max(amount, 10 ** lowest)) - lowest) / (highest - lowest)) * panelHeight);
	const powers = Array.from({ length: highest - lowest + 1 }, (_, index) => 10 ** (lowest + index));
	const clip = `clip${x0}`;
	return [
		`<text x="${plotLeft}" y="${top - 18}" fill="${text}" font-weight="600">${title}</text>`,
		`<clipPath id="${clip}"><rect x="${plotLeft}" y="${top}" width="${plotWidth}" height="${panelHeight}"/></clipPath>`,
		...powers.map(
			(power) =>
				`<path d="M${plotLeft} ${toY(power)}h${plotWidth}" stroke="${grid}"/><text x="${plotLeft - 8}" y="${toY(power) + 5}" fill="${quiet}" text-anchor="end">${label(power)}</text>`,
		),
		...items.map(
			(count) => `<text x="${toX(count)}" y="${bottom + 22}" fill="${quiet}" text-anchor="middle">${formatFigure(count)}</text>`,
		),
		`<text x="${plotLeft + plotWidth / 2}" y="${bottom + 46}" fill="${text}" text-anchor="middle">items in one run</text>`,
		`<g clip-path="url(#${clip})" stroke="${grid}" stroke-dasharray="3 4">`,
		...Array.from({ length: highest - lowest + 4 }, (_, index) => {
			const start = lowest - 4 + index;
			const rise = (panelHeight / (highest - lowest)) * decades;
			const y = round(bottom - ((start - lowest) / (highest - lowest)) * panelHeight);
			return `<path d="M${toX(first)} ${y}L${toX(items.at(-1) ?? first)} ${round(y - rise)}"/>`;
		}),
		'</g>',
		...lines.map(({ points }, index) => {
			const places = points.map((point) => [toX(point.items), toY(value(point))] as const);
			const color = colors[index];
			return `<g fill="${color}"><polyline points="${places.map((place) => place.join(',')).join(' ')}" fill="none" stroke="${color}" stroke-width="2.5"/>${places.map(([x, y]) => marks[index]?.(x, y) ?? '').join('')}</g>`;
		}),
	];
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
