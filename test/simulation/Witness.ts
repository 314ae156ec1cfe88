import { bibliographicInfoOf, serviceTypeOf, type CrossLinkRequest } from '../../sandbox/crosslink/crossLinkRequest';
import { statusByCode } from '../../sandbox/modrs/statuses';
import type { World } from './World';

/** One request as the consortium itself has it, in the words of both back ends. */
export interface WitnessedRequest {
	readonly id: string;
	readonly library: 'east' | 'west';
	readonly side: 'borrowing' | 'lending';
	readonly isModRs: boolean;
	/** The id that the request had in mod-rs, if it has migrated. */
	readonly formerId?: string | undefined;
	readonly state: string;
	readonly isOpen: boolean;
	readonly needsStaff: boolean;
	/** When the request was created, in milliseconds since 1970 by ReShare's clock, as all times here. */
	readonly createdAt: number;
	readonly references: readonly string[];
	readonly patron: string | undefined;
	readonly title: string | undefined;
	readonly serviceType: 'loan' | 'copy';
	readonly conditions: ReadonlyArray<{
		readonly id: string;
		readonly cost: number | undefined;
		readonly at: number;
		readonly isAccepted: boolean;
	}>;
	/** CrossLink's actions, with the moments when they began, by their events. An action may take hours. */
	readonly actions: ReadonlyArray<{ readonly began: number; readonly to: string | undefined }>;
	/** The ids of the transitions, if the back end itself numbers them. */
	readonly transitions: ReadonlyArray<{ readonly id: string; readonly at: number; readonly to: string }>;
	/** The id of the borrower's request, in CrossLink. */
	readonly requesterId?: string | undefined;
	readonly unreadMessages: ReadonlyArray<{ readonly id: string; readonly at: number }>;
}

/** Reads the reference in an id, in which other signs than letters, digits, dots and hyphens are written as their bytes. */
function referenceIn(id: string) {
	return id.replace(/\.[0-9a-f]{8}$/, '').replace(/_([0-9a-f]{2})/g, (_, byte: string) => String.fromCharCode(parseInt(byte, 16)));
}

export interface StayInState {
	readonly state: string;
	readonly from: number;
	/** The beginning by ReShare's clock. */
	readonly at: number;
}

/** Records what the consortium itself knows, by which the promises are judged. */
export class Witness {
	/** The states in which each request has stood, with their beginnings. */
	readonly stays = new Map<string, StayInState[]>();
	/** The requests of mod-rs when they migrated, by their ids there. */
	readonly #former = new Map<string, WitnessedRequest>();
	readonly #deleted = new Set<string>();

	constructor(private readonly world: World) {}

	/** Notes the states of all requests. It is called after each task of the world, so that no state is missed. */
	readonly observe = (): void => {
		const { sandbox, isModRs, time } = this.world;
		for (const { id, state } of isModRs ? sandbox.requests.all() : sandbox.crosslink.requests.all()) {
			if (this.#deleted.delete(id)) this.stays.delete(id);
			const stays = this.stays.get(id) ?? [];
			if (stays.length === 0) this.stays.set(id, stays);
			if (stays.at(-1)?.state === state) continue;
			this.world.note(`  In ReShare, request ${id} is ${stays.length === 0 ? 'new, ' : ''}in ${state}`);
			stays.push({ state, from: time.now(), at: sandbox.clock.now() });
			this.world.changedAt = time.now();
		}
	};

	/** Notes that a request is gone. A request that has its id afterward is another one. */
	noteDeletion(id: string) {
		this.#deleted.add(id);
	}

	/** Stores the requests of mod-rs before they migrate to CrossLink. */
	beforeMigration() {
		for (const library of ['east', 'west'] as const)
			for (const side of ['borrowing', 'lending'] as const) for (const row of this.rows(library, side)) this.#former.set(row.id, row);
	}

	/** Continues the stays of the requests that have migrated, under their new ids. */
	afterMigration() {
		for (const row of this.#present().filter(({ formerId }) => formerId !== undefined)) {
			this.world.note(`Request ${row.formerId ?? ''} is ${row.id} in CrossLink`);
			this.stays.set(row.id, [...(this.stays.get(row.formerId ?? '') ?? [])]);
		}
	}

	createdAt(id: string) {
		return this.stays.get(id)?.[0]?.from ?? 0;
	}

	/** Whether an administrator has deleted the request, and it was not made again. */
	wasDeleted(id: string) {
		return this.#deleted.has(id);
	}

	since(id: string) {
		return this.stays.get(id)?.at(-1)?.from ?? 0;
	}

	/** The state in which the request stood at a moment of the world. */
	stateAt(id: string, moment: number): string | undefined {
		return this.stays.get(id)?.findLast(({ from }) => from <= moment)?.state;
	}

	/** All requests that there have been: those that mod-rs had before the migration, and those of the back end. */
	allRows(library: 'east' | 'west', side: 'borrowing' | 'lending'): WitnessedRequest[] {
		const former = [...this.#former.values()].filter((row) => row.library === library && row.side === side);
		return [...former, ...this.rows(library, side)];
	}

	/** The requests of the back end. */
	rows(library: 'east' | 'west', side: 'borrowing' | 'lending'): WitnessedRequest[] {
		const { sandbox, isModRs } = this.world;
		if (!isModRs) {
			return sandbox.crosslink.requests
				.all(sandbox.crosslink[library].tenant)
				.filter((row) => row.side === side)
				.map((row) => ({
					id: row.id,
					library,
					side,
					isModRs,
					formerId: this.#formerOf(row)?.id,
					state: row.state,
					isOpen: !row.terminalState,
					needsStaff: row.needsAttention,
					createdAt: row.createdAt / 1000,
					references: this.#formerOf(row)?.references ?? (row.side === 'borrowing' ? [referenceIn(row.id)] : []),
					patron: row.patron,
					title: bibliographicInfoOf(row).title as string | undefined,
					serviceType: serviceTypeOf(row) === 'Loan' ? 'loan' : 'copy',
					conditions: row.notifications
						.filter(({ kind, direction }) => kind === 'condition' && direction === (side === 'borrowing' ? 'received' : 'sent'))
						.map(({ id, cost, createdAt, receipt }) => ({
							id,
							cost,
							at: createdAt / 1000,
							isAccepted: receipt === 'ACCEPTED',
						})),
					actions: row.events
						.filter(({ eventName }) => eventName === 'invoke-action')
						.map(({ timestamp, resultData }) => ({
							began: timestamp / 1000,
							to: (resultData.actionResult as { readonly toState?: string } | undefined)?.toState,
						})),
					transitions: [],
					requesterId: row.requesterRequestId,
					unreadMessages: row.notifications
						.filter(
							({ kind, direction, acknowledgedAt, note }) =>
								kind === 'note' &&
								direction === 'received' &&
								acknowledgedAt === undefined &&
								(note ?? '').trim() !== '' &&
								note?.startsWith('Vendor:') !== true,
						)
						.map(({ id, createdAt }) => ({ id, at: createdAt / 1000 })),
				}));
		}
		return sandbox.requests
			.all(library)
			.filter(({ isRequester }) => isRequester === (side === 'borrowing'))
			.map((row) => ({
				id: row.id,
				library,
				side,
				isModRs,
				state: row.state,
				isOpen: !statusByCode(row.state).terminal,
				needsStaff: statusByCode(row.state).needsAttention === true,
				createdAt: row.dateCreated,
				references: row.requestIdentifiers.map(({ identifier }) => identifier),
				patron: row.patronIdentifier,
				title: row.title,
				serviceType: row.refdata.serviceType === 'copy' ? 'copy' : 'loan',
				conditions: row.conditions.map(({ id, cost, at, accepted }) => ({ id, cost, at, isAccepted: accepted })),
				actions: [],
				transitions: row.audit.flatMap(({ id, at, from, to }) =>
					from !== undefined && to !== undefined && from !== to ? [{ id, at, to }] : [],
				),
				unreadMessages: [],
			}));
	}

	/** What CrossLink's lenders wrote to the borrower. */
	notesIn(borrowersId: string): string[] {
		const row = this.world.sandbox.crosslink.requests.all().find(({ id, side }) => id === borrowersId && side === 'borrowing');
		return (row?.notifications ?? []).filter(({ kind }) => kind === 'note').map(({ note }) => note ?? '');
	}

	find(id: string): WitnessedRequest | undefined {
		return this.#present().find((row) => row.id === id) ?? this.#former.get(id);
	}

	#present(): WitnessedRequest[] {
		return (['east', 'west'] as const).flatMap((library) =>
			(['borrowing', 'lending'] as const).flatMap((side) => this.rows(library, side)),
		);
	}

	/**
	 * Finds the request of mod-rs from which a request of CrossLink migrated. The side must agree, because a lending request of CrossLink
	 * also names the id that the borrower's request had in mod-rs.
	 */
	#formerOf({ side, illRequest: { header } }: CrossLinkRequest): WitnessedRequest | undefined {
		const former = this.#former.get(String((header as { multipleItemRequestId?: string } | undefined)?.multipleItemRequestId));
		return former?.side === side ? former : undefined;
	}
}
