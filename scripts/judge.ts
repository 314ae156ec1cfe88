import { writeFileSync } from 'node:fs';
import { serveCatalog } from './judge/catalog';
import { readOptions } from './judge/options';
import { readBooks } from './judge/readBooks';
import { reviewsOf } from './judge/reviews';
import { tableOf } from './judge/table';
import { lookUp } from './judge/lookUp';
import { wishesOf } from './judge/citations';

/**
 * Judges Find Eligible Instance by a real catalog: serves its MARC records as each shared index, makes citations of each record
 * by rule, and
 * prints what came of them. Exit code 1 if a wrong record was Eligible.
 */
async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2));
	if (options === undefined) return;
	const { books, remarks } = readBooks(options.records);
	for (const remark of remarks) console.log(remark);
	const asked = wishesOf(books, options);
	console.log(
		`${books.length} records, ${asked.withheld.size} of them withheld from the catalog and asked for as absent; ${asked.cases.length} wishes (seed ${options.seed})`,
	);
	const lines: string[] = [];
	for (const index of options.indexes) {
		const catalog = await serveCatalog(
			books.filter((book) => !asked.withheld.has(book)),
			index,
		);
		try {
			const results = await lookUp(catalog, asked.cases, (done) => process.stderr.write(`\r${index}: ${done} of ${asked.cases.length}`));
			process.stderr.write('\n');
			console.log(`\n${tableOf(index, results)}`);
			lines.push(...reviewsOf(index, results));
			if (results.some(({ verdict }) => verdict === 'wrong')) process.exitCode = 1;
		} finally {
			await catalog.close();
		}
	}
	if (options.reviews !== undefined) {
		writeFileSync(options.reviews, `${lines.join('\n')}\n`);
		console.log(`\nWhat went to review, was not found or is wrong: ${options.reviews}`);
	}
}

void main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
