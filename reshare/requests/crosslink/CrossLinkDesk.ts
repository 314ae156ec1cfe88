import type { PickupLocation } from '../../directory';
import { ReShareError } from '../../errors';
import { named, words } from '../../words';
import type { RequestAction } from '../act/actions';
import type { CreateOptions } from '../create/types';
import type { Way } from '../create/way';
import type { PatronRequest } from '../request';
import type { ActionAnswer, Choice, RequestDesk } from '../RequestDesk';
import { act, allowedOf, crossLinkActions, crossLinkClosings } from './actions';
import { copyrightChoices } from './copyright';
import { CrossLinkReader } from './CrossLinkReader';
import { wayToCrossLink } from './wayToCrossLink';

/** The desk of a library whose back end is CrossLink. */
export class CrossLinkDesk extends CrossLinkReader implements RequestDesk {
	readonly takesReferenceOnce = true;
	readonly takesAnyRecordId = true;
	readonly hasUsualPickup = true;
	readonly notesUnlistedPickup = true;
	readonly usualWay = 'direct';
	readonly actions = crossLinkActions;
	readonly closings = crossLinkClosings;

	/** @throws ReShareError `notFound` where the directory names none, as those of August 2026 do */
	override async pickupLocations(): Promise<PickupLocation[]> {
		const places = await super.pickupLocations();
		if (places.length > 0) return places;
		throw new ReShareError('notFound', 'the Directory of CrossLink names no pickup locations', {
			description: 'It may be too old for that, or none of your entries is marked as a pickup location. The place that is set for the library serves all requests.',
		});
	}

	way({ via, requestingSymbol }: Pick<CreateOptions, 'via' | 'requestingSymbol'>): Way {
		if (via !== 'resolver') return wayToCrossLink(this, requestingSymbol ?? this.symbol);
		throw new ReShareError('badInput', 'CrossLink takes no requests from an OpenURL resolver', {
			description: `Take ${named('via')} out of the options, or set it to ${words.names.direct}.`,
		});
	}

	async allowed(request: PatronRequest): Promise<ReturnType<typeof allowedOf>> {
		return allowedOf(request, await this.client.allowedActions(request.id));
	}

	async act(request: PatronRequest, action: RequestAction): Promise<ActionAnswer> {
		return await act(this.client, request, action);
	}

	/** CrossLink takes no reason with a cancellation. */
	async cancelReasons(): Promise<Choice[]> {
		return await Promise.resolve([]);
	}

	async copyrightTypes(): Promise<Choice[]> {
		return await Promise.resolve([...copyrightChoices]);
	}
}
