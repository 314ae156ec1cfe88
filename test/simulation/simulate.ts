import { createHash } from 'node:crypto';
import { compileProgram, type Defect, type StartProgram } from './compileProgram';
import type { Violation } from './documentedPromises';
import { planOf, type Plan, type Step } from './planWorld';
import { playWorld } from './playWorld';

export interface SimulationOutcome {
	readonly seed: number;
	readonly violations: readonly Violation[];
	readonly exemptions: ReadonlyArray<readonly [string, number]>;
	readonly events: number;
	readonly calls: number;
	readonly faults: number;
	readonly crashes: number;
	readonly delivered: number;
	readonly reports: number;
	readonly lines: readonly string[];
	/** A digest of every call, with its time and answer, and of the report. It is the same whenever the same plan is played. */
	readonly digest: string;
}

export interface Simulator {
	outcomeOf(plan: Plan): Promise<SimulationOutcome>;
	/** Returns the smallest plan that breaks the same promise. Steps and storms are left out as long as it does. */
	shrink(plan: Plan, promise: string): Promise<Plan>;
}

/** Opens a simulator. People use the client as it is, whatever defects the automations' client has. */
export async function openSimulator(defects: readonly Defect[] = []): Promise<Simulator> {
	const people = await compileProgram();
	const program = defects.length === 0 ? people : await compileProgram(defects);
	return {
		outcomeOf: (plan) => outcomeOf(plan, program, people),
		shrink: (plan, promise) => shrink(plan, promise, program, people),
	};
}

async function outcomeOf(plan: Plan, program: StartProgram, people: StartProgram): Promise<SimulationOutcome> {
	const { world, processes, reports, violations, exemptions } = await playWorld(plan, program, people);
	return {
		seed: plan.seed,
		violations,
		exemptions: [...exemptions],
		events: world.time.steps,
		calls: world.calls.length,
		faults: world.faultsPlayed,
		crashes: processes.reduce((sum, { killedAt }) => sum + killedAt.length, 0),
		delivered: processes.flatMap(({ deliveries }) => deliveries.flatMap(({ items }) => items)).length,
		reports: reports.length,
		lines: world.lines,
		digest: createHash('sha256')
			.update(JSON.stringify([world.calls, world.lines, violations]))
			.digest('hex'),
	};
}

async function shrink(whole: Plan, promise: string, program: StartProgram, people: StartProgram): Promise<Plan> {
	const breaks = async (plan: Plan) =>
		await outcomeOf(plan, program, people).then(
			({ violations }) => violations.some((one) => one.promise === promise),
			() => false,
		);
	let plan = whole;
	for (const storms of [[], ...whole.storms.map((storm) => [storm])]) if (await breaks({ ...plan, storms })) plan = { ...plan, storms };
	for (let size = Math.ceil(plan.steps.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
		for (let at = 0; at < plan.steps.length;) {
			const steps: readonly Step[] = [...plan.steps.slice(0, at), ...plan.steps.slice(at + size)];
			if (await breaks({ ...plan, steps })) plan = { ...plan, steps };
			else at += size;
		}
	}
	return plan;
}

export { planOf };
