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
	/** When the rows of this call came, in milliseconds of this process; infinite until then. */
	cameAt: number;
	/** Settles when the rows have come, or the call has failed. */
	readonly listed: Promise<unknown>;
	rowsWith(reference: string): Promise<PatronRequest[]>;
}

/** Somebody who wants to know which requests carry a reference. */
interface Seeker {
	readonly reference: string;
	/** The latest call that covers the reference and was begun after it was announced. */
	latest?: Lookup | undefined;
	/** Set while the reference waits for a call to begin. */
	next?: Promise<Lookup> | undefined;
	/** Ends the waiting. */
	begun?: (lookup: Lookup) => void;
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
	readonly #waiting = new Set<Seeker>();
	#isAsking = false;
	#together = Infinity;
	#lastAt = -Infinity;

	constructor(private readonly requests: RequestBackend) {}

	/**
	 * Returns the requests that carry the reference now, read whole, the oldest first.
	 *
	 * @throws ReShareError `badAnswer` if the server answers with requests that nobody asked for
	 */
	find(reference: string): Promise<PatronRequest[]> {
		return this.#rows({ reference }, 0);
	}

	/**
	 * Announces a reference. A caller does so when nobody else in this process can send the reference any more, so that later answers stay
	 * true.
	 */
	announce(reference: string) {
		const seeker: Seeker = { reference };
		this.#announced.add(seeker);
		// This call makes sure that the answer is there when the draft can be sent. If it fails, the caller who needs the answer asks
		// again.
		void this.#next(seeker);
		return {
			/** Returns the requests like `find`, but uses an answer that came at most `maxAgeMs` ago; 0 always asks again. */
			rows: (maxAgeMs: number) => this.#rows(seeker, maxAgeMs),
			/** Ends the announcement, so that the reference is no longer looked up in advance. */
			done: () => void this.#announced.delete(seeker),
		};
	}

	/** Records a request that our own call has created. Its references are then known without reading it. */
	made(id: string, reference: string) {
		this.#carried.set(id, [reference]);
	}

	async #rows(seeker: Seeker, maxAgeMs: number) {
		const lookup = maxAgeMs > 0 && this.#isFresh(seeker.latest, maxAgeMs) ? seeker.latest : await this.#next(seeker);
		try {
			return await lookup.rowsWith(seeker.reference);
		} catch (error) {
			if (lookup.references.length === 1 || !isErrorOfOneCall(error)) throw error;
			return await this.#begin([seeker]).rowsWith(seeker.reference);
		}
	}

	/** Returns the next call that begins for the reference. */
	#next(seeker: Seeker) {
		seeker.next ??= new Promise((resolve) => {
			seeker.begun = resolve;
		});
		this.#waiting.add(seeker);
		if (!this.#isAsking) void this.#askAll();
		return seeker.next;
	}

	async #askAll() {
		this.#isAsking = true;
		while (this.#waiting.size > 0) {
			await clock.sleep(Math.max(0, this.#lastAt + apartMs - clock.elapsed()));
			this.#lastAt = clock.elapsed();
			const batch = this.#batch();
			for (const seeker of batch) this.#waiting.delete(seeker);
			await this.#begin(batch).listed;
		}
		this.#isAsking = false;
	}

	/** Fills up a call for an announced reference with those announced next whose answers are no longer new. */
	#batch() {
		const waiting = this.#fitting([...this.#waiting]);
		if (!waiting.some((seeker) => this.#announced.has(seeker))) return waiting;
		const others = [...this.#announced].filter((seeker) => !waiting.includes(seeker) && !this.#isFresh(seeker.latest, newMs));
		return this.#fitting([...waiting, ...others]);
	}

	#fitting(seekers: readonly Seeker[]) {
		const first = seekers.slice(0, Math.min(mostTogether, this.#together));
		return first.slice(0, this.requests.referencesPerCall(first.map(({ reference }) => reference)));
	}

	#begin(seekers: readonly Seeker[]) {
		const references = [...new Set(seekers.map(({ reference }) => reference))];
		const wholes = new Map<string, PatronRequest>();
		const readWhole = async (row: PatronRequest) => {
			const whole = row.references.length > 0 ? row : (wholes.get(row.id) ?? (await this.requests.get(row.id)));
			if (whole !== undefined) wholes.set(row.id, whole);
			return whole;
		};
		const rows = this.requests.withReferences(references);
		const learned = rows.then(async (listed) => {
			lookup.cameAt = clock.elapsed();
			const unknown = listed.filter(({ id, references: shown }) => shown.length > 0 || !this.#carried.has(id));
			for (const whole of await Promise.all(unknown.map(readWhole))) if (whole !== undefined) this.#carried.set(whole.id, whole.references);
			return listed;
		});
		const lookup: Lookup = {
			references,
			cameAt: Infinity,
			listed: rows.catch(() => undefined),
			rowsWith: async (reference) => {
				const own = (await learned).filter(({ id }) => this.#carried.get(id)?.includes(reference) === true);
				const found = (await Promise.all(own.map(readWhole))).filter((whole) => whole !== undefined);
				return found.filter(({ side, references: carried }) => side === 'borrowing' && carried.includes(reference));
			},
		};
		for (const seeker of seekers) {
			seeker.latest = lookup;
			seeker.next = undefined;
			seeker.begun?.(lookup);
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
	#isFresh(lookup: Lookup | undefined, maxAgeMs: number): lookup is Lookup {
		return lookup !== undefined && clock.elapsed() - lookup.cameAt <= maxAgeMs;
	}
}
