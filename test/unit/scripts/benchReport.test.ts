import { readFileSync } from 'node:fs';
import path from 'node:path';
import { withTargets, type MeasuredPart } from '../../../bench/writeReport';

const parts = ['search', 'create', 'load'];
const machine = '2026-11-27T10:00Z, a machine';
const measured = (part: string, ...met: boolean[]): MeasuredPart => ({
	part,
	printed: '',
	reaches: met.map((one, index) => ({ what: `reach ${index + 1}`, wanted: 'at most 1', measured: String(index), met: one })),
});
const rowsIn = (report: string) => report.split('\n').filter((line) => /^\|(?!reach\||-)/u.test(line));

const empty = '# Head\n<!-- written by npm run bench -- --write -->\n<!-- until here -->\nTail\n';
const whole = withTargets(
	empty,
	parts.map((part) => measured(part, true)),
	parts,
	'2026-11-26T09:00Z, a machine',
);

describe('the report of the benchmark', () => {
	it('the benchmark report has a row for each part and each target, and counts the targets met', () => {
		const report = withTargets(empty, [measured('create', true, false), measured('search', true)], parts, machine);
		expect(report).toMatch(/^# Head\n[\s\S]*\nTail\n$/u);
		expect(report).toContain('**2 of 3 reaches met.**');
		expect(report).toContain('Not measured yet: load.');
		expect(rowsIn(report)).toEqual([
			'|**search**, 2026-11-27|1 of 1|',
			'|reach 1|0 (at most 1)|',
			'|**create**, 2026-11-27|1 of 2|',
			'|reach 1|0 (at most 1)|',
			'|reach 2|1 (at most 1) MISSED|',
		]);
	});

	it('the benchmark report joins rows that differ by latency alone, unless a target is missed', () => {
		const reach = (what: string, value: string, met = true) => ({ what, wanted: 'at most 2', measured: value, met });
		const reaches = [
			reach('0 ms: time', '1'),
			reach('10 ms: time', '1.5'),
			reach('40 ms: time', '3', false),
			reach('0 ms: calls', '2'),
			reach('10 ms: calls', '2'),
		];
		expect(rowsIn(withTargets(empty, [{ part: 'create', printed: '', reaches }], parts, machine))).toEqual([
			'|**create**, 2026-11-27|4 of 5|',
			'|0, 10 ms: time|1; 1.5 (at most 2)|',
			'|40 ms: time|3 (at most 2) MISSED|',
			'|0, 10 ms: calls|2 (at most 2)|',
		]);
	});

	it('the benchmark report counts a target that must be met exactly, but does not list it in the table', () => {
		const reaches = [
			{ what: 'requests made', wanted: '200', measured: '200', met: true },
			{ what: 'time', wanted: 'at most 2', measured: '1', met: true },
		];
		expect(rowsIn(withTargets(empty, [{ part: 'create', printed: '', reaches }], parts, machine))).toEqual([
			'|**create**, 2026-11-27|2 of 2|',
			'|time|1 (at most 2)|',
		]);
	});

	it('the benchmark report keeps the rows of parts that were not run again', () => {
		const report = withTargets(whole, [measured('create', false, false)], parts, machine);
		expect(rowsIn(report)).toEqual([
			'|**search**, 2026-11-26|1 of 1|',
			'|reach 1|0 (at most 1)|',
			'|**create**, 2026-11-27|0 of 2|',
			'|reach 1|0 (at most 1) MISSED|',
			'|reach 2|1 (at most 1) MISSED|',
			'|**load**, 2026-11-26|1 of 1|',
			'|reach 1|0 (at most 1)|',
		]);
		expect(report).toContain('**2 of 4 reaches met.**');
		expect(report).not.toContain('Not measured yet');
	});

	it('the benchmark report in bench/performance.md is written back unchanged after it was read', () => {
		const report = readFileSync(path.join(__dirname, '../../../bench/performance.md'), 'utf8');
		const table = (text: string) => rowsIn(text.slice(text.indexOf('|reach|'), text.indexOf('<!-- until here')));
		const all = [...report.matchAll(/^\|\*\*([a-z-]+)\*\*/gmu)].map(([, part = '']) => part);
		expect(table(report).length).toBeGreaterThan(30);
		expect(table(withTargets(report, [], all, machine))).toEqual(table(report));
	});
});
