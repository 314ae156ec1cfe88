import { defaultCallingProgram } from '../reshare/callerTerms';
import { OkapiClient, SessionStore, type OkapiAccount } from '../reshare/okapi';
import { createFetch, HttpClient } from '../reshare/transport';
import { withCallerTerms } from '../reshare/withCallerTerms';
import { recordAnswerShapes } from './compare/comparedCalls';
import { helpText, readCompareOptions, type CompareOptions } from './compare/compareOptions';
import { startPracticeForComparison } from './compare/startPracticeForComparison';
import { differencesOf, type AnswerDifference } from './compare/answerShapes';

async function main() {
	const options = readCompareOptions(process.argv.slice(2), process.env.COMPARE_PASSWORD);
	if (options === undefined) return void process.stdout.write(helpText);
	for (const { call, onlyTheirs, onlyPractice } of await compare(options)) {
		process.stdout.write(
			[`${call}:`, ...onlyTheirs.map((part) => `  > ${part}`), ...onlyPractice.map((part) => `  < ${part}`), ''].join('\n'),
		);
	}
}

async function compare({ account, backEnd, release }: CompareOptions): Promise<AnswerDifference[]> {
	const practice = await startPracticeForComparison(backEnd, release);
	try {
		const okapi = (of: OkapiAccount) =>
			new OkapiClient({ account: of, http: new HttpClient({ fetch: createFetch() }), sessions: new SessionStore() });
		return differencesOf(await recordAnswerShapes(okapi(account), backEnd), await recordAnswerShapes(okapi(practice.account), backEnd));
	} finally {
		await practice.sandbox.close();
	}
}

main().then(
	() => process.exit(),
	(thrown: unknown) => {
		const error = withCallerTerms(thrown, defaultCallingProgram);
		process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
		process.exit(1);
	},
);
