import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { serveCatalog } from './judge/serveCatalog';
import { inventCitations } from './judge/inventCitations';
import { judgeCitationLookups, type JudgedCase } from './judge/judgeCitationLookups';
import { readJudgeOptions, type IndexName, type JudgeOptions } from './judge/judgeOptions';
import { readBooks } from './judge/readBooks';
import { listCasesToExamine } from './judge/listCasesToExamine';
import { verdictTableOf } from './judge/verdictTable';

interface Share {
	readonly options: JudgeOptions;
	readonly first: number;
	readonly step: number;
}

/** Looks up every `step`-th citation in each index, beginning with number `first`. */
async function judgeShare({ options, first, step }: Share, tell: (index: IndexName, judged: JudgedCase) => void): Promise<void> {
	const { books } = readBooks(options.records);
	const { cases, withheld } = inventCitations(books, options);
	const own = cases.filter((_, place) => place % step === first);
	const served = books.filter((book) => !withheld.has(book));
	for (const index of options.indexes) await judgeCitationLookups(serveCatalog(served, index), own, (judged) => tell(index, judged));
}

/**
 * Tests Find Eligible Instance with a real catalog: it serves the catalog's MARC records as each kind of shared index, invents citations of
 * each record by rule, and prints which answers were right. The exit code is 1 if a wrong record was Eligible.
 */
async function main(): Promise<void> {
	const options = readJudgeOptions(process.argv.slice(2));
	if (options === undefined) return;
	const { books, remarks } = readBooks(options.records);
	for (const remark of remarks) console.log(remark);
	const { cases, withheld } = inventCitations(books, options);
	console.log(
		`${books.length} records, ${withheld.size} of them withheld from the catalog and asked for as absent; ${cases.length} citations (seed ${options.seed})`,
	);
	const results = new Map<IndexName, JudgedCase[]>(options.indexes.map((index) => [index, []]));
	const step = availableParallelism();
	const share = async (first: number): Promise<void> =>
		await new Promise((resolve, reject) => {
			const worker = new Worker(__filename, { workerData: { options, first, step }, execArgv: ['--import', 'tsx'] });
			worker.on('message', ([index, judged]: [IndexName, JudgedCase]) => results.get(index)?.push(judged));
			worker.on('error', reject).on('exit', () => resolve());
		});
	await Promise.all(Array.from({ length: step }, async (_, first) => await share(first)));
	for (const [index, judged] of results) console.log(`\n${verdictTableOf(index, judged)}`);
	const all = [...results].flatMap(([index, judged]) => listCasesToExamine(index, judged));
	if ([...results.values()].flat().some(({ verdict }) => verdict === 'wrong')) process.exitCode = 1;
	if (options.reviews === undefined) return;
	writeFileSync(options.reviews, `${all.join('\n')}\n`);
	console.log(`\nWhat went to review, was not found or is wrong: ${options.reviews}`);
}

async function run(): Promise<void> {
	if (isMainThread) await main();
	else await judgeShare(workerData as Share, (...result) => parentPort?.postMessage(result));
}

void run().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
