import type {
	ActionAnswer,
	ListChoice,
	PatronCheck,
	PatronLimit,
	RequestBackend,
	RequestList,
	SampleStep,
} from '../../../../reshare/requests/port/RequestBackend';
import type { OfferedActions, AllowedAction } from '../../../../reshare/requests/model/actions';
import type { PatronRequest, RequestState, RequestWithRaw, RequestHead } from '../../../../reshare/requests/model/request';
import type { Submitter } from '../../../../reshare/requests/port/Submitter';
import { bareRequest } from '../bareRequest';
import { StateTable } from '../../../../reshare/requests/model/StateTable';

const emptyTable = new StateTable({}, {});

/** The least that a new back end needs. It has no requests, and accepts none. */
export class EmptyBackend implements RequestBackend {
	readonly scope = 'https://desk.example.org|empty';
	readonly tenant = 'empty';

	get = async (): Promise<PatronRequest | undefined> => await Promise.resolve(undefined);
	getWithRaw = async (): Promise<RequestWithRaw | undefined> => await Promise.resolve(undefined);
	rawEntries = async () => await Promise.resolve({ history: [], rota: [], messages: [] });
	getChanged = async (): Promise<RequestWithRaw | undefined> => await Promise.resolve(undefined);
	find = async (): Promise<RequestList> => await Promise.resolve({ listed: [], rowsRead: 0 });
	named = async (): Promise<PatronRequest[]> => await Promise.resolve([]);

	async *changedSince(): AsyncGenerator<RequestHead[]> {
		yield await Promise.resolve([]);
	}

	newest = async (): Promise<RequestHead[]> => await Promise.resolve([]);
	countChanged = async (): Promise<number> => await Promise.resolve(0);
	serverNow = (): undefined => undefined;

	referenceFault = (): undefined => undefined;
	referencesPerCall = (references: readonly string[]): number => references.length;
	withReferences = async (): Promise<PatronRequest[]> => await Promise.resolve([]);
	patronCheck = async (): Promise<PatronCheck> => await Promise.resolve({ patronValid: true });
	patronLimit = async (): Promise<PatronLimit> => await Promise.resolve({ most: undefined, isZero: false });
	pickupLocations = async () => await Promise.resolve([{ slug: 'MAIN', name: 'Main Library' }]);

	submitter(): Submitter {
		return {
			namesItsRequest: () => true,
			build: (_wish, reference) => ({
				openUrl: null,
				request: { number: reference },
				send: async () =>
					await Promise.resolve({ kind: 'refused', reason: 'resolverRefused', detail: 'This desk takes no requests', mayPass: false }),
			}),
		};
	}

	actions = async (): Promise<OfferedActions> => await Promise.resolve({ sendMessage: [] });
	readonly ownActions = {};
	allowed = async (): Promise<AllowedAction[]> => await Promise.resolve([]);
	lacks = async (): Promise<undefined> => await Promise.resolve(undefined);
	act = async (): Promise<ActionAnswer> => await Promise.resolve({ accepted: false, message: undefined });
	readonly states = emptyTable;
	sample = async ({ side, to }: SampleStep): Promise<RequestWithRaw> => {
		const request = { ...bareRequest, id: 'sample', side, state: emptyTable.read({ code: to }) };
		return await Promise.resolve({ request, raw: { id: 'sample' } });
	};
	withInventedPatron = ({ id }: RequestWithRaw['raw']): RequestWithRaw['raw'] => ({ id });
	statuses = async (): Promise<RequestState[]> => await Promise.resolve([]);
	choices = async (): Promise<ListChoice[]> => await Promise.resolve([]);
}
