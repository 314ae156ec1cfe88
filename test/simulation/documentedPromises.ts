import type { CreateResult, ActionResult } from '../../reshare/index';
import type { N8nProcess, Run } from './N8nProcess';
import type { Step } from './planWorld';
import type { WitnessedRequest } from './Witness';
import type { World } from './World';

/** The sentences of docs/promises.md that must hold in a simulated world. */
export const promises = {
	oneRequest: 'Running a workflow again is safe: one open request per reference',
	trueReport: 'Created, Needs Staff and Not Created are true when they are reported',
	atLeastOnce: 'Every change of the chosen kinds arrives at least once',
	exactlyOnce: 'Exactly once with durable cursors',
	inOrder: "In order of the server's time within a poll",
	stop: 'Stop: no call begins after it',
	oneAnswer: 'Each request is read again before every attempt, and answered once in one n8n process',
	once: 'An action whose answer was lost is not repeated',
	shown: 'Agree to Conditions accepts none that the item did not show',
	noContradiction: "No statement contradicts the consortium's own log",
	secrets: 'Passwords, tokens and patron data stay out of texts, and masked items show no patron',
	letters: 'A letter goes to the patron of its request or to the own staff, and to nobody else',
	migration: 'A migration: Save Before Move saves every open request, and Restore After Move says truly whether it has arrived',
	bounded: 'A bounded number of calls',
} as const;
export type PromiseName = keyof typeof promises;

export interface Violation {
	readonly promise: PromiseName;
	readonly detail: string;
}

/** What promises.md itself excepts, counted by the exception's name. */
export type Exemptions = Map<string, number>;

/** A condition, as an item shows it. */
export interface ShownCondition {
	readonly id: string;
	readonly at: string | null;
	readonly cost: number | null;
}

/** An action on one request. */
export type PerformedAction = ActionResult & {
	readonly deed: string;
	readonly shown: readonly ShownCondition[];
	readonly requestId: string;
};

/** What a run of an automation reported, or how it failed. */
export interface RunReport {
	readonly step: Step;
	readonly process: string;
	readonly startedAt: number;
	readonly at: number;
	readonly run: Run;
	readonly created?: CreateResult;
	readonly acted?: PerformedAction;
	/** Requests that did not allow the same action, and were tried before. */
	readonly refused?: readonly PerformedAction[];
	/** `isNoted`: the note to staff shows the answer, so that it is not given again. */
	readonly ruled?: ReadonlyArray<{
		readonly outcome: string;
		readonly reason: string;
		readonly requestId: string;
		readonly isNoted: boolean;
	}>;
	readonly error?: string;
	/** The conditions that were accepted before the run began. */
	readonly acceptedBefore: ReadonlySet<string>;
}

export interface Verdict {
	readonly violations: readonly Violation[];
	readonly exemptions: Exemptions;
}

export interface PlayedWorld {
	readonly world: World;
	readonly processes: readonly N8nProcess[];
	readonly reports: readonly RunReport[];
	readonly runs: readonly Run[];
	/** The requests that an administrator deleted, as they were. */
	readonly deleted: ReadonlyMap<string, WitnessedRequest>;
}
