import { usualCheckSwitches } from '../../../../reshare/requests/create/createTypes';
import { createRequest } from '../../../../reshare/requests/create/createRequest';
import { startCreating } from '../../../../reshare/requests/create/startCreating';
import { ReferenceLoader } from '../../../../reshare/requests/port/ReferenceLoader';
import type { Submitter } from '../../../../reshare/requests/port/Submitter';
import { EmptyBackend } from '../empty/EmptyBackend';
import { loan, optionsWith, testKey } from './practiceDependencies';

/** Every request is prepared with it, and waits for its list of open requests. */
class HeldBackend extends EmptyBackend {
	prepared = 0;
	letGo = () => {};
	readonly #held = new Promise<void>((resolve) => (this.letGo = resolve));

	override submitter(): Submitter {
		this.prepared++;
		return { ...super.submitter(), blocker: async () => ({ reason: 'otherLibrary', detail: 'This desk is closed' }) };
	}

	override find = async () => {
		await this.#held;
		return { listed: [], rowsRead: 0 };
	};
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const many = Array.from({ length: 1100 }, (_, index) => `MANY-${index}`);

describe('a run of many drafts', () => {
	it('a run of 1,100 drafts prepares at most 1,000 of them at a time, and every draft gets its result', async () => {
		const backend = new HeldBackend();
		const run = startCreating(backend, testKey);
		const options = optionsWith({ via: 'direct', validationWaitMs: 0, checks: { ...usualCheckSwitches, reference: false } });
		const results = many.map((reference, index) =>
			createRequest(run, loan({ pickupLocation: 'MAIN', patronId: `P${index}`, reference }), options),
		);
		for (let count = 0; count < 20; count++) await turn();
		expect(backend.prepared).toBe(1000);

		backend.letGo();
		expect((await Promise.all(results)).map(({ reference, reason }) => [reference, reason])).toEqual(
			many.map((reference) => [reference, 'otherLibrary']),
		);
		expect(backend.prepared).toBe(1100);
	});

	it('350 references that wait at once are looked up in parts of at most 100, and all of them are found', async () => {
		const weighed: number[] = [];
		const asked = new Set<string>();
		class MeasuringBackend extends EmptyBackend {
			override referencesPerCall = (references: readonly string[]) => {
				weighed.push(references.length);
				return references.length;
			};
			override withReferences = async (references: readonly string[] = []) => {
				for (const reference of references) asked.add(reference);
				return [];
			};
		}
		const loader = new ReferenceLoader(new MeasuringBackend());
		const announced = many.slice(0, 350).map((reference) => loader.announce(reference));
		await Promise.all(announced.map((one) => one.rows(1000)));
		expect(asked.size).toBe(350);
		expect(Math.max(...weighed)).toBe(100);
	});
});
