import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findNodePrefixWithHeaders } from '../../../n8n/ensureN8n';

describe('findNodePrefixWithHeaders', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'headers-'));
	const bin = (name: string) => path.join(folder, name, 'bin');

	beforeAll(() => {
		for (const name of ['bare', 'whole']) mkdirSync(bin(name), { recursive: true });
		mkdirSync(path.join(folder, 'whole', 'include', 'node'), { recursive: true });
		writeFileSync(path.join(folder, 'whole', 'include', 'node', 'node_api.h'), '');
	});

	afterAll(() => rmSync(folder, { recursive: true }));

	it("findNodePrefixWithHeaders returns the first Node.js on the PATH that has headers, for building n8n's database driver", () => {
		expect(findNodePrefixWithHeaders([bin('bare'), bin('missing'), bin('whole')].join(path.delimiter))).toBe(path.join(folder, 'whole'));
		expect(findNodePrefixWithHeaders(bin('bare'))).toBeUndefined();
	});
});
