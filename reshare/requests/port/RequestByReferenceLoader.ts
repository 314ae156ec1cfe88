import { clock } from '../../clock';
import { isErrorOfOneCall } from '../../errors';
import type { RequestBackend } from './RequestBackend';
import type { PatronRequest } from '../model/request';

/** Lookups that are wanted within so many milliseconds of each other share a list call. */
const apartMs = 50;
/** An answer that is younger than this is not renewed in advance. */
const newMs = 300;
/**
 * The most references in one call. Only so many are passed to `referencesPerCall`, which would take long for the thousands of references of
 * a large run.
 */
const mostTogether = 100;

/** A list call that looks up some references. */
interface Lookup {
	readonly references: readonly string[];
	/** When the rows of this call came, in milliseconds of this process; undefined until then. */
	cameAt: number | undefined;
	/** Settles when the rows have come, or the call has failed. */
	readonly listed: Promise<unknown>;
	rowsWith(reference: string): Promise<PatronRequest[]>;
}

interface Seeker {
	readonly reference: string;
	/** The latest call that covers the reference and was begun after it was announced. */
	latest: Lookup | undefined;
	/** Set while the reference waits for a call to begin. */
	next: Promise<Lookup> | undefined;
}

/** A reference that is about to be sent. */
export type AnticipatedReference = ReturnType<RequestByReferenceLoader['announce']>;

/**
 * Loads the requests that carry a reference, in batches. Callers who wait while a list call runs share the next call, and a call for an
 * announced reference also looks up those announced after it. An answer is never used for a caller who asked, or announced, after its call
 * had begun. If a row does not show its references, it is read whole once to learn them. If a shared call fails, every caller repeats the
 * lookup alone, so that one reference harms no other, and fewer callers share the next calls.
 */
export class RequestByReferenceLoader {
	/** The references of each request, by its id. They never change. */
	readonly #carried = new Map<string, readonly string[]>();
	readonly #announced = new Set<Seeker>();
	readonly #waiting: Array<{ readonly seeker: Seeker; readonly begun: (lookup: Lookup) => void }> = [];
	#isAsking = false;
	#together = Number.POSITIVE_INFINITY;
	#lastAt = Number.NEGATIVE_INFINITY;

	/**
	 * Makes a loader for one back end.
	 *
	 * @param now returns milliseconds that never go backward
	 */
	constructor(
		private readonly requests: RequestBackend,
		private readonly now: () => number = () => clock.elapsed(),
	) {}

	/**
	 * Returns the requests that carry the reference now, read whole, the oldest first.
	 *
	 * @throws ReShareError `badAnswer` if the server answers with requests that nobody asked for
	 */
	async find(reference: string): Promise<PatronRequest[]> {
		return await this.#rows({ reference, latest: undefined, next: undefined }, 0);
	}

	/**
	 * Announces a reference. A caller does so when nobody else in this process can send the reference any more, so that later answers stay
	 * true.
	 */
	announce(reference: string) {
		const seeker: Seeker = { reference, latest: undefined, next: undefined };
		this.#announced.add(seeker);
		// This call makes sure that the answer is there when the draft can be sent. If it fails, the caller who needs the answer asks
		// again.
		void this.#next(seeker);
		return {
			/** Returns the requests like `find`, but uses an answer that came at most `maxAgeMs` ago; 0 always asks again. */
			rows: async (maxAgeMs: number) => await this.#rows(seeker, maxAgeMs),
			/** Ends the announcement, so that the reference is no longer looked up in advance. */
			done: () => void this.#announced.delete(seeker),
		};
	}

	/** Records a request that our own call has created. Its references are then known without reading it. */
	made(id: string, reference: string): void {
		this.#carried.set(id, [reference]);
	}

	async #rows(seeker: Seeker, maxAgeMs: number): Promise<PatronRequest[]> {
		const lookup = maxAgeMs > 0 && this.#isFresh(seeker.latest, maxAgeMs) ? seeker.latest : undefined;
		const used = lookup ?? (await this.#next(seeker));
		try {
			return await used.rowsWith(seeker.reference);
		} catch (error) {
			if (used.references.length === 1 || !isErrorOfOneCall(error)) throw error;
			return await this.#begin([seeker]).rowsWith(seeker.reference);
		}
	}

	/** Returns the next call that begins for the reference. */
	async #next(seeker: Seeker): Promise<Lookup> {
		seeker.next ??= new Promise<Lookup>((resolve) => this.#waiting.push({ seeker, begun: resolve }));
		if (!this.#isAsking) void this.#askAll();
		return await seeker.next;
	}

	async #askAll(): Promise<void> {
		this.#isAsking = true;
		while (this.#waiting.length > 0) {
			await clock.sleep(Math.max(0, this.#lastAt + apartMs - this.now()));
			this.#lastAt = this.now();
			const waiting = this.#waiting.splice(0);
			const covered = new Set(this.#batch(waiting.map(({ seeker }) => seeker)));
			const lookup = this.#begin([...covered]);
			for (const one of waiting) {
				if (covered.has(one.seeker)) one.begun(lookup);
				else this.#waiting.push(one);
			}
			await lookup.listed;
		}
		this.#isAsking = false;
	}

	/** Fills up a call for an announced reference with those announced next whose answers are no longer new. */
	#batch(waiting: readonly Seeker[]): Seeker[] {
		const asking = this.#fitting(waiting);
		if (!asking.some((seeker) => this.#announced.has(seeker))) return asking;
		return this.#fitting([
			...asking,
			...[...this.#announced].filter((seeker) => !asking.includes(seeker) && !this.#isFresh(seeker.latest, newMs)),
		]);
	}

	#fitting(seekers: readonly Seeker[]): Seeker[] {
		const first = seekers.slice(0, mostTogether);
		return first.slice(0, Math.min(this.requests.referencesPerCall(first.map(({ reference }) => reference)), this.#together));
	}

	#begin(seekers: readonly Seeker[]): Lookup {
		const names = [...new Set(seekers.map(({ reference }) => reference))];
		const full = new Map<string, PatronRequest>();
		const listed = this.requests.withReferences(names).then((rows) => {
			lookup.cameAt = this.now();
			return rows;
		});
		const learned = listed.then(async (rows) => {
			await this.#learn(rows, full);
			return rows;
		});
		const lookup: Lookup = {
			references: names,
			cameAt: undefined,
			listed: listed.catch(() => undefined),
			rowsWith: async (reference) => {
				const own = (await learned).filter(({ id }) => this.#carried.get(id)?.includes(reference) === true);
				const rows = await Promise.all(own.map(async ({ id }) => full.get(id) ?? (await this.requests.get(id))));
				return rows.filter(
					(row): row is PatronRequest => row !== undefined && row.side === 'borrowing' && row.references.includes(reference),
				);
			},
		};
		for (const seeker of seekers) {
			seeker.latest = lookup;
			seeker.next = undefined;
		}
		learned.then(
			() => {
				// The limit is doubled only after a full call, because only such a call shows that the server can answer so many
				// references.
				if (seekers.length >= this.#together) this.#together *= 2;
			},
			() => {
				this.#together = 1;
				for (const seeker of seekers) if (seeker.latest === lookup) seeker.latest = undefined;
			},
		);
		return lookup;
	}

	/** Whether a lookup is fresh enough. One that is still running is. */
	#isFresh(lookup: Lookup | undefined, maxAgeMs: number): boolean {
		return lookup !== undefined && (lookup.cameAt === undefined || this.now() - lookup.cameAt <= maxAgeMs);
	}

	/** Reads those of the rows whose references are not known yet. */
	async #learn(rows: readonly PatronRequest[], full: Map<string, PatronRequest>): Promise<void> {
		const learn = (row: PatronRequest | undefined) => {
			if (row === undefined) return;
			full.set(row.id, row);
			this.#carried.set(row.id, row.references);
		};
		rows.filter(({ references }) => references.length > 0).forEach(learn);
		await Promise.all(rows.filter(({ id }) => !this.#carried.has(id)).map(async ({ id }) => learn(await this.requests.get(id))));
	}
}
