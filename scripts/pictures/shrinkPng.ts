import { decode, encode } from 'fast-png';

const mostColors = 256;

/** Reduces a picture to 256 colors, which makes it less than half as large; a screen hardly shows more. Transparency is left out. */
export function shrinkPng(png: Buffer): Buffer {
	const { width, height, channels, data } = decode(png);
	const pixels = Array.from({ length: width * height }, (_, at) => {
		const [red = 0, green = 0, blue = 0] = data.subarray(at * channels);
		return (red << 16) | (green << 8) | blue;
	});
	const frequency = new Map<number, number>();
	for (const color of pixels) frequency.set(color, (frequency.get(color) ?? 0) + 1);
	const palette = paletteOf([...frequency].sort(([, a], [, b]) => b - a).map(([color]) => color));
	const indexes = new Map([...frequency.keys()].map((color) => [color, nearest(color, palette)]));
	const indexed = {
		...{ width, height, channels: 1, depth: 8 as const },
		data: Uint8Array.from(pixels, (color) => indexes.get(color) ?? 0),
		palette: palette.map(componentsOf),
	};
	return Buffer.from(encode(indexed, { zlib: { level: 9 } }));
}

/** Chooses the most frequent colors that are so far apart that 256 of them can stand for all. */
function paletteOf(byFrequency: readonly number[]): number[] {
	for (let apart = 0; ; apart += 2) {
		const chosen: number[] = [];
		for (const color of byFrequency)
			if (chosen.length <= mostColors && chosen.every((other) => distance(color, other) > apart ** 2)) chosen.push(color);
		if (chosen.length <= mostColors) return chosen;
	}
}

function nearest(color: number, palette: readonly number[]): number {
	let best = 0;
	for (const [at, other] of palette.entries()) if (distance(color, other) < distance(color, palette[best] ?? 0)) best = at;
	return best;
}

function distance(one: number, other: number): number {
	const others = componentsOf(other);
	return componentsOf(one).reduce((sum, component, at) => sum + (component - (others[at] ?? 0)) ** 2, 0);
}

/** Splits a color into its red, green and blue. */
function componentsOf(color: number): [number, number, number] {
	return [color >> 16, (color >> 8) & 255, color & 255];
}
