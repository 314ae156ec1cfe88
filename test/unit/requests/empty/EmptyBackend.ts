import type {
	ActionAnswer,
	ListChoice,
	PatronCheck,
	PatronLimit,
	RequestBackend,
	RequestList,
} from '../../../../reshare/requests/port/RequestBackend';
import type { SupportedActions, AllowedAction } from '../../../../reshare/requests/model/actions';
import type { PatronRequest, RequestState, RequestWithRaw, RequestHead } from '../../../../reshare/requests/model/request';
import type { Submitter } from '../../../../reshare/requests/port/Submitter';
import { StateTable } from '../../../../reshare/requests/model/StateTable';

/** The least that a new back end needs. It has no requests, and accepts none. */
export class EmptyBackend implements RequestBackend {
	readonly scope = 'https://desk.example.org|empty';
	readonly tenant = 'empty';

	get = async (): Promise<PatronRequest | undefined> => undefined;
	getWithRaw = async (): Promise<RequestWithRaw | undefined> => undefined;
	rawEntries = async () => ({ history: [], rota: [], messages: [] });
	getChanged = async (): Promise<RequestWithRaw | undefined> => undefined;
	find = async (): Promise<RequestList> => ({ listed: [], rowsRead: 0 });
	findByNumberReferenceOrBarcode = async (): Promise<PatronRequest[]> => [];

	async *changedSince(): AsyncGenerator<RequestHead[]> {
		yield await Promise.resolve([]);
	}

	newest = async (): Promise<RequestHead[]> => [];
	countChanged = async () => 0;
	serverNow = () => undefined;

	referenceFault = () => undefined;
	referencesPerCall = (references: readonly string[]) => references.length;
	withReferences = async (): Promise<PatronRequest[]> => [];
	patronCheck = async (): Promise<PatronCheck> => ({ patronValid: true });
	patronLimit = async (): Promise<PatronLimit> => ({ most: undefined, isZero: false });
	pickupLocations = async () => [{ slug: 'MAIN', name: 'Main Library' }];

	submitter(): Submitter {
		return {
			namesItsRequest: () => true,
			build: (_draft, reference) => ({
				openUrl: null,
				request: { number: reference },
				send: async () => ({ kind: 'refused', reason: 'resolverRefused', detail: 'This desk takes no requests', mayPass: false }),
			}),
		};
	}

	actions = async (): Promise<SupportedActions> => ({ sendMessage: [] });
	readonly ownActions = {};
	allowed = async (): Promise<AllowedAction[]> => [];
	lacks = async () => undefined;
	act = async (): Promise<ActionAnswer> => ({ accepted: false, message: undefined });
	readonly states = new StateTable({}, {});
	withInventedPatron = ({ id }: RequestWithRaw['raw']): RequestWithRaw['raw'] => ({ id });
	statuses = async (): Promise<RequestState[]> => [];
	choices = async (): Promise<ListChoice[]> => [];
}
