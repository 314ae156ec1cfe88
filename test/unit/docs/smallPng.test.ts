import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { smallPng } from '../../../scripts/pictures/smallPng';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const ends = [body.length - 4, crc32(body)].map((number) => {
		const bytes = Buffer.alloc(4);
		bytes.writeUInt32BE(number);
		return bytes;
	});
	return Buffer.concat([ends[0] ?? body, body, ends[1] ?? body]);
}

/** Rows of three bytes per color, each after the number of its filter. */
function png(width: number, rows: readonly number[][]): Buffer {
	const header = Buffer.from([0, 0, width >> 8, width & 255, 0, 0, 0, rows.length, 8, 2, 0, 0, 0]);
	return Buffer.concat([
		signature,
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** The colors of a picture with a palette, row by row. */
function colors(small: Buffer, width: number): number[][][] {
	const part = (type: string) => {
		const at = small.indexOf(type);
		return small.subarray(at + 4, at + 4 + small.readUInt32BE(at - 4));
	};
	const palette = part('PLTE');
	const places = inflateSync(part('IDAT'));
	const rows = Array.from({ length: places.length / (width + 1) }, (_, row) => [
		...places.subarray(row * (width + 1) + 1, (row + 1) * (width + 1)),
	]);
	return rows.map((row) => row.map((place) => [...palette.subarray(place * 3, place * 3 + 3)]));
}

describe('pictures made small', () => {
	it('keep each color, whatever filters the rows were written with', () => {
		const [red, blue] = [
			[200, 10, 20],
			[10, 20, 250],
		];
		const rows = [
			[0, ...(red ?? []), ...(blue ?? [])],
			[1, ...(red ?? []), 66, 10, 230],
			[2, 0, 0, 0, 0, 0, 0],
			[3, 100, 5, 10, 161, 5, 115],
			[4, 0, 0, 0, 0, 0, 0],
		];
		const small = colors(smallPng(png(2, rows)), 2);
		expect(small).toEqual([
			[red, blue],
			[red, blue],
			[red, blue],
			[red, blue],
			[red, blue],
		]);
	});

	it('with more than 256 colors show each almost as it was', () => {
		const row = [0, ...Array.from({ length: 1200 }, (_, at) => [at % 256, (at * 7) % 256, 128]).flat()];
		const [small = []] = colors(smallPng(png(1200, [row])), 1200);
		expect(new Set(small.map(String)).size).toBeLessThanOrEqual(256);
		expect(
			Math.max(...small.map((color, at) => Math.max(...color.map((byte, place) => Math.abs(byte - (row[1 + at * 3 + place] ?? 0)))))),
		).toBeLessThan(24);
	});
});
