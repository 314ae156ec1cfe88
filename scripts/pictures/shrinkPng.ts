import { decode, encode } from 'fast-png';

const mostColors = 256;

/**
 * Reduces a picture to 256 colors, which makes it less than half as large; a screen hardly shows more. Of colors that are alike, the most
 * frequent one stands for all, so that areas and texts keep theirs. Transparency is left out.
 */
export function shrinkPng(png: Buffer): Buffer {
	const { width, height, channels, data } = decode(png);
	const pixels = Array.from({ length: width * height }, (_, at) =>
		Buffer.from(data.buffer, data.byteOffset + at * channels).readUIntBE(0, 3),
	);
	const frequency = new Map<number, number>();
	for (const color of pixels) frequency.set(color, (frequency.get(color) ?? 0) + 1);
	const rarestFirst = [...frequency].sort(([, a], [, b]) => a - b).map(([color]) => color);
	for (let bits = 0; ; bits++) {
		/** Leaves the last bits of red, green and blue out. */
		const alike = (color: number) => color & ~(0x010101 * (2 ** bits - 1));
		const chosen = new Map(rarestFirst.map((color) => [alike(color), color]));
		if (chosen.size > mostColors) continue;
		const indexes = new Map([...chosen.keys()].map((key, index) => [key, index]));
		const indexed = {
			...{ width, height, channels: 1, depth: 8 as const },
			data: Uint8Array.from(pixels, (color) => indexes.get(alike(color)) ?? 0),
			palette: [...chosen.values()].map((color) => [color >> 16, (color >> 8) & 255, color & 255]),
		};
		return Buffer.from(encode(indexed, { zlib: { level: 9 } }));
	}
}
