import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Reach } from './measure';
import { said } from './print';

const report = path.join(__dirname, 'performance.md');
const start = '<!-- written by npm run bench -- --write -->';
const end = '<!-- until here -->';

/** Keeps what a run has measured: the reaches in the report, and all that it has printed beside it. */
export async function writeReport(reaches: ReadonlyArray<readonly [part: string, reach: Reach]>, machine: string): Promise<void> {
	const met = reaches.filter(([, reach]) => reach.met).length;
	const rows = reaches.map(([part, reach]) => `| ${part} | ${reach.what} | ${reach.wanted} | ${reach.measured} | ${reach.met ? 'MET' : 'MISSED'} |`);
	const text = [`${machine}.`, '', `**${met} of ${reaches.length} reaches MET, ${reaches.length - met} MISSED.**`, '', '| part | reach | wanted | measured | |', '|---|---|---|---|---|', ...rows];
	const before = await readFile(report, 'utf8');
	const [head, tail] = [before.slice(0, before.indexOf(start)), before.slice(before.indexOf(end))];
	await writeFile(report, `${head}${start}\n${text.join('\n')}\n${tail}`);
	await writeFile(path.join(__dirname, 'results.txt'), `${said.join('\n').trim()}\n`);
}
