import { parseArgs } from 'node:util';

/**
 * `vufind` is VuFind alone; `reservoir` is VuFind whose records are confirmed by the Reservoir behind it; `folio` is GraphQL over inventory
 * storage up to 23.x, and `folio24` from 24.0.
 */
const indexNames = ['vufind', 'reservoir', 'folio', 'folio24'] as const;
export type IndexName = (typeof indexNames)[number];

export interface JudgeOptions {
	readonly records: string;
	readonly indexes: readonly IndexName[];
	/** The file for look-ups that somebody should examine. */
	readonly reviews?: string;
	/** The most records of which citations are made. */
	readonly sample: number;
	readonly seed: number;
	/** Only kinds whose names begin with one of these are tried; empty: all. */
	readonly kinds: readonly string[];
}

const help = `Judges Find Eligible Instance by a real catalog.

  npm run judge -- --records FOLDER

  --records FOLDER   MARC 21 (ISO 2709) or MARCXML files, one or many records each, in UTF-8; folders below count, too
  --index LIST       ${indexNames.join(',')}; default all
  --reviews FILE     writes what went to review, was not found or is wrong, and why
  --sample N         citations of N records only; the catalog is served whole
  --seed N           another choice of records, typos and styles; default 1
  --kinds LIST       only kinds of citations whose names begin so, e.g. "ISBN,one typo"

Records that carry copies of a Reservoir (999 11) keep them; any other is given two libraries that lend it. A twentieth of the records is not served
but asked for, as books that nobody has. Tens of thousands of records fit into memory. Nothing leaves this machine.`;

/** @returns undefined after printing the help */
export function readJudgeOptions(args: readonly string[]): JudgeOptions | undefined {
	const { values } = parseArgs({
		args: [...args],
		options: {
			records: { type: 'string' },
			index: { type: 'string', default: indexNames.join(',') },
			reviews: { type: 'string' },
			sample: { type: 'string', default: '1000000' },
			seed: { type: 'string', default: '1' },
			kinds: { type: 'string', default: '' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help || values.records === undefined) {
		console.log(help);
		return undefined;
	}
	const indexes = values.index.split(',').map((name) => {
		const index = indexNames.find((one) => one === name.trim());
		if (index === undefined) throw new Error(`There is no index '${name}': ${indexNames.join(', ')}`);
		return index;
	});
	return {
		records: values.records,
		indexes,
		reviews: values.reviews,
		sample: wholeNumber('sample', values.sample),
		seed: wholeNumber('seed', values.seed),
		kinds: values.kinds
			.split(',')
			.map((kind) => kind.trim().toLowerCase())
			.filter((kind) => kind !== ''),
	};
}

function wholeNumber(name: string, text: string) {
	if (!/^\d+$/u.test(text)) throw new Error(`--${name} takes a whole number`);
	return Number(text);
}
