import { crc32, deflateSync, inflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostColors = 256;

/**
 * Reduces a picture to 256 colors, which makes it less than half as large; a screen hardly shows more. It reads what Chromium writes: 8
 * bits, no interlace.
 */
export function shrinkPng(png: Buffer): Buffer {
	const { width, height, pixels } = decode(png);
	const frequency = new Map<number, number>();
	for (const color of pixels) frequency.set(color, (frequency.get(color) ?? 0) + 1);
	const palette = paletteOf([...frequency].sort(([, a], [, b]) => b - a).map(([color]) => color));
	const place = new Map([...frequency.keys()].map((color) => [color, nearest(color, palette)]));
	const rows = Buffer.alloc((width + 1) * height);
	for (const [at, color] of pixels.entries()) rows[at + Math.floor(at / width) + 1] = place.get(color) ?? 0;
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 3, 0, 0, 0], 8);
	const colors = Buffer.from(palette.flatMap((color) => [color >> 16, (color >> 8) & 255, color & 255]));
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('PLTE', colors),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
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
	const red = (one >> 16) - (other >> 16);
	const green = ((one >> 8) & 255) - ((other >> 8) & 255);
	const blue = (one & 255) - (other & 255);
	return red * red + green * green + blue * blue;
}

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	sum.writeUInt32BE(crc32(body));
	return Buffer.concat([length, body, sum]);
}

/** Reads each pixel as a number of three bytes, with red first. */
function decode(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
	const parts = new Map<string, Buffer[]>();
	for (let at = signature.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
		const type = png.toString('latin1', at + 4, at + 8);
		parts.set(type, [...(parts.get(type) ?? []), png.subarray(at + 8, at + 8 + png.readUInt32BE(at))]);
	}
	const header = parts.get('IHDR')?.[0] ?? Buffer.alloc(13);
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	if (header[8] !== 8 || ![2, 6].includes(header[9] ?? 0) || header[12] !== 0) throw new Error('Not a picture as Chromium writes it');
	const step = header[9] === 6 ? 4 : 3;
	const rowBytes = width * step;
	const raw = inflateSync(Buffer.concat(parts.get('IDAT') ?? []));
	const bytes = Buffer.alloc(rowBytes * height);
	for (let row = 0; row < height; row++) {
		const filter = raw[row * (rowBytes + 1)] ?? 0;
		const begins = row * rowBytes;
		for (let at = begins; at < begins + rowBytes; at++) {
			const left = at - begins >= step ? (bytes[at - step] ?? 0) : 0;
			const up = bytes[at - rowBytes] ?? 0;
			const corner = at - begins >= step ? (bytes[at - rowBytes - step] ?? 0) : 0;
			bytes[at] = (raw[at + row + 1] ?? 0) + predicted(filter, left, up, corner);
		}
	}
	const pixels = new Uint32Array(width * height);
	for (const at of pixels.keys())
		pixels[at] = ((bytes[at * step] ?? 0) << 16) | ((bytes[at * step + 1] ?? 0) << 8) | (bytes[at * step + 2] ?? 0);
	return { width, height, pixels };
}

/** Implements PNG's five filters: it returns the value to add to a byte. */
function predicted(filter: number, left: number, up: number, corner: number): number {
	if (filter === 0) return 0;
	if (filter === 1) return left;
	if (filter === 2) return up;
	if (filter === 3) return (left + up) >> 1;
	const toLeft = Math.abs(up - corner);
	const toUp = Math.abs(left - corner);
	const toCorner = Math.abs(left + up - 2 * corner);
	if (toLeft <= toUp && toLeft <= toCorner) return left;
	return toUp <= toCorner ? up : corner;
}
