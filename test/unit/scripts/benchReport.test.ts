import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withReaches, type Measured } from '../../../bench/report';

const parts = ['search', 'create', 'load'];
const machine = '2026-11-27T10:00Z, a machine';
const measured = (part: string, ...met: boolean[]): Measured => ({ part, printed: '', reaches: met.map((one, index) => ({ what: `reach ${index + 1}`, wanted: 'at most 1', measured: String(index), met: one })) });
const rowsIn = (report: string) => report.split('\n').filter((line) => /^\| (?:search|create|load) \|/u.test(line));

const empty = '# Head\n<!-- written by npm run bench -- --write -->\n<!-- until here -->\nTail\n';
const whole = withReaches(empty, parts.map((part) => measured(part, true)), parts, '2026-11-26T09:00Z, a machine');

describe("the bench's report", () => {
	it('has a row for each reach, and counts them', () => {
		const report = withReaches(empty, [measured('create', true, false), measured('search', true)], parts, machine);
		expect(report).toMatch(/^# Head\n[\s\S]*\nTail\n$/u);
		expect(report).toContain('**2 of 3 reaches MET, 1 MISSED.**');
		expect(report).toContain('Not measured yet: load.');
		expect(rowsIn(report)).toEqual([
			'| search | reach 1 | at most 1 | 0 | 2026-11-27 | MET |',
			'| create | reach 1 | at most 1 | 0 | 2026-11-27 | MET |',
			'| create | reach 2 | at most 1 | 1 | 2026-11-27 | MISSED |',
		]);
	});

	it('keeps the rows of parts that a run has left out', () => {
		const report = withReaches(whole, [measured('create', false, false)], parts, machine);
		expect(rowsIn(report).map((row) => [row.split('|')[1]?.trim(), row.split('|')[5]?.trim()])).toEqual([['search', '2026-11-26'], ['create', '2026-11-27'], ['create', '2026-11-27'], ['load', '2026-11-26']]);
		expect(report).toContain('**2 of 4 reaches MET, 2 MISSED.**');
		expect(report).not.toContain('Not measured yet');
	});

	it('reads what it has written', () => {
		const report = readFileSync(path.join(__dirname, '../../../bench/performance.md'), 'utf8');
		const all = [...new Set([...report.matchAll(/^\| ([a-z-]+) \| .* \| (?:MET|MISSED) \|$/gmu)].map(([, part]) => part ?? ''))];
		const rows = (text: string) => text.split('\n').filter((line) => /\| (?:MET|MISSED) \|$/u.test(line));
		expect(rows(report).length).toBeGreaterThan(60);
		expect(rows(withReaches(report, [], all, machine))).toEqual(rows(report));
	});
});
