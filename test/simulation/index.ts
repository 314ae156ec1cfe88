import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { promises } from './documentedPromises';
import { readSourceWithDefects } from './compileProgram';
import { mutants, type Mutant } from './defects';
import type { Plan } from './planWorld';
import { openSimulator, planOf, type SimulationOutcome, type Simulator } from './simulate';

const help = `Plays random worlds with faults and crashes, and judges them by the sentences of docs/promises.md.

npm run simulate -- [--seeds 1000] [--from 1] [--new 0]
npm run simulate -- --seed N [--explain]
npm run simulate -- --mutants [--only NAME,...] [--seeds 1000] [--explain]

  --seeds N     how many seeds to play; explains the first one that breaks a promise
  --from N      the first of them
  --new N       plays so many in addition, which are others each time; if one breaks a promise, it is explained, and the exit code stays 0
  --seed N      replays one seed
  --explain     prints what happens in it; if it breaks a promise, also in the shortest world that does so
  --mutants     puts each defect of test/simulation/defects.ts into the client, and looks for a seed that finds it, up to 2,000
  --only NAMES  only the defects in whose name one of these words stands
`;

/** New seeds lie far from any range that somebody types. */
const firstNewSeed = 1_000_000_000;

/** Plays worlds, and the first of them once more at the end. A world must be the same in every call, whatever was played before it. */
async function playShare(seeds: readonly number[], tell: (outcome: SimulationOutcome) => void) {
	const simulator = await openSimulator();
	for (const seed of [...seeds, ...seeds.slice(0, 1)]) {
		const outcome = await simulator.outcomeOf(planOf(seed));
		tell({ ...outcome, lines: outcome.violations.length > 0 ? outcome.lines : [] });
	}
}

async function playAll(seeds: readonly number[], named: string) {
	const bySeed = new Map<number, SimulationOutcome>();
	const strayed: number[] = [];
	const began = Date.now();
	// Each worker compiles the client, and plays its first worlds slowly: a second one costs five seconds of processor time.
	const workers = seeds.length > 1000 ? 2 : 1;
	// Worlds are made and thrown away. With the usual sizes, and with several threads that collect garbage, this takes a quarter more.
	setFlagsFromString('--single-threaded-gc');
	setFlagsFromString('--min-semi-space-size=256');
	setFlagsFromString('--initial-old-space-size=1000');
	await Promise.all(
		Array.from(
			{ length: workers },
			async (_, index) =>
				await new Promise<void>((resolve, reject) => {
					const worker = new Worker(__filename, {
						workerData: seeds.filter((_seed, at) => at % workers === index),
						execArgv: ['--import', 'tsx'],
						resourceLimits: { maxYoungGenerationSizeMb: 768 },
					});
					worker.on('message', (outcome: SimulationOutcome) => {
						const first = bySeed.get(outcome.seed);
						if (first !== undefined) {
							if (first.digest !== outcome.digest) strayed.push(outcome.seed);
							return;
						}
						bySeed.set(outcome.seed, outcome);
						const [violation] = outcome.violations;
						if (violation !== undefined) console.log(`seed ${outcome.seed} breaks ${violation.promise}: ${violation.detail}`);
						if (bySeed.size % 500 === 0) console.log(`${bySeed.size} of ${seeds.length} seeds`);
					});
					worker.on('error', reject);
					worker.on('exit', () => resolve());
				}),
		),
	);
	const outcomes = [...bySeed.values()];
	const sum = (count: (outcome: SimulationOutcome) => number): string =>
		outcomes.reduce((total, outcome) => total + count(outcome), 0).toLocaleString('en-US');
	const failing = outcomes.filter(({ violations }) => violations.length > 0).sort((one, other) => one.seed - other.seed);
	console.log(
		`${named}: ${sum(({ events }) => events)} events, ${sum(({ calls }) => calls)} calls, ${sum(({ faults }) => faults)} faults, ${sum(({ crashes }) => crashes)} crashes, ${sum(({ delivered }) => delivered)} changes delivered, ${sum(({ reports }) => reports)} reports, ${Math.round((Date.now() - began) / 1000)} s`,
	);
	const exemptions = new Map<string, number>();
	for (const [name, count] of outcomes.flatMap((outcome) => outcome.exemptions)) exemptions.set(name, (exemptions.get(name) ?? 0) + count);
	for (const [name, count] of exemptions) console.log(`exempted: ${name}: ${count}`);
	console.log(
		`${failing.length} seeds break a promise${
			failing.length === 0
				? ''
				: `: ${failing
						.slice(0, 30)
						.map(({ seed, violations }) => `${seed} (${violations[0]?.promise ?? ''})`)
						.join(', ')}`
		}`,
	);
	if (strayed.length > 0) console.log(`Played again, these seeds went another way: ${strayed.join(', ')}`);
	const [first] = failing;
	if (first !== undefined) await explain(first.seed, await openSimulator());
	// A new world that breaks a promise is a find, not a fault of the change that is being tested: it is explained, and does not fail the run.
	const known = failing.filter(({ seed }) => seed < firstNewSeed);
	process.exitCode = known.length === 0 && strayed.length === 0 && outcomes.length === seeds.length ? 0 : 1;
}

/** Explains a seed and, if it breaks a promise, the shortest plan that does so as well. */
async function explain(seed: number, simulator: Simulator) {
	const plan = planOf(seed);
	const outcome = await simulator.outcomeOf(plan);
	const [violation] = outcome.violations;
	if (violation === undefined) {
		console.log(outcome.lines.join('\n'));
		console.log(`\nSeed ${seed} keeps all promises.`);
		return;
	}
	const smallest = await simulator.shrink(plan, violation.promise);
	const shortest = await simulator.outcomeOf(smallest);
	console.log(
		`\nSeed ${seed}, over ${plan.backEnd}, shrunk from ${plan.steps.length} to ${smallest.steps.length} steps (replay: npm run simulate -- --seed ${seed} --explain):\n`,
	);
	console.log(legend);
	console.log(`${shortest.lines.join('\n')}\n`);
	for (const { promise, detail } of shortest.violations) console.log(`BROKEN: ${promises[promise]}.\n  ${detail}.`);
	process.exitCode = 1;
}

const legend = `East Harbor borrows, West Prairie lends. east-1, east-2, west-1 and west-2 are their n8n processes; in brackets, how n8n keeps the
trigger's cursor. "is told" are the items of the trigger, "logs" and "warns" its log; "poll" runs the trigger, "create", "act" and "rules"
run a node. Staff work in ReShare itself. Times are those of the world; "In ReShare" marks what no automation has to know yet.
memory: n8n keeps the cursor while it runs, and stores it once; scheduler: it stores the cursor before the items start an execution;
durable: it stores the cursor together with starting the execution.
`;

async function findMutants(only: string, most: number, explains: boolean) {
	const clean = await openSimulator();
	const broken = new Set<number>();
	for (const mutant of mutants.filter(({ name }) => only.split(',').some((part) => name.includes(part)))) {
		const simulator = await openSimulator([mutant, ...(mutant.also ?? [])]);
		let found: SimulationOutcome | undefined;
		let played = 0;
		for (let seed = 1; seed <= most && found === undefined; seed += 1) {
			const plan = planOf(seed);
			if (!reaches(mutant, plan) || broken.has(seed)) continue;
			played += 1;
			if (isSilent(mutant) && (await simulator.outcomeOf(withoutPolls(plan))).violations.length === 0) continue;
			const outcome = await simulator.outcomeOf(plan);
			if (outcome.violations.length === 0) continue;
			if ((await clean.outcomeOf(plan)).violations.length > 0) broken.add(seed);
			else found = outcome;
		}
		const [violation] = found?.violations ?? [];
		console.log(
			`| ${mutant.name} | ${violation?.promise ?? 'NOT FOUND'} | ${found?.seed ?? ''} | ${played} | ${violation?.detail ?? ''} |`,
		);
		if (found === undefined) process.exitCode = 1;
		else if (explains) await explain(found.seed, simulator);
	}
}

/** Whether the world can show the defect at all. */
function reaches({ file, needs = [], only }: Mutant, { backEnd, steps }: Plan) {
	if (isOfRules(file) && !steps.some(({ kind }) => kind === 'rules')) return false;
	if (!needs.every((kind) => steps.some((step) => step.kind === kind))) return false;
	if (steps.some(({ kind }) => kind === 'migrate')) return true;
	return (only ?? backEnd) === backEnd && !file.includes(backEnd === 'modRs' ? '/crosslink/' : '/modrs/');
}

function isOfRules(file: string) {
	return /\/Lending|\/rules\//.test(file);
}

/** Whether the defect does not concern the trigger, so that most worlds can be played without its polls. */
function isSilent({ file }: Mutant) {
	return isOfRules(file) || file.includes('/create/');
}

function withoutPolls(plan: Plan) {
	return { ...plan, steps: plan.steps.filter(({ kind }) => kind !== 'poll') };
}

async function main() {
	const { values } = parseArgs({
		options: {
			seeds: { type: 'string', default: '1000' },
			from: { type: 'string', default: '1' },
			new: { type: 'string', default: '0' },
			seed: { type: 'string' },
			explain: { type: 'boolean', default: false },
			mutants: { type: 'boolean', default: false },
			only: { type: 'string', default: '' },
			help: { type: 'boolean', short: 'h', default: false },
		},
	});
	if (values.help) return void process.stdout.write(help);
	for (const name of ['seeds', 'from', 'new', 'seed'] as const)
		if (!/^\d+$/.test(values[name] ?? '0')) throw new Error(`--${name} must be a whole number`);
	for (const mutant of mutants) for (const defect of [mutant, ...(mutant.also ?? [])]) await readSourceWithDefects(defect.file, [defect]);
	if (values.mutants) return await findMutants(values.only, Math.min(2000, Number(values.seeds)), values.explain);
	if (values.seed === undefined) {
		const range = (first: number, count: number) => Array.from({ length: count }, (_, index) => first + index);
		const [first, count, others] = [Number(values.from), Number(values.seeds), Number(values.new)];
		const fresh = firstNewSeed + Math.floor(Date.now() / 1000);
		const also = others === 0 ? '' : ` and ${others} from ${fresh}`;
		return await playAll([...range(first, count), ...range(fresh, others)], `${count} seeds from ${first}${also}`);
	}
	if (values.explain) return await explain(Number(values.seed), await openSimulator());
	const { violations } = await (await openSimulator()).outcomeOf(planOf(Number(values.seed)));
	for (const { promise, detail } of violations) console.log(`BROKEN: ${promises[promise]}.\n  ${detail}.`);
	console.log(violations.length === 0 ? 'All promises are kept.' : 'Its story: --explain');
	process.exitCode = violations.length === 0 ? 0 : 1;
}

if (isMainThread)
	main().catch((error: unknown) => {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 1;
	});
else void playShare(workerData as number[], (outcome) => parentPort?.postMessage(outcome)).then(() => process.exit());
